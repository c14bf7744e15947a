-- Refunds: what is owed back by the frozen policy. While a payment is disputed, no refund is sent.

-- owed: not sent yet. pending: the provider has it. failed: it is sent again later, unless it was made in the dashboard.
create type public.refund_state as enum ('owed', 'pending', 'succeeded', 'failed');

-- A refund is written in the transaction that causes it, and sent afterwards: a crash in between loses nothing.
create table public.refunds (
  id uuid primary key default gen_random_uuid(),
  payment_id uuid not null references public.payments (id) on delete restrict,
  session_id uuid not null references public.client_sessions (id) on delete restrict,
  amount_minor bigint not null,
  currency char(3) not null,
  reason text not null,
  note text not null default '',
  requested_by uuid,
  status public.refund_state not null default 'owed',
  provider_refund_id text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint refunds_provider_refund_key unique (provider_refund_id),
  constraint refunds_amount_positive check (amount_minor > 0),
  constraint refunds_note_length check (length(note) <= 500)
);
comment on table public.refunds is 'Money owed back. Written in the transaction that causes it; run-jobs sends it.';
comment on column public.refunds.reason is
  'cancelled_by_client, cancelled_by_therapist, cancelled_by_system, no_show, slot_lost, amount_mismatch, paid_twice, by_therapist; by_hand: made in the provider''s dashboard.';
comment on column public.refunds.note is 'The reason that the therapist gave for a refund by hand.';
comment on column public.refunds.requested_by is 'The therapist who refunded by hand. Null: the policy owes it, or it was made in the provider''s dashboard.';
comment on column public.refunds.next_attempt_at is 'Not sent before this time. Each failure puts it off for longer.';

-- For the foreign keys, and for the refunds that run-jobs has to send.
create index idx_refunds_payment on public.refunds (payment_id);
create index idx_refunds_session on public.refunds (session_id);
create index idx_refunds_due on public.refunds (next_attempt_at) where status in ('owed', 'pending', 'failed');

-- Both parties may read it; only functions write it.
alter table public.refunds enable row level security;
revoke all on public.refunds from anon, authenticated;
grant select on public.refunds to authenticated;
grant select, insert, update, delete on public.refunds to service_role;

create policy "Both parties can read the refunds of a session" on public.refunds
  for select to authenticated
  using (exists (
    select 1 from public.client_sessions as s
    where s.id = refunds.session_id
      and (s.client_id = (select auth.uid()) or s.therapist_id = (select auth.uid()))));

create trigger refunds_touch before update on public.refunds
  for each row execute function private.touch_updated_at();

-- What is left of a payment, in minor units: its amount minus all refunds, sent or owed. Not subtracted: refunds of money
-- that was paid twice, and refunds from the provider's dashboard that failed. 0 unless it was paid by card. Signed-in people
-- and the service role may call it.
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

-- Owes back the amount of a succeeded payment minus the fee, but never more than is left of it (refundable); if that is
-- nothing, it does nothing. Call it with the payment locked. p_reason: see refunds.reason. For the service role.
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

-- Trigger: a session that is cancelled or a no-show owes back what its policy says, in the same transaction. Locks the
-- payment. Security definer: the party who ends the session may not write refunds.
create function private.refund_cancelled_session()
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
revoke execute on function private.refund_cancelled_session() from public, anon, authenticated;

create trigger client_sessions_refund_when_cancelled after update on public.client_sessions
  for each row when (new.status in ('cancelled', 'no_show') and old.status <> new.status)
  execute function private.refund_cancelled_session();

-- What cancelling a session now would mean for the caller, one of its parties: {can_cancel, fee_percent, paid_minor,
-- refund_minor, currency, free_until, disputed}; amounts in minor units. Computed by the same functions as the cancellation
-- itself. For signed-in people; null when the caller is not a party. It refuses nothing.
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
