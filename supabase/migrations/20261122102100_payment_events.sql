-- Payment events: applying what the provider reports about an intent or a dispute. Events may come late, twice or in any
-- order. All functions are for the service role only.

-- Applies a payment that arrived to its session. Call it with both rows locked. Returns confirmed; paid_later (the session was
-- already confirmed, is under way or over); or refund_owed (it is cancelled, and does not get its time back).
create function private.apply_successful_payment(p_session public.client_sessions, p_payment public.payments)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_outcome text := 'refund_owed';
begin
  if p_session.status = 'scheduled' then
    -- Also when the hold has just expired: while its row is scheduled, no one else can have the time.
    v_outcome := 'confirmed';
  elsif p_session.status <> 'cancelled' then
    v_outcome := 'paid_later';
  -- Cancelled. An expired hold gets its time back if that is still free and in the future; otherwise the money is sent back.
  elsif p_session.cancellation_reason = 'hold_expired' and p_session.cancelled_by = 'system' and p_session.starts_at > v_now then
    perform private.lock_person('therapist', p_session.therapist_id);
    perform private.lock_person('client', p_session.client_id);
    perform private.free_expired_holds(p_session.therapist_id, p_session.client_id, p_session.during, v_now);
    if not private.is_taken(p_session.therapist_id, p_session.client_id, p_session.during) then
      v_outcome := 'confirmed';
    end if;
  end if;

  if v_outcome = 'confirmed' then
    update public.client_sessions set status = 'confirmed', payment_status = 'paid', hold_expires_at = null where id = p_session.id;
  else
    update public.client_sessions set payment_status = 'paid' where id = p_session.id;
  end if;
  if v_outcome = 'refund_owed' then
    perform private.owe_refund(p_payment.id,
      case when p_session.cancellation_reason = 'hold_expired' then 'slot_lost' else 'cancelled_by_' || p_session.cancelled_by::text end);
  elsif p_session.status = 'no_show' then
    -- A client who did not come and pays afterwards owes only the policy's no-show fee.
    perform private.owe_refund(p_payment.id, 'no_show', p_session.no_show_fee_percent);
  end if;
  -- The event of a refund may have come before the event of its payment.
  perform private.update_refunded_amount(p_payment.id);
  return v_outcome;
end;
$$;
revoke execute on function private.apply_successful_payment(public.client_sessions, public.payments)
  from public, anon, authenticated;
grant execute on function private.apply_successful_payment(public.client_sessions, public.payments) to service_role;

-- Owes back money that came by card for a payment in person or waived: all of it, once, minus what was already refunded in the
-- provider's dashboard. p_amount_received in minor units. Call it with the payment locked.
create function private.return_double_payment(p_payment public.payments, p_amount_received bigint)
returns void
language sql
set search_path = ''
as $$
  insert into public.refunds (payment_id, session_id, amount_minor, currency, reason)
  select p_payment.id, p_payment.session_id, p_amount_received - r.by_hand, p_payment.currency, 'paid_twice'
  from (
    select coalesce(sum(f.amount_minor), 0)::bigint as by_hand from public.refunds as f
    where f.payment_id = p_payment.id and f.reason = 'by_hand' and f.status <> 'failed'
  ) as r
  where p_amount_received > r.by_hand
    and not exists (select 1 from public.refunds as f where f.payment_id = p_payment.id and f.reason = 'paid_twice');
$$;
revoke execute on function private.return_double_payment(public.payments, bigint) from public, anon, authenticated;
grant execute on function private.return_double_payment(public.payments, bigint) to service_role;

-- Applies the state of an intent: from a webhook event, or polled (p_event_id null). An event takes effect once, and nothing
-- that arrives late undoes a success. p_intent_status is the provider's word; amounts in minor units. Returns {applied,
-- outcome, session_id}; outcome: duplicate, unknown_intent, confirmed, paid_later, refund_owed, paid_twice,
-- amount_mismatch, processing, failed, cancelled, unchanged. It refuses nothing.
create function public.apply_payment_intent(
  p_event_id text, p_event_type text, p_intent_id text, p_intent_status text, p_amount_minor bigint,
  p_amount_received bigint, p_currency text, p_session_id uuid, p_error text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_session public.client_sessions;
  v_outcome text := 'unchanged';
begin
  if p_event_id is not null then
    insert into private.payment_events (id, type) values (p_event_id, p_event_type) on conflict do nothing;
    if not found then
      return jsonb_build_object('applied', false, 'outcome', 'duplicate', 'session_id', null);
    end if;
  end if;

  -- Found by the intent, or by the session in its metadata: the function that made the intent may have crashed before it
  -- recorded it. An intent in closed_intents belongs to no session.
  select s.* into v_session from public.client_sessions as s
  join public.payments as p on p.session_id = s.id
  where p.provider_intent_id = p_intent_id
    or (p.provider_intent_id is null and p.session_id = p_session_id and not p_intent_id = any (p.closed_intents))
  order by p.provider_intent_id nulls last limit 1;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent', 'session_id', null);
  end if;

  -- Lock order: the session, then its payment, then the people if they are needed. A booking begins with the people, and
  -- never waits for a session's row.
  select * into v_session from public.client_sessions as s where s.id = v_session.id for update;
  update public.payments as p set provider_intent_id = p_intent_id
  where p.session_id = v_session.id
    and (p.provider_intent_id = p_intent_id
         or (p.provider_intent_id is null and not p_intent_id = any (p.closed_intents)))
  returning * into v_payment;
  -- While we waited for the lock, the session got another intent.
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent', 'session_id', null);
  end if;

  if v_payment.method <> 'card' then
    -- Paid in person or waived in the meantime: the intent only has to be closed, or its money sent back.
    if p_intent_status in ('succeeded', 'canceled') and not v_payment.intent_closed then
      v_outcome := case p_intent_status when 'succeeded' then 'paid_twice' else 'cancelled' end;
      update public.payments set intent_closed = true, processing_since = null where id = v_payment.id;
      if p_intent_status = 'succeeded' then
        perform private.return_double_payment(v_payment, p_amount_received);
      end if;
    end if;
  elsif v_payment.status = 'succeeded' then
    null;
  elsif p_intent_status = 'succeeded' then
    update public.payments set status = 'succeeded', error_message = null, processing_since = null where id = v_payment.id;
    if p_amount_received is distinct from v_payment.amount_minor or upper(p_currency) <> v_payment.currency then
      v_outcome := 'amount_mismatch';
      -- The payment now says what really came, because no more than that may be refunded. The hold expires by itself.
      update public.payments
      set error_message = format('expected %s %s', v_payment.amount_minor, v_payment.currency),
        amount_minor = case when p_amount_received > 0 then p_amount_received else amount_minor end, currency = upper(p_currency)
      where id = v_payment.id;
      if p_amount_received > 0 then
        perform private.owe_refund(v_payment.id, 'amount_mismatch');
      end if;
    else
      v_outcome := private.apply_successful_payment(v_session, v_payment);
    end if;
  elsif p_intent_status = 'canceled' then
    if v_payment.status <> 'cancelled' then
      v_outcome := 'cancelled';
      update public.payments set status = 'cancelled', processing_since = null where id = v_payment.id;
    end if;
  elsif p_intent_status = 'processing' and v_payment.status <> 'cancelled' and v_payment.processing_since is null then
    -- Neither paid nor declined yet. If this event is older than a decline we know, the next poll corrects it.
    v_outcome := 'processing';
    update public.payments set status = 'open', error_message = null, processing_since = clock_timestamp() where id = v_payment.id;
    update public.client_sessions set payment_status = 'pending' where id = v_session.id and payment_status = 'failed';
  elsif p_intent_status = 'requires_payment_method' and p_error is not null and v_payment.status <> 'cancelled'
    -- Polling a declined intent again changes nothing.
    and (v_payment.status, v_payment.error_message) is distinct from ('failed'::public.payment_state, left(p_error, 500)) then
    v_outcome := 'failed';
    update public.payments set status = 'failed', error_message = left(p_error, 500), processing_since = null where id = v_payment.id;
    update public.client_sessions set payment_status = 'failed' where id = v_session.id and payment_status = 'pending';
  end if;
  return jsonb_build_object('applied', v_outcome <> 'unchanged', 'outcome', v_outcome, 'session_id', v_session.id);
end;
$$;
revoke execute on function public.apply_payment_intent(text, text, text, text, bigint, bigint, text, uuid, text)
  from public, anon, authenticated;
grant execute on function public.apply_payment_intent(text, text, text, text, bigint, bigint, text, uuid, text)
  to service_role;

-- Applies the state of a dispute; p_status is the provider's word (needs_response, under_review, won, lost, …). Nothing is
-- refunded while it is open, nor after it is lost, because the bank has then returned the money. An event takes effect once.
-- Returns {applied, outcome}; outcome: duplicate, unknown_intent, unchanged, or p_status. It refuses nothing.
create function public.apply_dispute(p_event_id text, p_intent_id text, p_status text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  insert into private.payment_events (id, type) values (p_event_id, 'dispute') on conflict do nothing;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'duplicate');
  end if;
  select * into v_payment from public.payments as p where p.provider_intent_id = p_intent_id for update;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent');
  end if;
  -- A verdict is final; what arrives later changes nothing.
  if v_payment.dispute_status in ('won', 'lost', 'warning_closed', 'prevented') then
    return jsonb_build_object('applied', false, 'outcome', 'unchanged');
  end if;
  update public.payments
  set dispute_status = p_status,
    disputed_at = case when p_status in ('won', 'warning_closed', 'prevented') then null
      else coalesce(v_payment.disputed_at, clock_timestamp()) end
  where id = v_payment.id;
  return jsonb_build_object('applied', true, 'outcome', p_status);
end;
$$;
revoke execute on function public.apply_dispute(text, text, text) from public, anon, authenticated;
grant execute on function public.apply_dispute(text, text, text) to service_role;
