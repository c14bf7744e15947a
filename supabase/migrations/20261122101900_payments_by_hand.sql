-- Payments by hand: a therapist refunds more than the policy, notes a payment in person, waives one, or takes a waiver back.

-- See public.refund_session. Security definer: therapists may not write refunds themselves.
create function private.refund_by_therapist(p_session_id uuid, p_amount_minor bigint, p_note text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
  v_payment public.payments;
  v_note constant text := coalesce(private.clean_text(p_note), '');
  v_left bigint;
  v_refund uuid;
begin
  perform 1 from public.client_sessions as s where s.id = p_session_id and s.therapist_id = v_caller for update;
  if not found then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this session.');
  end if;
  select * into v_payment from public.payments as p where p.session_id = p_session_id for update;
  v_left := case when v_payment.id is null then 0 else private.refundable(v_payment) end;
  if v_note = '' then
    perform private.refuse(422, 'REASON_MISSING', 'Say why you refund this.');
  end if;
  if v_payment.disputed_at is not null then
    perform private.refuse(409, 'PAYMENT_DISPUTED', 'The client''s bank is looking into this payment. Nothing can be refunded until that is settled.');
  end if;
  if p_amount_minor is null or p_amount_minor <= 0 or p_amount_minor > v_left then
    perform private.refuse(422, 'REFUND_TOO_LARGE', 'You can refund what was paid and not yet refunded, and no more.',
      jsonb_build_object('refundable_minor', v_left, 'currency', v_payment.currency));
  end if;
  insert into public.refunds (payment_id, session_id, amount_minor, currency, reason, note, requested_by)
  values (v_payment.id, p_session_id, p_amount_minor, v_payment.currency, 'by_therapist', left(v_note, 500), v_caller)
  returning id into v_refund;
  return v_refund;
end;
$$;
revoke execute on function private.refund_by_therapist(uuid, bigint, text) from public, anon, authenticated;
grant execute on function private.refund_by_therapist(uuid, bigint, text) to authenticated;

-- The session's therapist refunds part or all of what is left of its payment, with a reason that the client reads; run-jobs
-- sends it. p_amount_minor in minor units. Returns the refund's id. For signed-in therapists. Refuses SESSION_NOT_FOUND 404
-- (also another therapist's), REASON_MISSING 422, PAYMENT_DISPUTED 409, REFUND_TOO_LARGE 422 (details.refundable_minor).
create function public.refund_session(p_session_id uuid, p_amount_minor bigint, p_note text)
returns uuid
language sql
set search_path = ''
as $$
  select private.refund_by_therapist(p_session_id, p_amount_minor, p_note);
$$;
revoke execute on function public.refund_session(uuid, bigint, text) from public, anon, authenticated;
grant execute on function public.refund_session(uuid, bigint, text) to authenticated;

-- See public.settle_by_hand. Security definer: therapists may not write payments themselves.
create function private.settle_payment(p_session_id uuid, p_method text)
returns public.payment_status
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
  v_session public.client_sessions;
  v_status public.payment_status;
begin
  if p_method is null or p_method not in ('in_person', 'waived') then
    perform private.refuse(422, 'INVALID_PAYMENT', 'A payment can be settled in person or waived.');
  end if;
  select * into v_session from public.client_sessions as s where s.id = p_session_id and s.therapist_id = v_caller for update;
  if not found then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this session.');
  end if;
  if v_session.status = 'cancelled' or v_session.price <= 0
     or not (v_session.payment_status in ('pending', 'failed') or (v_session.payment_status = 'not_required' and p_method = 'in_person')) then
    perform private.refuse(409, 'NOTHING_TO_SETTLE', 'This session has no open payment.',
      jsonb_build_object('payment_status', v_session.payment_status));
  end if;

  insert into public.payments (session_id, amount_minor, currency, status, method)
  values (p_session_id, private.minor_units(v_session.price, v_session.currency), v_session.currency,
    case p_method when 'in_person' then 'succeeded' else 'cancelled' end::public.payment_state, p_method)
  on conflict (session_id) do update set status = excluded.status, method = excluded.method, error_message = null;
  v_status := case p_method when 'in_person' then 'paid' else 'not_required' end;
  update public.client_sessions as s
  set payment_status = v_status, hold_expires_at = null, status = case when s.status = 'scheduled' then 'confirmed' else s.status end
  where s.id = p_session_id;
  return v_status;
end;
$$;
revoke execute on function private.settle_payment(uuid, text) from public, anon, authenticated;
grant execute on function private.settle_payment(uuid, text) to authenticated;

-- The session's therapist notes that it was paid in person (p_method in_person), or waives its payment (waived). A hold becomes
-- confirmed. run-jobs closes an intent that is still open; money that comes through it is sent back. Returns the session's
-- payment_status: paid or not_required. For signed-in therapists. Refuses INVALID_PAYMENT 422 (another method),
-- SESSION_NOT_FOUND 404, NOTHING_TO_SETTLE 409 (no open payment).
create function public.settle_by_hand(p_session_id uuid, p_method text)
returns public.payment_status
language sql
set search_path = ''
as $$
  select private.settle_payment(p_session_id, p_method);
$$;
revoke execute on function public.settle_by_hand(uuid, text) from public, anon, authenticated;
grant execute on function public.settle_by_hand(uuid, text) to authenticated;

-- See public.reopen_payment. Security definer: therapists may not write payments themselves.
create function private.reopen_waived_payment(p_session_id uuid)
returns public.payment_status
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_session public.client_sessions;
  v_payment public.payments;
begin
  select * into v_session from public.client_sessions as s
  where s.id = p_session_id and s.therapist_id = (select auth.uid()) for update;
  if not found then
    perform private.refuse(404, 'SESSION_NOT_FOUND', 'We could not find this session.');
  end if;
  select * into v_payment from public.payments as p where p.session_id = p_session_id for update;
  -- With a refund, money came by card after the waiver and is being sent back: this payment is over.
  if v_session.status not in ('confirmed', 'in_progress', 'completed') or v_payment.method is distinct from 'waived'
     or exists (select 1 from public.refunds as f where f.payment_id = v_payment.id) then
    perform private.refuse(409, 'NOTHING_TO_SETTLE', 'This session has no waived payment to ask for again.',
      jsonb_build_object('payment_status', v_session.payment_status));
  end if;
  if v_payment.intent_closed then
    perform private.retire_intent(v_payment.id);
  end if;
  update public.payments set method = 'card', status = 'open', error_message = null where id = v_payment.id;
  update public.client_sessions set payment_status = 'pending' where id = p_session_id;
  return 'pending';
end;
$$;
revoke execute on function private.reopen_waived_payment(uuid) from public, anon, authenticated;
grant execute on function private.reopen_waived_payment(uuid) to authenticated;

-- The session's therapist takes a waiver back: the session stays booked, and the client has to pay after all. Returns the
-- session's payment_status: pending. For signed-in therapists. Refuses SESSION_NOT_FOUND 404, NOTHING_TO_SETTLE 409 (the
-- payment was not waived, the session was cancelled or not attended, or money came by card in the meantime).
create function public.reopen_payment(p_session_id uuid)
returns public.payment_status
language sql
set search_path = ''
as $$
  select private.reopen_waived_payment(p_session_id);
$$;
revoke execute on function public.reopen_payment(uuid) from public, anon, authenticated;
grant execute on function public.reopen_payment(uuid) to authenticated;
