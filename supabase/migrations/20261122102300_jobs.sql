-- Jobs: what run-jobs has to do (expired holds, open payments, refunds owed), and comparing the provider's intents with our
-- payments. All functions are for the service role only, and refuse nothing. The calendar does not depend on run-jobs:
-- listing and booking ignore expired holds by themselves.

-- What is due, oldest first, at most p_limit of each kind:
-- {expired_holds: [{session_id, intent_id}], open_intents: [{session_id, intent_id}],
--  refunds: [{refund_id, intent_id, amount_minor, currency, attempts}]}; amounts in minor units.
-- expired_holds also has the sessions that were cancelled, paid in person or waived and whose intent could still be paid.
-- Refunds of a disputed payment are left out until the dispute is over.
create function public.jobs_due(p_limit integer default 50)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'expired_holds', (
      select coalesce(jsonb_agg(jsonb_build_object('session_id', e.id, 'intent_id', e.provider_intent_id)), '[]')
      from (
        (select s.id, p.provider_intent_id, s.hold_expires_at as due
         from public.client_sessions as s left join public.payments as p on p.session_id = s.id
         where s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= now())
        union all
        (select s.id, p.provider_intent_id, s.cancelled_at
         from public.payments as p join public.client_sessions as s on s.id = p.session_id
         where p.status in ('open', 'failed') and p.provider_intent_id is not null and s.status = 'cancelled')
        union all
        (select p.session_id, p.provider_intent_id, p.updated_at
         from public.payments as p
         where p.method <> 'card' and p.provider_intent_id is not null and not p.intent_closed)
        order by due limit p_limit
      ) as e),
    'open_intents', (
      select coalesce(jsonb_agg(jsonb_build_object('session_id', o.session_id, 'intent_id', o.provider_intent_id)), '[]')
      from (
        select p.session_id, p.provider_intent_id
        from public.payments as p join public.client_sessions as s on s.id = p.session_id
        where p.status in ('open', 'failed') and p.method = 'card' and p.provider_intent_id is not null and s.status <> 'cancelled'
          and (s.hold_expires_at is null or s.hold_expires_at > now())
        order by p.updated_at limit p_limit
      ) as o),
    'refunds', (
      select coalesce(jsonb_agg(jsonb_build_object('refund_id', r.id, 'intent_id', r.provider_intent_id,
        'amount_minor', r.amount_minor, 'currency', r.currency, 'attempts', r.attempts)), '[]')
      from (
        select f.id, p.provider_intent_id, f.amount_minor, f.currency, f.attempts
        from public.refunds as f join public.payments as p on p.id = f.payment_id
        -- A refund from the provider's dashboard is not sent by us: the money would go back twice.
        where f.status in ('owed', 'pending', 'failed') and f.next_attempt_at <= now() and f.reason <> 'by_hand'
          and p.disputed_at is null and p.provider_intent_id is not null
        order by f.next_attempt_at limit p_limit
      ) as r));
$$;
revoke execute on function public.jobs_due(integer) from public, anon, authenticated;
grant execute on function public.jobs_due(integer) to service_role;

-- Cancels an expired hold. Returns {expired}: false when it was paid, is cancelled already, or still runs.
create function public.expire_hold(p_session_id uuid)
returns jsonb
language plpgsql
set search_path = ''
as $$
begin
  update public.client_sessions as s
  set status = 'cancelled', cancellation_reason = 'hold_expired', cancelled_at = clock_timestamp(), cancelled_by = 'system'
  where s.id = p_session_id and s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
    and s.hold_expires_at <= clock_timestamp();
  return jsonb_build_object('expired', found);
end;
$$;
revoke execute on function public.expire_hold(uuid) from public, anon, authenticated;
grant execute on function public.expire_hold(uuid) to service_role;

-- The refunds of one session that can be sent now, in the form of jobs_due: send-refund sends them right after a cancellation.
create function public.refunds_due(p_session_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('refund_id', f.id, 'intent_id', p.provider_intent_id,
    'amount_minor', f.amount_minor, 'currency', f.currency, 'attempts', f.attempts)), '[]')
  from public.refunds as f join public.payments as p on p.id = f.payment_id
  where f.session_id = p_session_id and f.status in ('owed', 'pending', 'failed') and f.next_attempt_at <= now()
    and f.reason <> 'by_hand' and p.disputed_at is null and p.provider_intent_id is not null;
$$;
revoke execute on function public.refunds_due(uuid) from public, anon, authenticated;
grant execute on function public.refunds_due(uuid) to service_role;

-- Reconciliation: reading the provider's list of events, and comparing its intents with our payments.

-- One row: each pass continues where the last one stopped, so that no event is missed while webhooks are down.
create table private.payment_cursor (
  only_one boolean primary key default true,
  events_read_until bigint not null default 0,
  updated_at timestamptz not null default now(),
  constraint payment_cursor_only_one check (only_one)
);
comment on table private.payment_cursor is 'One row: how far run-jobs has read the provider''s list of events.';
comment on column private.payment_cursor.events_read_until is 'The time of the last event read, in seconds since 1970.';
insert into private.payment_cursor default values;
alter table private.payment_cursor enable row level security;
revoke all on private.payment_cursor from anon, authenticated;
grant select, update on private.payment_cursor to service_role;

-- How far the provider's events were read, in seconds since 1970. With p_until, moves it there, but never back.
create function public.payment_events_cursor(p_until bigint default null)
returns bigint
language sql
set search_path = ''
as $$
  update private.payment_cursor set events_read_until = greatest(events_read_until, coalesce(p_until, 0)), updated_at = now()
  where only_one returning events_read_until;
$$;
revoke execute on function public.payment_events_cursor(bigint) from public, anon, authenticated;
grant execute on function public.payment_events_cursor(bigint) to service_role;

-- Compares the provider's intents with our payments. p_intents: JSON array of {id, status, amount_received, amount_refunded,
-- currency, session_id}; amounts in minor units. Returns one row for each difference; there should be none. difference:
-- success, amount, currency, refunded, or unknown_intent (no payment has this intent, and it is neither cancelled nor
-- refunded in full).
create function public.payment_differences(p_intents jsonb)
returns table (intent_id text, session_id uuid, difference text, ours text, theirs text)
language sql
stable
set search_path = ''
as $$
  with theirs as (
    select i.* from jsonb_to_recordset(p_intents) as i
      (id text, status text, amount_received bigint, amount_refunded bigint, currency text, session_id uuid)
  ), pair as (
    select t.id as intent_id, coalesce(p.session_id, t.session_id) as session_id, t.status as their_status, t.amount_received,
      t.amount_refunded, upper(t.currency) as their_currency, p.id as payment_id, p.status as our_status, p.method,
      p.amount_minor, p.currency, p.refunded_minor,
      coalesce((select sum(f.amount_minor) from public.refunds as f where f.payment_id = p.id and f.status = 'succeeded'), 0) as sent_back
    from theirs as t left join public.payments as p on p.provider_intent_id = t.id
  )
  select pair.intent_id, pair.session_id, d.difference, d.ours, d.theirs
  from pair
  cross join lateral (values
    ('unknown_intent', null, pair.their_status, pair.payment_id is null and pair.their_status <> 'canceled'
      and not (pair.their_status = 'succeeded' and pair.amount_refunded >= pair.amount_received)),
    ('success', pair.our_status::text, pair.their_status,
      pair.payment_id is not null and pair.method = 'card' and (pair.their_status = 'succeeded') <> (pair.our_status = 'succeeded')),
    ('amount', pair.amount_minor::text, pair.amount_received::text,
      pair.our_status = 'succeeded' and pair.method = 'card' and pair.their_status = 'succeeded' and pair.amount_received <> pair.amount_minor),
    ('currency', pair.currency::text, pair.their_currency,
      pair.our_status = 'succeeded' and pair.method = 'card' and pair.their_currency <> pair.currency::text),
    ('refunded', pair.sent_back::text, pair.amount_refunded::text,
      pair.payment_id is not null and pair.amount_refunded <> pair.sent_back)
  ) as d (difference, ours, theirs, holds)
  where d.holds;
$$;
revoke execute on function public.payment_differences(jsonb) from public, anon, authenticated;
grant execute on function public.payment_differences(jsonb) to service_role;
