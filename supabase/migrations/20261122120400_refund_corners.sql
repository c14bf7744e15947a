-- Corners of money that the model-based test is there for: refunds made by hand that cross ours, events in another order
-- than they happened, no-shows that pay late, orphans that have been refunded, and declines that are asked about again.

-- A refund made by hand has left: what we owe but have not sent shrinks by as much, the latest first. Without this we
-- would go on asking for more than is left. Call with the payment locked. p_amount: in minor units, at least 0.
create function private.owe_less(p_payment_id uuid, p_amount bigint)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_left bigint := p_amount;
  v_owed public.refunds;
begin
  for v_owed in
    select * from public.refunds as f
    where f.payment_id = p_payment_id and f.reason <> 'by_hand' and f.status in ('owed', 'failed') and f.provider_refund_id is null
    order by f.created_at desc, f.id
  loop
    exit when v_left <= 0;
    if v_owed.amount_minor <= v_left then
      delete from public.refunds where id = v_owed.id;
    else
      update public.refunds set amount_minor = v_owed.amount_minor - v_left where id = v_owed.id;
    end if;
    v_left := v_left - least(v_left, v_owed.amount_minor);
  end loop;
end;
$$;
revoke execute on function private.owe_less(uuid, bigint) from public, anon, authenticated;
grant execute on function private.owe_less(uuid, bigint) to service_role;

-- What arrives through the card although the session was settled otherwise: all of it goes back, once, less what somebody
-- has sent back by hand already. Call with the payment locked.
create or replace function private.return_double_payment(p_payment public.payments, p_amount_received bigint)
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

-- The session's payment_status from what has been refunded of its payment. A payment in person is not refunded through the
-- provider: what goes back there was paid twice. Call with the payment locked.
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
  where p.id = p_payment_id and p.method = 'card'
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
-- made by hand in the provider's dashboard, gets a row, and once it has succeeded lessens what we still owe. Idempotent by
-- event id; a refund that succeeded stays so.
create or replace function public.apply_refund(
  p_event_id text, p_provider_refund_id text, p_intent_id text, p_amount_minor bigint, p_status text, p_refund_id uuid default null)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_payment public.payments;
  v_refund public.refunds;
  v_committed bigint;
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

  select * into v_refund from public.refunds as f
  where f.payment_id = v_payment.id and (f.provider_refund_id = p_provider_refund_id or f.id = p_refund_id);
  if not found then
    insert into public.refunds (payment_id, session_id, amount_minor, currency, reason, status, provider_refund_id)
    values (v_payment.id, v_payment.session_id, p_amount_minor, v_payment.currency, 'by_hand', 'pending', p_provider_refund_id)
    returning * into v_refund;
  end if;
  if v_refund.status = 'succeeded' then
    return jsonb_build_object('applied', false, 'outcome', 'unchanged');
  end if;
  perform public.mark_refund(v_refund.id, p_provider_refund_id, p_status, null);
  if v_refund.reason = 'by_hand' and p_status = 'succeeded' then
    select coalesce(sum(f.amount_minor), 0) into v_committed from public.refunds as f
    where f.payment_id = v_payment.id and f.reason <> 'paid_twice' and not (f.reason = 'by_hand' and f.status = 'failed');
    perform private.owe_less(v_payment.id, case
      -- All that came through the card of a session settled otherwise goes back: this was a part of it.
      when v_payment.method <> 'card' then v_refund.amount_minor
      else greatest(0, v_committed - v_payment.amount_minor) end);
  end if;
  return jsonb_build_object('applied', true, 'outcome', p_status);
end;
$$;

-- The money of a session has arrived: what becomes of the session. Call with both rows locked.
-- Answers confirmed, paid_later (it was confirmed by hand, or is under way, or over), or refund_owed.
create or replace function private.settle_success(p_session public.client_sessions, p_payment public.payments)
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
  elsif p_intent_status = 'requires_payment_method' and p_error is not null and v_payment.status <> 'cancelled'
    -- Known already: polling a declined intent is no news.
    and (v_payment.status, v_payment.error_message) is distinct from ('failed'::public.payment_state, left(p_error, 500)) then
    v_outcome := 'failed';
    update public.payments set status = 'failed', error_message = left(p_error, 500) where id = v_payment.id;
    update public.client_sessions set payment_status = 'failed' where id = v_session.id and payment_status = 'pending';
  end if;
  return jsonb_build_object('applied', v_outcome <> 'unchanged', 'outcome', v_outcome, 'session_id', v_session.id);
end;
$$;

-- Compares intents as the provider has them with our payments. p_intents: JSON array of {id, status, amount_received,
-- amount_refunded, currency, session_id}. Answers one row per difference {intent_id, session_id, difference, ours, theirs};
-- none is what it should be. unknown_intent names an orphan: an intent of ours that no payment knows, neither cancelled nor
-- refunded in full.
create or replace function public.payment_differences(p_intents jsonb)
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
