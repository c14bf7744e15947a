-- Refund events: the provider's answers to our refunds, and refunds that were made in its dashboard (by hand). All functions
-- are for the service role only.

-- Adds up what was refunded of a payment by card, and sets the session's payment_status from it. Call it with the payment
-- locked. Leaves other payments alone: what is refunded there was paid twice.
create function private.update_refunded_amount(p_payment_id uuid)
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
    -- After an amount_mismatch the session was never paid: it stays unpaid, and its hold expires.
    where s.id = v_payment.session_id and s.payment_status in ('paid', 'partially_refunded');
  end if;
end;
$$;
revoke execute on function private.update_refunded_amount(uuid) from public, anon, authenticated;
grant execute on function private.update_refunded_amount(uuid) to service_role;

-- Records the provider's answer to a refund that we sent. p_status: the provider's word (succeeded, pending, failed,
-- canceled, …). A refund that has not succeeded is sent again, after a wait that grows from 30 seconds to a day. Returns
-- {status}. It refuses nothing.
create function public.mark_refund(p_refund_id uuid, p_provider_refund_id text, p_status text, p_error text)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_refund public.refunds;
begin
  -- Lock order: the session before its payment.
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
    perform private.update_refunded_amount(v_refund.payment_id);
  end if;
  return jsonb_build_object('status', (select f.status from public.refunds as f where f.id = p_refund_id));
end;
$$;
revoke execute on function public.mark_refund(uuid, text, text, text) from public, anon, authenticated;
grant execute on function public.mark_refund(uuid, text, text, text) to service_role;

-- Reduces the refunds that we owe and have not sent, latest first, by an amount that was refunded in the dashboard; otherwise
-- we would go on asking for more than is left. p_amount in minor units, at least 0. Call it with the payment locked.
create function private.reduce_owed_refunds(p_payment_id uuid, p_amount bigint)
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
revoke execute on function private.reduce_owed_refunds(uuid, bigint) from public, anon, authenticated;
grant execute on function private.reduce_owed_refunds(uuid, bigint) to service_role;

-- Applies a refund event of the provider. p_refund_id: our own id, from the refund's metadata. A refund without one was made in
-- the provider's dashboard: it gets a row, and once it has succeeded, it reduces what we still owe. An event takes effect
-- once; a refund that succeeded stays so. Returns {applied, outcome}; outcome: duplicate, unknown_intent, unchanged, or
-- p_status. It refuses nothing.
create function public.apply_refund(
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
    perform private.reduce_owed_refunds(v_payment.id, case
      -- Paid in person or waived: all that came by card is owed back, and this refund was a part of it.
      when v_payment.method <> 'card' then v_refund.amount_minor
      else greatest(0, v_committed - v_payment.amount_minor) end);
  end if;
  return jsonb_build_object('applied', true, 'outcome', p_status);
end;
$$;
revoke execute on function public.apply_refund(text, text, text, bigint, text, uuid) from public, anon, authenticated;
grant execute on function public.apply_refund(text, text, text, bigint, text, uuid) to service_role;
