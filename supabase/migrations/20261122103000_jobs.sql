-- What run-jobs asks and answers: expired holds, payments to reconcile, refunds owed. For the service role only.
-- Nothing here is needed for the calendar to be right: listing and booking look past expired holds by themselves.

-- One pass of work, oldest first, at most p_limit of each kind:
-- {expired_holds: [{session_id, intent_id}], open_intents: [{session_id, intent_id}],
--  refunds: [{refund_id, intent_id, amount_minor, currency, attempts}]}.
-- expired_holds also names cancelled sessions, and sessions settled by hand, whose intent could still be paid. A refund of a
-- disputed payment waits.
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
        -- What was sent by hand in the provider's dashboard is not ours to send: it would leave twice.
        where f.status in ('owed', 'pending', 'failed') and f.next_attempt_at <= now() and f.reason <> 'by_hand'
          and p.disputed_at is null and p.provider_intent_id is not null
        order by f.next_attempt_at limit p_limit
      ) as r));
$$;
revoke execute on function public.jobs_due(integer) from public, anon, authenticated;
grant execute on function public.jobs_due(integer) to service_role;

-- Cancels a hold that has run out and was not paid. Answers {expired}: false when it was paid, cancelled or still runs.
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

-- The refunds of one session that can be sent now, as jobs_due has them: for sending at once what a cancellation owes.
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
