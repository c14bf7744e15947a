-- Refunds by the frozen policy, by hand, and none while a payment is disputed. What was paid in person, and what was waived.

alter table public.payments
  add column method text not null default 'card',
  add column paid_at timestamptz,
  add column receipt_number bigint,
  add column disputed_at timestamptz,
  add column dispute_status text,
  add column intent_closed boolean not null default false,
  add constraint payments_method_known check (method in ('card', 'in_person', 'waived')),
  add constraint payments_receipt_number_key unique (receipt_number);
comment on column public.payments.method is 'card: through the provider. in_person, waived: the therapist said so.';
comment on column public.payments.paid_at is 'When the money arrived.';
comment on column public.payments.receipt_number is 'Given when paid, in order; never reused.';
comment on column public.payments.disputed_at is 'The client''s bank questions the payment. Until that is settled nothing is refunded.';
comment on column public.payments.intent_closed is 'The provider''s intent of a payment that was settled otherwise is known to be closed.';
alter table public.refunds
  add column note text not null default '',
  add column requested_by uuid,
  add constraint refunds_note_length check (length(note) <= 500);
comment on column public.refunds.reason is
  'cancelled_by_client, cancelled_by_therapist, cancelled_by_system, no_show, slot_lost, amount_mismatch, paid_twice, by_therapist; by_hand: made in the provider''s dashboard.';
comment on column public.refunds.note is 'What the therapist wrote who refunded more than the policy.';
create index idx_payments_paid_at on public.payments (paid_at) where paid_at is not null;

create sequence private.receipt_numbers start 1001;
grant usage on sequence private.receipt_numbers to service_role;

-- Trigger: a payment that arrives gets its time and its receipt's number.
create function private.number_receipt()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.status = 'succeeded' and new.method <> 'waived' and new.paid_at is null then
    new.paid_at := case when tg_op = 'INSERT' then new.created_at else clock_timestamp() end;
    new.receipt_number := nextval('private.receipt_numbers');
  end if;
  return new;
end;
$$;
revoke execute on function private.number_receipt() from public, anon, authenticated;
create trigger payments_number_receipt before insert or update on public.payments
  for each row execute function private.number_receipt();
-- Those that came before there were receipts.
update public.payments set updated_at = updated_at where status = 'succeeded';

-- What of a payment is neither refunded nor on its way back. A refund made in the dashboard that failed, and what was paid
-- twice, do not count.
create function private.refundable(p_payment public.payments)
returns bigint
language sql
stable
set search_path = ''
as $$
  select case when p_payment.status = 'succeeded' and p_payment.method = 'card' then p_payment.amount_minor - coalesce((
    select sum(f.amount_minor) from public.refunds as f
    where f.payment_id = p_payment.id and f.reason <> 'paid_twice' and not (f.reason = 'by_hand' and f.status = 'failed')), 0)
    else 0 end::bigint;
$$;
revoke execute on function private.refundable(public.payments) from public, anon, authenticated;
grant execute on function private.refundable(public.payments) to authenticated, service_role;

-- Owes back what is left of a succeeded payment after a fee on the whole of it. Call with the payment locked. Does nothing
-- when that much has been refunded or is on its way. p_reason: see refunds.reason.
drop function private.owe_refund(uuid, text);
create function private.owe_refund(p_payment_id uuid, p_reason text, p_fee_percent integer default 0)
returns void
language sql
set search_path = ''
as $$
  insert into public.refunds (payment_id, session_id, amount_minor, currency, reason)
  select p.id, p.session_id, least(private.refundable(p), private.after_fee(p.amount_minor, p_fee_percent)), p.currency, p_reason
  from public.payments as p
  where p.id = p_payment_id and least(private.refundable(p), private.after_fee(p.amount_minor, p_fee_percent)) > 0;
$$;
revoke execute on function private.owe_refund(uuid, text, integer) from public, anon, authenticated;
grant execute on function private.owe_refund(uuid, text, integer) to service_role;

-- Trigger: a session that ends without taking place owes back what its policy says, in the same transaction. Security
-- definer: the party who ends it may not write refunds.
create or replace function private.refund_cancelled_session()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_payment uuid;
  v_fee integer;
begin
  select p.id into v_payment from public.payments as p where p.session_id = new.id for update;
  v_fee := private.fee_percent(old, coalesce(new.cancelled_by, 'therapist'), new.status, coalesce(new.cancelled_at, clock_timestamp()));
  perform private.owe_refund(v_payment,
    case when new.status = 'no_show' then 'no_show' else 'cancelled_by_' || new.cancelled_by::text end, coalesce(v_fee, 100));
  return null;
end;
$$;
drop trigger client_sessions_refund_when_cancelled on public.client_sessions;
create trigger client_sessions_refund_when_cancelled after update on public.client_sessions
  for each row when (new.status in ('cancelled', 'no_show') and old.status <> new.status)
  execute function private.refund_cancelled_session();

-- What cancelling a session would mean for the caller, a party to it, right now:
-- {can_cancel, fee_percent, paid_minor, refund_minor, currency, free_until, disputed}. Amounts in minor units. This is
-- what the cancellation itself does, a moment later. Null for anybody else.
create function public.cancellation_quote(p_session_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_build_object(
    'can_cancel', 'cancelled' = any (private.allowed_statuses(q.actor, s.status)) and q.fee is not null,
    'fee_percent', q.fee,
    'paid_minor', case when p.status = 'succeeded' then p.amount_minor - p.refunded_minor else 0 end,
    'refund_minor', case when p.id is null or q.fee is null then 0
      else greatest(0, least(private.refundable(p), private.after_fee(p.amount_minor, q.fee))) end,
    'currency', s.currency,
    'free_until', s.starts_at - make_interval(hours => s.cancellation_notice_hours),
    'disputed', p.disputed_at is not null)
  from public.client_sessions as s
  left join public.payments as p on p.session_id = s.id
  cross join lateral (select private.actor_in(s) as actor, private.fee_percent(s, private.actor_in(s), 'cancelled', now()) as fee) as q
  where s.id = p_session_id;
$$;
revoke execute on function public.cancellation_quote(uuid) from public, anon, authenticated;
grant execute on function public.cancellation_quote(uuid) to authenticated;

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

-- Refunds part or all of what is left of a session's payment, by its therapist, with a reason; run-jobs sends it.
-- p_amount_minor in minor units. Answers the refund's id. Refuses SESSION_NOT_FOUND 404, REASON_MISSING 422,
-- REFUND_TOO_LARGE 422 (details.refundable_minor), PAYMENT_DISPUTED 409.
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
create function private.settle(p_session_id uuid, p_method text)
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
revoke execute on function private.settle(uuid, text) from public, anon, authenticated;
grant execute on function private.settle(uuid, text) to authenticated;

-- A session's therapist says that it was paid in person (paid), or that nothing is to be paid (not_required). A hold becomes
-- confirmed; an intent that is still open is closed by run-jobs, and what arrives through it all the same goes back.
-- p_method: in_person or waived. Refuses SESSION_NOT_FOUND 404, INVALID_PAYMENT 422, NOTHING_TO_SETTLE 409.
create function public.settle_by_hand(p_session_id uuid, p_method text)
returns public.payment_status
language sql
set search_path = ''
as $$
  select private.settle(p_session_id, p_method);
$$;
revoke execute on function public.settle_by_hand(uuid, text) from public, anon, authenticated;
grant execute on function public.settle_by_hand(uuid, text) to authenticated;
