-- Applying what the provider says, with payments settled by hand, disputes, and refunds matched by our own id first.

-- What arrives through the card although the session was settled otherwise: all of it goes back, once.
-- Call with the payment locked.
create function private.return_double_payment(p_payment public.payments, p_amount_received bigint)
returns void
language sql
set search_path = ''
as $$
  insert into public.refunds (payment_id, session_id, amount_minor, currency, reason)
  select p_payment.id, p_payment.session_id, p_amount_received, p_payment.currency, 'paid_twice'
  where p_amount_received > 0
    and not exists (select 1 from public.refunds as f where f.payment_id = p_payment.id and f.reason = 'paid_twice');
$$;
revoke execute on function private.return_double_payment(public.payments, bigint) from public, anon, authenticated;
grant execute on function private.return_double_payment(public.payments, bigint) to service_role;

-- Applies what the provider says of an intent: a webhook event (p_event_id) or a polled state (null). Idempotent by
-- event id and monotonic: nothing that arrives late undoes a success. p_intent_status is the provider's own word.
-- Answers {applied, outcome, session_id}; outcomes: duplicate, unknown_intent, confirmed, paid_later, refund_owed,
-- paid_twice, amount_mismatch, failed, cancelled, unchanged.
create or replace function public.apply_payment_intent(
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

  if v_payment.method <> 'card' then
    -- Settled by hand in the meantime. The intent only has to be closed, or its money sent back.
    if p_intent_status in ('succeeded', 'canceled') and not v_payment.intent_closed then
      v_outcome := case p_intent_status when 'succeeded' then 'paid_twice' else 'cancelled' end;
      update public.payments set intent_closed = true where id = v_payment.id;
      if p_intent_status = 'succeeded' then
        perform private.return_double_payment(v_payment, p_amount_received);
      end if;
    end if;
  elsif v_payment.status = 'succeeded' then
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
    if v_payment.status <> 'cancelled' then
      v_outcome := 'cancelled';
      update public.payments set status = 'cancelled' where id = v_payment.id;
    end if;
  elsif p_intent_status = 'requires_payment_method' and p_error is not null and v_payment.status <> 'cancelled' then
    v_outcome := 'failed';
    update public.payments set status = 'failed', error_message = left(p_error, 500) where id = v_payment.id;
    update public.client_sessions set payment_status = 'failed' where id = v_session.id and payment_status = 'pending';
  end if;
  return jsonb_build_object('applied', v_outcome <> 'unchanged', 'outcome', v_outcome, 'session_id', v_session.id);
end;
$$;

-- The session's payment_status from what has been refunded of its payment. What was paid twice and went back does not
-- count. Call with the payment locked.
create or replace function private.settle_refunds(p_payment_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
begin
  update public.payments as p
  set refunded_minor = least(p.amount_minor, (
    select coalesce(sum(f.amount_minor), 0) from public.refunds as f
    where f.payment_id = p.id and f.status = 'succeeded' and f.reason <> 'paid_twice'))
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

-- Applies a refund event of the provider. p_refund_id: our own id, from the refund's metadata; a refund without one was
-- made by hand in the provider's dashboard and gets a row. Idempotent by event id; a refund that succeeded stays so.
drop function public.apply_refund(text, text, text, bigint, text);
create function public.apply_refund(
  p_event_id text, p_provider_refund_id text, p_intent_id text, p_amount_minor bigint, p_status text, p_refund_id uuid default null)
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
  where f.payment_id = v_payment.id and (f.provider_refund_id = p_provider_refund_id or f.id = p_refund_id);
  if v_refund_id is null then
    insert into public.refunds (payment_id, session_id, amount_minor, currency, reason, status, provider_refund_id)
    values (v_payment.id, v_payment.session_id, p_amount_minor, v_payment.currency, 'by_hand', 'pending', p_provider_refund_id)
    returning id into v_refund_id;
  end if;
  perform public.mark_refund(v_refund_id, p_provider_refund_id, p_status, null);
  return jsonb_build_object('applied', true, 'outcome', p_status);
end;
$$;
revoke execute on function public.apply_refund(text, text, text, bigint, text, uuid) from public, anon, authenticated;
grant execute on function public.apply_refund(text, text, text, bigint, text, uuid) to service_role;

-- Applies what the provider says of a dispute: p_status its own word (needs_response, under_review, won, lost, …). While it
-- is open nothing is refunded; when it is lost the money has gone back through the bank, and what we owed with it.
-- Answers {applied, outcome}; idempotent by event id.
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
