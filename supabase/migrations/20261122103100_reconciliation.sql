-- Reconciliation: reading the provider's own list of events, and comparing its intents with our payments. For the service
-- role only.

-- One row, so that a pass goes on where the last one stopped and nothing is missed while webhooks are down.
create table private.payment_cursor (
  only_one boolean primary key default true,
  events_read_until bigint not null default 0,
  updated_at timestamptz not null default now(),
  constraint payment_cursor_only_one check (only_one)
);
comment on table private.payment_cursor is 'One row: how far run-jobs has read the provider''s events.';
comment on column private.payment_cursor.events_read_until is 'The time of the last event read, in seconds since 1970.';
insert into private.payment_cursor default values;
alter table private.payment_cursor enable row level security;
revoke all on private.payment_cursor from anon, authenticated;
grant select, update on private.payment_cursor to service_role;

-- Reads (p_until null) or moves forward (never back) how far the provider's events were read, in seconds since 1970.
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

-- Compares intents as the provider has them with our payments. p_intents: JSON array of {id, status, amount_received,
-- amount_refunded, currency, session_id}. Answers one row per difference {intent_id, session_id, difference, ours, theirs};
-- none is what it should be. unknown_intent names an orphan: an intent of ours that no payment knows, neither cancelled nor
-- refunded in full.
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
