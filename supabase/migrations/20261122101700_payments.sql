-- Payments: the money of a session, in minor units, as the payment provider counts it. With receipts and monthly totals.

-- failed: the last attempt was declined, another may follow. cancelled: its intent was closed, or the payment was waived.
create type public.payment_state as enum ('open', 'succeeded', 'failed', 'cancelled');

-- One row a session, for all attempts to pay. Never deleted, because refunds refer to it.
create table public.payments (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.client_sessions (id) on delete restrict,
  therapist_id uuid not null,
  client_id uuid,
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
  listed_at timestamptz not null generated always as (coalesce(paid_at, created_at)) stored,
  constraint payments_session_key unique (session_id),
  constraint payments_provider_intent_key unique (provider_intent_id),
  constraint payments_receipt_number_key unique (receipt_number),
  constraint payments_amount_positive check (amount_minor > 0),
  constraint payments_method_known check (method in ('card', 'in_person', 'waived')),
  constraint payments_refunds_within_payment check (refunded_minor between 0 and amount_minor)
);
comment on table public.payments is 'The payment of a session: at most one. Only the functions for payments write it.';
comment on column public.payments.therapist_id is 'The session''s therapist and client, copied, so that a list of payments is read from an index. The session holds the foreign keys.';
comment on column public.payments.listed_at is 'When it was paid, else when it was begun: what lists are ordered by.';
comment on column public.payments.provider_intent_id is 'The intent that the client can pay. Null: there is none yet.';
comment on column public.payments.amount_minor is 'In the currency''s smallest unit, from the session''s frozen price.';
comment on column public.payments.method is 'card: through the provider. in_person, waived: noted by the therapist.';
comment on column public.payments.status is 'failed: the last attempt was declined and another may follow.';
comment on column public.payments.processing_since is
  'Since then the bank has been working on the payment; the outcome is not known yet. Null: no payment is under way.';
comment on column public.payments.paid_at is 'When the money arrived.';
comment on column public.payments.receipt_number is 'Given when the money arrives, in order. Never reused.';
comment on column public.payments.disputed_at is 'When the client''s bank questioned the payment. Nothing is refunded until this is null again.';
comment on column public.payments.dispute_status is 'The provider''s latest word about the dispute.';
comment on column public.payments.intent_closed is 'For a payment in person or waived: the intent can no longer be paid at the provider.';
comment on column public.payments.closed_intents is
  'Earlier intents of this payment, closed at the provider for good. The present one is provider_intent_id.';

-- For run-jobs, which asks the provider about open payments, and for the lists and monthly totals of the two parties.
create index idx_payments_open on public.payments (created_at) where status in ('open', 'failed');
create index idx_payments_paid_at on public.payments (paid_at) where paid_at is not null;
create index idx_payments_therapist_listed on public.payments (therapist_id, listed_at, id);
create index idx_payments_client_listed on public.payments (client_id, listed_at, id);

-- Both parties may read it; only functions write it.
alter table public.payments enable row level security;
revoke all on public.payments from anon, authenticated;
grant select on public.payments to authenticated;
grant select, insert, update, delete on public.payments to service_role;

create policy "Both parties can read the payment of a session" on public.payments
  for select to authenticated
  using (client_id = (select auth.uid()) or therapist_id = (select auth.uid()));

-- Trigger: a new payment belongs to the two people of its session, whatever its writer says.
create function private.set_payment_parties()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  select s.therapist_id, s.client_id into new.therapist_id, new.client_id
  from public.client_sessions as s where s.id = new.session_id;
  return new;
end;
$$;
revoke execute on function private.set_payment_parties() from public, anon, authenticated;

create trigger payments_set_parties before insert on public.payments
  for each row execute function private.set_payment_parties();

create trigger payments_touch before update on public.payments
  for each row execute function private.touch_updated_at();

-- A sequence and not an identity column: only a payment that arrived gets a receipt number, so numbers follow the receipts.
create sequence private.receipt_numbers start 1001;
grant usage on sequence private.receipt_numbers to service_role;

-- Trigger: gives a payment that arrived its time and its receipt number. Security definer: the writer of a payment needs no
-- right on the sequence.
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

-- The ids of the provider's events that were applied: an event that is delivered again is found here and ignored.
create table private.payment_events (
  id text primary key,
  type text not null,
  received_at timestamptz not null default now(),
  constraint payment_events_id_length check (length(id) between 1 and 255)
);
comment on table private.payment_events is 'Provider events that were applied. The row is written in the same transaction as the event''s effect.';
alter table private.payment_events enable row level security;
revoke all on private.payment_events from anon, authenticated;
grant select, insert on private.payment_events to service_role;

-- A therapist's payments by month (of paid_at, in the therapist's zone) and currency, latest first: their number, what came in
-- (paid_minor) and what was refunded of it (refunded_minor), in minor units. For signed-in people: a therapist's own, empty
-- for a client. It refuses nothing.
create function public.payment_months()
returns table (month date, currency text, payments bigint, paid_minor bigint, refunded_minor bigint)
language sql
stable
set search_path = ''
as $$
  select date_trunc('month', p.paid_at at time zone t.time_zone)::date, p.currency::text, count(*),
    sum(p.amount_minor)::bigint, sum(p.refunded_minor)::bigint
  from public.payments as p
  join public.therapist_profiles as t on t.id = p.therapist_id
  where p.therapist_id = (select auth.uid()) and p.paid_at is not null
  group by 1, 2
  order by 1 desc, 2;
$$;
revoke execute on function public.payment_months() from public, anon, authenticated;
grant execute on function public.payment_months() to authenticated;
