-- Payments and refunds: money beside the session, in minor units, as the payment provider has it.

create type public.payment_state as enum ('open', 'succeeded', 'failed', 'cancelled');
create type public.refund_state as enum ('owed', 'pending', 'succeeded', 'failed');

create table public.payments (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.client_sessions (id) on delete restrict,
  provider_intent_id text,
  amount_minor bigint not null,
  currency char(3) not null,
  status public.payment_state not null default 'open',
  refunded_minor bigint not null default 0,
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payments_session_key unique (session_id),
  constraint payments_provider_intent_key unique (provider_intent_id),
  constraint payments_amount_positive check (amount_minor > 0),
  constraint payments_refunds_within_payment check (refunded_minor between 0 and amount_minor)
);
comment on table public.payments is 'The one payment of a session that needs one. Written by the payment functions only.';
comment on column public.payments.amount_minor is 'In the currency''s smallest unit, from the session''s frozen price.';
comment on column public.payments.status is 'failed: the last attempt was declined and another may follow.';

create table public.refunds (
  id uuid primary key default gen_random_uuid(),
  payment_id uuid not null references public.payments (id) on delete restrict,
  session_id uuid not null references public.client_sessions (id) on delete restrict,
  amount_minor bigint not null,
  currency char(3) not null,
  reason text not null,
  status public.refund_state not null default 'owed',
  provider_refund_id text,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint refunds_provider_refund_key unique (provider_refund_id),
  constraint refunds_amount_positive check (amount_minor > 0)
);
comment on table public.refunds is 'Money owed back. The row is written with its cause, in one transaction; run-jobs sends it.';
comment on column public.refunds.reason is 'cancelled_by_client, cancelled_by_therapist, cancelled_by_system, slot_lost, amount_mismatch, or by_hand.';
create index idx_refunds_payment on public.refunds (payment_id);
create index idx_refunds_session on public.refunds (session_id);
create index idx_refunds_due on public.refunds (next_attempt_at) where status in ('owed', 'pending', 'failed');
create index idx_payments_open on public.payments (created_at) where status in ('open', 'failed');

alter table public.payments enable row level security;
alter table public.refunds enable row level security;
revoke all on public.payments, public.refunds from anon, authenticated;
grant select on public.payments, public.refunds to authenticated;
grant select, insert, update, delete on public.payments, public.refunds to service_role;

create policy "Both parties can read the payment of a session" on public.payments
  for select to authenticated
  using (exists (
    select 1 from public.client_sessions as s
    where s.id = payments.session_id
      and (s.client_id = (select auth.uid()) or s.therapist_id = (select auth.uid()))));
create policy "Both parties can read the refunds of a session" on public.refunds
  for select to authenticated
  using (exists (
    select 1 from public.client_sessions as s
    where s.id = refunds.session_id
      and (s.client_id = (select auth.uid()) or s.therapist_id = (select auth.uid()))));

create trigger payments_touch before update on public.payments
  for each row execute function private.touch_updated_at();
create trigger refunds_touch before update on public.refunds
  for each row execute function private.touch_updated_at();

-- Every event of the provider that took effect, by its id: the second delivery finds it here and does nothing.
create table private.payment_events (
  id text primary key,
  type text not null,
  received_at timestamptz not null default now(),
  constraint payment_events_id_length check (length(id) between 1 and 255)
);
comment on table private.payment_events is 'Provider events already applied. Row and effect commit together.';
alter table private.payment_events enable row level security;
revoke all on private.payment_events from anon, authenticated;

-- A price as the provider counts it: major units to the currency's smallest.
create function private.minor_units(p_amount numeric, p_currency text)
returns bigint
language sql
immutable
set search_path = ''
as $$
  select round(p_amount * 10 ^ private.currency_digits(p_currency))::bigint;
$$;
revoke execute on function private.minor_units(numeric, text) from public, anon, authenticated;
grant execute on function private.minor_units(numeric, text) to service_role;

-- Owes back what is left of a succeeded payment. Call with the payment locked. Does nothing when all of it has been
-- refunded or is on its way. p_reason: see refunds.reason.
create function private.owe_refund(p_payment_id uuid, p_reason text)
returns void
language sql
set search_path = ''
as $$
  insert into public.refunds (payment_id, session_id, amount_minor, currency, reason)
  select p.id, p.session_id, p.amount_minor - r.committed, p.currency, p_reason
  from public.payments as p
  cross join lateral (
    -- One of ours that failed is sent again; one sent by hand that failed is not.
    select coalesce(sum(f.amount_minor), 0) as committed from public.refunds as f
    where f.payment_id = p.id and not (f.reason = 'by_hand' and f.status = 'failed')
  ) as r
  where p.id = p_payment_id and p.status = 'succeeded' and p.amount_minor > r.committed;
$$;
revoke execute on function private.owe_refund(uuid, text) from public, anon, authenticated;

-- Trigger: a paid session that is cancelled owes its money back, in the same transaction. Security definer: the party
-- who cancels may not write refunds.
create function private.refund_cancelled_session()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_payment uuid;
begin
  select p.id into v_payment from public.payments as p where p.session_id = new.id for update;
  perform private.owe_refund(v_payment, 'cancelled_by_' || new.cancelled_by::text);
  return null;
end;
$$;
revoke execute on function private.refund_cancelled_session() from public, anon, authenticated;

create trigger client_sessions_refund_when_cancelled after update on public.client_sessions
  for each row when (new.status = 'cancelled' and old.status <> 'cancelled')
  execute function private.refund_cancelled_session();
