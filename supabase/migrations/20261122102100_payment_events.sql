-- Payment events: applying what the provider says of an intent or a dispute, in whatever order and however often it says so.

-- The money of a session has arrived: what becomes of the session. Call with both rows locked.
-- Answers confirmed, paid_later (it was confirmed by hand, or is under way, or over), or refund_owed.
create function private.settle_success(p_session public.client_sessions, p_payment public.payments)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_now constant timestamptz := clock_timestamp();
  v_outcome text := 'refund_owed';
begin
  if p_session.status = 'scheduled' then
    -- Also when the hold ran out a moment ago: its row still stands, so nobody else has the time.
    v_outcome := 'confirmed';
  elsif p_session.status <> 'cancelled' then
    v_outcome := 'paid_later';
  -- Cancelled. A hold that ran out gets its time back if it is still free and still ahead; otherwise the money goes back.
  elsif p_session.cancellation_reason = 'hold_expired' and p_session.cancelled_by = 'system' and p_session.starts_at > v_now then
    perform private.lock_person('therapist', p_session.therapist_id);
    perform private.lock_person('client', p_session.client_id);
    perform private.free_expired_holds(p_session.therapist_id, p_session.client_id, p_session.during, v_now);
    if not private.is_held(p_session.therapist_id, p_session.client_id, p_session.during) then
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
    -- Who did not come and pays afterwards owes the fee of the policy and no more.
    perform private.owe_refund(p_payment.id, 'no_show', p_session.no_show_fee_percent);
  end if;
  -- The news of a refund may have come before the news of its payment.
  perform private.settle_refunds(p_payment.id);
  return v_outcome;
end;
$$;
revoke execute on function private.settle_success(public.client_sessions, public.payments)
  from public, anon, authenticated;
grant execute on function private.settle_success(public.client_sessions, public.payments) to service_role;

-- What arrives through the card although the session was settled otherwise: all of it goes back, once, less what somebody
-- has sent back by hand already. Call with the payment locked.
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

-- Applies what the provider says of an intent: a webhook event (p_event_id) or a polled state (null). Idempotent by
-- event id and monotonic: nothing that arrives late undoes a success. p_intent_status is the provider's own word.
-- Answers {applied, outcome, session_id}; outcomes: duplicate, unknown_intent, confirmed, paid_later, refund_owed,
-- paid_twice, amount_mismatch, processing, failed, cancelled, unchanged. For the service role.
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

  -- By its intent, or by the session that its metadata names: the function that made the intent may have died before
  -- it could note it down. An intent that was left behind is nobody's.
  select s.* into v_session from public.client_sessions as s
  join public.payments as p on p.session_id = s.id
  where p.provider_intent_id = p_intent_id
    or (p.provider_intent_id is null and p.session_id = p_session_id and not p_intent_id = any (p.closed_intents))
  order by p.provider_intent_id nulls last limit 1;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent', 'session_id', null);
  end if;

  -- One order everywhere: the session, then people, then its payment. A booking, which begins with the people, never
  -- waits for a session.
  select * into v_session from public.client_sessions as s where s.id = v_session.id for update;
  update public.payments as p set provider_intent_id = p_intent_id
  where p.session_id = v_session.id
    and (p.provider_intent_id = p_intent_id
         or (p.provider_intent_id is null and not p_intent_id = any (p.closed_intents)))
  returning * into v_payment;
  -- Another one became the session's while we waited for the lock.
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent', 'session_id', null);
  end if;

  if v_payment.method <> 'card' then
    -- Settled by hand in the meantime. The intent only has to be closed, or its money sent back.
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
      -- From here on the payment says what really came: no more than that may go back. The hold runs out by itself.
      update public.payments
      set error_message = format('expected %s %s', v_payment.amount_minor, v_payment.currency),
        amount_minor = case when p_amount_received > 0 then p_amount_received else amount_minor end, currency = upper(p_currency)
      where id = v_payment.id;
      if p_amount_received > 0 then
        perform private.owe_refund(v_payment.id, 'amount_mismatch');
      end if;
    else
      v_outcome := private.settle_success(v_session, v_payment);
    end if;
  elsif p_intent_status = 'canceled' then
    if v_payment.status <> 'cancelled' then
      v_outcome := 'cancelled';
      update public.payments set status = 'cancelled', processing_since = null where id = v_payment.id;
    end if;
  elsif p_intent_status = 'processing' and v_payment.status <> 'cancelled' and v_payment.processing_since is null then
    -- Neither paid nor declined. Should this be older than a decline we know, asking the provider puts it right.
    v_outcome := 'processing';
    update public.payments set status = 'open', error_message = null, processing_since = clock_timestamp() where id = v_payment.id;
    update public.client_sessions set payment_status = 'pending' where id = v_session.id and payment_status = 'failed';
  elsif p_intent_status = 'requires_payment_method' and p_error is not null and v_payment.status <> 'cancelled'
    -- Known already: polling a declined intent is no news.
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

-- Applies what the provider says of a dispute: p_status its own word (needs_response, under_review, won, lost, …). While it
-- is open nothing is refunded; when it is lost the money has gone back through the bank, and what we owed with it.
-- Answers {applied, outcome}; idempotent by event id. For the service role.
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
  -- A verdict is final, whatever comes late.
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
