-- Checkout: the payment of a session, and its intent at the payment provider. All functions are for the service role only, as
-- all that Edge Functions do with money. It bypasses row level security, so none of them is security definer.

-- Opens a payment again whose intent is closed at the provider: moves the intent to closed_intents, so that the next one is
-- new. Call it with the payment locked.
create function private.retire_intent(p_payment_id uuid)
returns public.payments
language sql
set search_path = ''
as $$
  update public.payments
  set status = 'open', error_message = null, processing_since = null, intent_closed = false, provider_intent_id = null,
    closed_intents = array_remove(closed_intents || provider_intent_id, null)
  where id = p_payment_id
  returning *;
$$;
revoke execute on function private.retire_intent(uuid) from public, anon, authenticated;
grant execute on function private.retire_intent(uuid) to service_role;

-- Prepares the payment of a session for its client. Returns {session_id, amount_minor, currency, hold_expires_at, intent_id
-- (null before the first call), closed_intents (the number of earlier intents), payment_status}. Amount and currency come
-- from the session's row alone. Refuses SESSION_NOT_FOUND 404 (also another client's), ALREADY_PAID 409, HOLD_EXPIRED 409,
-- SESSION_CANCELLED 409, NO_PAYMENT_NEEDED 409.
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
  -- The session can still be paid, but the intent was closed: in the provider's dashboard, or while the payment was waived.
  if v_payment.status = 'cancelled' then
    v_payment := private.retire_intent(v_payment.id);
  end if;
  return jsonb_build_object(
    'session_id', v_session.id, 'amount_minor', v_payment.amount_minor, 'currency', v_payment.currency,
    'hold_expires_at', v_session.hold_expires_at, 'intent_id', v_payment.provider_intent_id,
    'closed_intents', cardinality(v_payment.closed_intents), 'payment_status', v_session.payment_status);
end;
$$;
revoke execute on function public.begin_payment(uuid, uuid) from public, anon, authenticated;
grant execute on function public.begin_payment(uuid, uuid) to service_role;

-- Records which intent belongs to a session. If two calls race, the first wins and both get its id: {intent_id}. Refuses
-- SESSION_NOT_FOUND 404, HOLD_EXPIRED 409 (this intent was closed in the meantime).
create function public.attach_payment_intent(p_session_id uuid, p_intent_id text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  select * into v_payment from public.payments as p where p.session_id = p_session_id for update;
  if not found then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this payment.');
  end if;
  if v_payment.provider_intent_id is null then
    if p_intent_id = any (v_payment.closed_intents) then
      perform private.refuse(409, 'HOLD_EXPIRED', 'This payment was closed in the meantime. Please try again.');
    end if;
    update public.payments set provider_intent_id = p_intent_id where id = v_payment.id;
  end if;
  return jsonb_build_object('intent_id', coalesce(v_payment.provider_intent_id, p_intent_id));
end;
$$;
revoke execute on function public.attach_payment_intent(uuid, text) from public, anon, authenticated;
grant execute on function public.attach_payment_intent(uuid, text) to service_role;
