-- Money that both sides see change: refunds, disputes and payments that take a while are told on the sessions' channels.
-- And what could not be undone: a waived payment is asked for again, with a new intent where the old one is closed.

alter table public.payments
  add column processing_since timestamptz,
  add column closed_intents text[] not null default '{}';
comment on column public.payments.processing_since is
  'The provider has taken the payment and does not know yet how it ends. Null: nothing is under way.';
comment on column public.payments.closed_intents is
  'Earlier intents of this payment. They are closed at the provider for good; the one that can be paid is provider_intent_id.';

-- Trigger: tells both parties of a session that its money has changed, in words that say nothing of the money. Deferred to
-- the end of the transaction, so that the session's own state in it is the last. Security definer: whoever refunds may not
-- send on these channels.
create function private.announce_money()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_session public.client_sessions;
begin
  select * into v_session from public.client_sessions as s
  where s.id = case when tg_op = 'DELETE' then old.session_id else new.session_id end;
  if found then
    perform realtime.send(p.payload, 'session_changed', 'sessions:' || person.id::text, true)
    from (select jsonb_build_object('session_id', v_session.id, 'status', v_session.status,
      'payment_status', v_session.payment_status) as payload) as p
    cross join unnest(array[v_session.client_id, v_session.therapist_id]) as person (id)
    where person.id is not null;
  end if;
  return null;
end;
$$;
revoke execute on function private.announce_money() from public, anon, authenticated;

-- What changes with the session's own status is told by the session.
create constraint trigger payments_announce after update on public.payments
  deferrable initially deferred for each row
  when ((old.refunded_minor, old.disputed_at, old.dispute_status, old.processing_since)
    is distinct from (new.refunded_minor, new.disputed_at, new.dispute_status, new.processing_since))
  execute function private.announce_money();
create constraint trigger refunds_announce after insert or delete on public.refunds
  deferrable initially deferred for each row execute function private.announce_money();
create constraint trigger refunds_announce_changes after update on public.refunds
  deferrable initially deferred for each row
  when ((old.status, old.amount_minor) is distinct from (new.status, new.amount_minor))
  execute function private.announce_money();

-- The payment's intent is closed at the provider: the next one asked for is a new one.
create function private.leave_intent(p_payment_id uuid)
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
revoke execute on function private.leave_intent(uuid) from public, anon, authenticated;
grant execute on function private.leave_intent(uuid) to service_role;

-- Prepares the payment of a session for its client. Answers {session_id, amount_minor, currency, hold_expires_at,
-- intent_id (null before the first call), closed_intents (how many came before it), payment_status}. Amount and currency come
-- from the session alone. Refuses SESSION_NOT_FOUND 404 (also somebody else's), SESSION_CANCELLED, HOLD_EXPIRED, ALREADY_PAID
-- and NO_PAYMENT_NEEDED, each 409.
create or replace function public.begin_payment(p_session_id uuid, p_client_id uuid)
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
  -- Closed at the provider although the session can still be paid: by hand there, or while its payment was waived.
  if v_payment.status = 'cancelled' then
    v_payment := private.leave_intent(v_payment.id);
  end if;
  return jsonb_build_object(
    'session_id', v_session.id, 'amount_minor', v_payment.amount_minor, 'currency', v_payment.currency,
    'hold_expires_at', v_session.hold_expires_at, 'intent_id', v_payment.provider_intent_id,
    'closed_intents', cardinality(v_payment.closed_intents), 'payment_status', v_session.payment_status);
end;
$$;

-- Remembers which intent belongs to a session. The first one wins; the answer {intent_id} names the winner. Refuses
-- SESSION_NOT_FOUND 404, and HOLD_EXPIRED 409 for an intent that was closed in the meantime.
create or replace function public.attach_payment_intent(p_session_id uuid, p_intent_id text)
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

-- Applies what the provider says of an intent: a webhook event (p_event_id) or a polled state (null). Idempotent by
-- event id and monotonic: nothing that arrives late undoes a success. p_intent_status is the provider's own word.
-- Answers {applied, outcome, session_id}; outcomes: duplicate, unknown_intent, confirmed, paid_later, refund_owed,
-- paid_twice, amount_mismatch, processing, failed, cancelled, unchanged.
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

-- See public.reopen_payment. Security definer: therapists may not write payments themselves.
create function private.reopen(p_session_id uuid)
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
  -- Money that came through the card all the same is on its way back: that payment is over.
  if v_session.status not in ('confirmed', 'in_progress', 'completed') or v_payment.method is distinct from 'waived'
     or exists (select 1 from public.refunds as f where f.payment_id = v_payment.id) then
    perform private.refuse(409, 'NOTHING_TO_SETTLE', 'This session has no waived payment to ask for again.',
      jsonb_build_object('payment_status', v_session.payment_status));
  end if;
  if v_payment.intent_closed then
    perform private.leave_intent(v_payment.id);
  end if;
  update public.payments set method = 'card', status = 'open', error_message = null where id = v_payment.id;
  update public.client_sessions set payment_status = 'pending' where id = p_session_id;
  return 'pending';
end;
$$;
revoke execute on function private.reopen(uuid) from public, anon, authenticated;
grant execute on function private.reopen(uuid) to authenticated;

-- A session's therapist takes a waiver back: the session stays booked, and its client is asked to pay after all. Refuses
-- SESSION_NOT_FOUND 404, and NOTHING_TO_SETTLE 409 for what was not waived, is over, or has been paid by card meanwhile.
create function public.reopen_payment(p_session_id uuid)
returns public.payment_status
language sql
set search_path = ''
as $$
  select private.reopen(p_session_id);
$$;
revoke execute on function public.reopen_payment(uuid) from public, anon, authenticated;
grant execute on function public.reopen_payment(uuid) to authenticated;
