-- What run-jobs asks and answers: expired holds, payments to reconcile, refunds owed. For the service role only.
-- Nothing here is needed for the calendar to be right: listing and booking look past expired holds by themselves.

-- One pass of work, oldest first, at most p_limit of each kind:
-- {expired_holds: [{session_id, intent_id}], open_intents: [{session_id, intent_id}],
--  refunds: [{refund_id, intent_id, amount_minor, currency, attempts}]}.
-- expired_holds also names cancelled sessions whose intent could still be paid.
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
        order by due limit p_limit
      ) as e),
    'open_intents', (
      select coalesce(jsonb_agg(jsonb_build_object('session_id', o.session_id, 'intent_id', o.provider_intent_id)), '[]')
      from (
        select p.session_id, p.provider_intent_id
        from public.payments as p join public.client_sessions as s on s.id = p.session_id
        where p.status in ('open', 'failed') and p.provider_intent_id is not null and s.status <> 'cancelled'
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
        order by f.next_attempt_at limit p_limit
      ) as r));
$$;

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

-- The session's payment_status from what has been refunded of its payment. Call with the payment locked.
create function private.settle_refunds(p_payment_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  update public.payments as p
  set refunded_minor = least(p.amount_minor, (
    select coalesce(sum(f.amount_minor), 0) from public.refunds as f where f.payment_id = p.id and f.status = 'succeeded'))
  where p.id = p_payment_id
  returning * into v_payment;
  if v_payment.refunded_minor > 0 then
    update public.client_sessions as s
    set payment_status = case when v_payment.refunded_minor = v_payment.amount_minor
      then 'refunded' else 'partially_refunded' end::public.payment_status
    -- A session that its payment did not pay for (amount_mismatch) stays unpaid, and its hold runs out.
    where s.id = v_payment.session_id and s.payment_status in ('paid', 'partially_refunded');
  end if;
end;
$$;

-- Notes what the provider answered to a refund that we sent. p_status: the provider's word (succeeded, pending,
-- failed, canceled …). A refund that has not succeeded is tried again, later each time (at most daily).
create function public.mark_refund(p_refund_id uuid, p_provider_refund_id text, p_status text, p_error text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  -- The session before its payment, as everywhere.
  perform 1 from public.client_sessions as s join public.refunds as f on f.session_id = s.id
  where f.id = p_refund_id for update of s;
  perform 1 from public.payments as p join public.refunds as f on f.payment_id = p.id
  where f.id = p_refund_id for update of p;
  update public.refunds as f
  set status = case p_status when 'succeeded' then 'succeeded' when 'pending' then 'pending' else 'failed' end::public.refund_state,
    provider_refund_id = coalesce(p_provider_refund_id, f.provider_refund_id),
    attempts = f.attempts + 1,
    next_attempt_at = now() + least(interval '1 day', interval '30 seconds' * 2 ^ least(f.attempts, 12)),
    error_message = left(p_error, 500)
  where f.id = p_refund_id and f.status <> 'succeeded'
  returning * into v_refund;
  if v_refund.status = 'succeeded' then
    perform private.settle_refunds(v_refund.payment_id);
  end if;
  return jsonb_build_object('status', (select f.status from public.refunds as f where f.id = p_refund_id));
end;
$$;

-- Applies a refund event of the provider: ours, or one made by hand in the provider's dashboard, which gets a row.
-- Idempotent by event id; a refund that succeeded stays so. Answers {applied, outcome}.
create function public.apply_refund(
  p_event_id text, p_provider_refund_id text, p_intent_id text, p_amount_minor bigint, p_status text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_refund_id uuid;
begin
  if p_event_id is not null then
    insert into private.payment_events (id, type) values (p_event_id, 'refund') on conflict do nothing;
    if not found then
      return jsonb_build_object('applied', false, 'outcome', 'duplicate');
    end if;
  end if;
  perform 1 from public.client_sessions as s join public.payments as p on p.session_id = s.id
  where p.provider_intent_id = p_intent_id for update of s;
  select * into v_payment from public.payments as p where p.provider_intent_id = p_intent_id for update;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent');
  end if;

  select f.id into v_refund_id from public.refunds as f
  where f.payment_id = v_payment.id
    and (f.provider_refund_id = p_provider_refund_id
         or (f.provider_refund_id is null and f.status <> 'succeeded' and f.amount_minor = p_amount_minor))
  order by (f.provider_refund_id is not null) desc limit 1;
  if v_refund_id is null then
    insert into public.refunds (payment_id, session_id, amount_minor, currency, reason, status, provider_refund_id)
    values (v_payment.id, v_payment.session_id, p_amount_minor, v_payment.currency, 'by_hand', 'pending', p_provider_refund_id)
    returning id into v_refund_id;
  end if;
  perform public.mark_refund(v_refund_id, p_provider_refund_id, p_status, null);
  return jsonb_build_object('applied', true, 'outcome', p_status);
end;
$$;

revoke execute on function public.jobs_due(integer) from public, anon, authenticated;
revoke execute on function public.expire_hold(uuid) from public, anon, authenticated;
revoke execute on function private.settle_refunds(uuid) from public, anon, authenticated;
revoke execute on function public.mark_refund(uuid, text, text, text) from public, anon, authenticated;
revoke execute on function public.apply_refund(text, text, text, bigint, text) from public, anon, authenticated;
grant execute on function public.jobs_due(integer) to service_role;
grant execute on function public.expire_hold(uuid) to service_role;
grant execute on function private.settle_refunds(uuid) to service_role;
grant execute on function public.mark_refund(uuid, text, text, text) to service_role;
grant execute on function public.apply_refund(text, text, text, bigint, text) to service_role;
