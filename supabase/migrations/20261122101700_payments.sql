-- Payments: money beside the session, in minor units, as the payment provider has it.

-- failed is not an end: another attempt may follow. cancelled also says that a payment was waived.
create type public.payment_state as enum ('open', 'succeeded', 'failed', 'cancelled');

-- One for a session, however often it is tried; refunds point at it, so it is never deleted.
create table public.payments (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.client_sessions (id) on delete restrict,
  provider_intent_id text,
  amount_minor bigint not null,
  currency char(3) not null,
  method text not null default 'card',
  status public.payment_state not null default 'open',
  processing_since timestamptz,
  paid_at timestamptz,
  receipt_number bigint,
  refunded_minor bigint not null default 0,
  disputed_at timestamptz,
  dispute_status text,
  intent_closed boolean not null default false,
  closed_intents text[] not null default '{}',
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payments_session_key unique (session_id),
  constraint payments_provider_intent_key unique (provider_intent_id),
  constraint payments_receipt_number_key unique (receipt_number),
  constraint payments_amount_positive check (amount_minor > 0),
  constraint payments_method_known check (method in ('card', 'in_person', 'waived')),
  constraint payments_refunds_within_payment check (refunded_minor between 0 and amount_minor)
);
comment on table public.payments is 'The one payment of a session that needs one. Written by the payment functions only.';
comment on column public.payments.provider_intent_id is 'The intent that can be paid, once there is one.';
comment on column public.payments.amount_minor is 'In the currency''s smallest unit, from the session''s frozen price.';
comment on column public.payments.method is 'card: through the provider. in_person, waived: the therapist said so.';
comment on column public.payments.status is 'failed: the last attempt was declined and another may follow.';
comment on column public.payments.processing_since is
  'The provider has taken the payment and does not know yet how it ends. Null: nothing is under way.';
comment on column public.payments.paid_at is 'When the money arrived.';
comment on column public.payments.receipt_number is 'Given when paid, in order; never reused.';
comment on column public.payments.disputed_at is 'The client''s bank questions the payment. Until that is settled nothing is refunded.';
comment on column public.payments.dispute_status is 'The provider''s own word, the latest.';
comment on column public.payments.intent_closed is 'The provider''s intent of a payment that was settled otherwise is known to be closed.';
comment on column public.payments.closed_intents is
  'Earlier intents of this payment. They are closed at the provider for good; the one that can be paid is provider_intent_id.';

-- What run-jobs asks the provider about, and what a therapist's months are added up from.
create index idx_payments_open on public.payments (created_at) where status in ('open', 'failed');
create index idx_payments_paid_at on public.payments (paid_at) where paid_at is not null;

-- Both parties see the money; only functions move it.
alter table public.payments enable row level security;
revoke all on public.payments from anon, authenticated;
grant select on public.payments to authenticated;
grant select, insert, update, delete on public.payments to service_role;

create policy "Both parties can read the payment of a session" on public.payments
  for select to authenticated
  using (exists (
    select 1 from public.client_sessions as s
    where s.id = payments.session_id
      and (s.client_id = (select auth.uid()) or s.therapist_id = (select auth.uid()))));

create trigger payments_touch before update on public.payments
  for each row execute function private.touch_updated_at();

-- Of its own and not an identity: only what is paid gets a number, so that receipts are numbered in order.
create sequence private.receipt_numbers start 1001;
grant usage on sequence private.receipt_numbers to service_role;

-- Trigger: a payment that arrives gets its time and its receipt's number. Security definer: the
-- numbers are given here and nowhere else, whoever writes the payment.
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
grant select, insert on private.payment_events to service_role;

-- Payment months: the figures a therapist's bookkeeping starts from.

-- The caller's money by month, as a therapist: what came in (paid_minor), what went back (refunded_minor) and how many
-- payments, per month in the therapist's zone and per currency, latest first. Row level security decides which rows.
create function public.payment_months()
returns table (month date, currency text, payments bigint, paid_minor bigint, refunded_minor bigint)
language sql
stable
set search_path = ''
as $$
  select date_trunc('month', p.paid_at at time zone t.time_zone)::date, p.currency::text, count(*),
    sum(p.amount_minor)::bigint, sum(p.refunded_minor)::bigint
  from public.payments as p
  join public.client_sessions as s on s.id = p.session_id
  join public.therapist_profiles as t on t.id = s.therapist_id
  where s.therapist_id = (select auth.uid()) and p.paid_at is not null
  group by 1, 2
  order by 1 desc, 2;
$$;
revoke execute on function public.payment_months() from public, anon, authenticated;
grant execute on function public.payment_months() to authenticated;
