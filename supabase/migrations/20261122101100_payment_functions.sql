-- What the Edge Functions may do with money. All of it for the service role only; each runs as that role, which reads
-- past row level security, so none is security definer.

-- Prepares the payment of a session for its client. Answers {session_id, amount_minor, currency, hold_expires_at,
-- intent_id (null before the first call), payment_status}. Amount and currency come from the session alone.
-- Refuses SESSION_NOT_FOUND 404 (also somebody else's), SESSION_CANCELLED, HOLD_EXPIRED, ALREADY_PAID and
-- NO_PAYMENT_NEEDED, each 409.
create function public.begin_payment(p_session_id uuid, p_client_id uuid)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_session public.client_sessions;
  v_payment public.payments;
begin
  select * into v_session from public.client_sessions as s
  where s.id = p_session_id and s.client_id = p_client_id for update;
  if not found then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this session.');
  end if;
  if v_session.payment_status in ('paid', 'refunded', 'partially_refunded') then
    perform private.refuse(409, 'ALREADY_PAID', 'This session is already paid for.');
  end if;
  if v_session.cancellation_reason = 'hold_expired'
     or (v_session.status = 'scheduled' and v_session.hold_expires_at <= clock_timestamp()) then
    perform private.refuse(409, 'HOLD_EXPIRED', 'The time was kept for 15 minutes and has been released. Nothing was charged.');
  end if;
  if v_session.status in ('cancelled', 'no_show') then
    perform private.refuse(409, 'SESSION_CANCELLED', 'This session was cancelled. Nothing was charged.');
  end if;
  if v_session.payment_status = 'not_required' or v_session.price <= 0 then
    perform private.refuse(409, 'NO_PAYMENT_NEEDED', 'This session needs no payment.');
  end if;

  insert into public.payments (session_id, amount_minor, currency)
  values (v_session.id, private.minor_units(v_session.price, v_session.currency), v_session.currency)
  on conflict (session_id) do update set updated_at = now()
  returning * into v_payment;
  return jsonb_build_object(
    'session_id', v_session.id, 'amount_minor', v_payment.amount_minor, 'currency', v_payment.currency,
    'hold_expires_at', v_session.hold_expires_at, 'intent_id', v_payment.provider_intent_id,
    'payment_status', v_session.payment_status);
end;
$$;

-- Remembers which intent belongs to a session. The first one wins; the answer {intent_id} names the winner.
create function public.attach_payment_intent(p_session_id uuid, p_intent_id text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_intent text;
begin
  update public.payments as p set provider_intent_id = coalesce(p.provider_intent_id, p_intent_id)
  where p.session_id = p_session_id
  returning p.provider_intent_id into v_intent;
  if v_intent is null then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this payment.');
  end if;
  return jsonb_build_object('intent_id', v_intent);
end;
$$;

-- The money of a session has arrived: what becomes of the session. Call with both rows locked.
-- Answers confirmed, paid_later (it was confirmed by hand, or is under way), or refund_owed.
create function private.settle_success(p_session public.client_sessions, p_payment public.payments)
returns text
language plpgsql
set search_path = ''
as $$
declare
  v_now constant timestamptz := clock_timestamp();
begin
  if p_session.status = 'scheduled' then
    -- Also when the hold ran out a moment ago: its row still stands, so nobody else has the time.
    update public.client_sessions set status = 'confirmed', payment_status = 'paid', hold_expires_at = null
    where id = p_session.id;
    return 'confirmed';
  end if;
  if p_session.status in ('confirmed', 'in_progress', 'completed', 'no_show') then
    update public.client_sessions set payment_status = 'paid' where id = p_session.id;
    return 'paid_later';
  end if;
  -- Cancelled. A hold that ran out gets its time back if it is still free and still ahead; otherwise the money goes back.
  if p_session.cancellation_reason = 'hold_expired' and p_session.cancelled_by = 'system' and p_session.starts_at > v_now then
    perform private.lock_person('therapist', p_session.therapist_id);
    perform private.lock_person('client', p_session.client_id);
    perform private.free_expired_holds(p_session.therapist_id, p_session.client_id, p_session.during, v_now);
    if not private.is_held(p_session.therapist_id, p_session.client_id, p_session.during) then
      update public.client_sessions set status = 'confirmed', payment_status = 'paid', hold_expires_at = null
      where id = p_session.id;
      return 'confirmed';
    end if;
  end if;
  update public.client_sessions set payment_status = 'paid' where id = p_session.id;
  perform private.owe_refund(p_payment.id,
    case when p_session.cancellation_reason = 'hold_expired' then 'slot_lost' else 'cancelled_by_' || p_session.cancelled_by::text end);
  return 'refund_owed';
end;
$$;

-- Applies what the provider says of an intent: a webhook event (p_event_id) or a polled state (null). Idempotent by
-- event id and monotonic: nothing that arrives late undoes a success. p_intent_status is the provider's own word.
-- Answers {applied, outcome, session_id}; outcomes: duplicate, unknown_intent, confirmed, paid_later, refund_owed,
-- amount_mismatch, failed, cancelled, unchanged.
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
  -- it could note it down.
  select s.* into v_session from public.client_sessions as s
  join public.payments as p on p.session_id = s.id
  where p.provider_intent_id = p_intent_id or (p.provider_intent_id is null and p.session_id = p_session_id)
  order by p.provider_intent_id nulls last limit 1;
  if not found then
    return jsonb_build_object('applied', false, 'outcome', 'unknown_intent', 'session_id', null);
  end if;

  -- One order everywhere: the session, then people, then its payment. A booking, which begins with the people, never
  -- waits for a session.
  select * into v_session from public.client_sessions as s where s.id = v_session.id for update;
  update public.payments as p set provider_intent_id = coalesce(p.provider_intent_id, p_intent_id)
  where p.session_id = v_session.id
  returning * into v_payment;

  if v_payment.status = 'succeeded' then
    null;
  elsif p_intent_status = 'succeeded' then
    update public.payments set status = 'succeeded', error_message = null where id = v_payment.id;
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
    v_outcome := 'cancelled';
    update public.payments set status = 'cancelled' where id = v_payment.id;
  elsif p_intent_status = 'requires_payment_method' and p_error is not null then
    v_outcome := 'failed';
    update public.payments set status = 'failed', error_message = left(p_error, 500) where id = v_payment.id and status <> 'cancelled';
    update public.client_sessions set payment_status = 'failed' where id = v_session.id and payment_status = 'pending';
  end if;
  return jsonb_build_object('applied', v_outcome <> 'unchanged', 'outcome', v_outcome, 'session_id', v_session.id);
end;
$$;

revoke execute on function public.begin_payment(uuid, uuid) from public, anon, authenticated;
revoke execute on function public.attach_payment_intent(uuid, text) from public, anon, authenticated;
revoke execute on function private.settle_success(public.client_sessions, public.payments) from public, anon, authenticated;
revoke execute on function public.apply_payment_intent(text, text, text, text, bigint, bigint, text, uuid, text)
  from public, anon, authenticated;
grant execute on function public.begin_payment(uuid, uuid) to service_role;
grant execute on function public.attach_payment_intent(uuid, text) to service_role;
grant execute on function private.settle_success(public.client_sessions, public.payments) to service_role;
grant execute on function private.is_held(uuid, uuid, tstzrange) to service_role;
grant execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz) to service_role;
grant execute on function private.owe_refund(uuid, text) to service_role;
grant execute on function public.apply_payment_intent(text, text, text, text, bigint, bigint, text, uuid, text) to service_role;
grant select, insert on private.payment_events to service_role;
