-- Sessions, the therapist's notes on them, and their history. Live sessions of one person never overlap.

-- Who may change which status to which: private.allowed_statuses.
create type public.session_status as enum ('scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show');
-- Where the payment of a session is. The amounts are in payments and refunds.
create type public.payment_status as enum ('pending', 'paid', 'failed', 'refunded', 'partially_refunded', 'not_required');
-- Who did something to a session. system: a job, the service role, or SQL.
create type public.session_actor as enum ('client', 'therapist', 'system');

-- What was agreed is copied onto the row and frozen: when a therapist later changes price, buffers, zone or policy, booked
-- sessions stay as they are.
create table public.client_sessions (
  id uuid primary key default gen_random_uuid(),
  therapist_id uuid not null references public.therapist_profiles (id) on delete restrict,
  client_id uuid default auth.uid() references public.client_profiles (id) on delete restrict,
  client_name text not null,
  client_email text not null default '',
  client_phone text not null default '',
  session_date date not null,
  start_time time not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  duration_minutes integer not null,
  buffer_before_minutes integer not null default 0,
  buffer_after_minutes integer not null default 0,
  session_type_id uuid references public.session_types (id) on delete set null,
  session_type text not null default 'Session',
  place public.session_place,
  price numeric(10, 2) not null,
  currency char(3) not null,
  notes text not null default '',
  status public.session_status not null default 'scheduled',
  payment_status public.payment_status not null default 'pending',
  hold_expires_at timestamptz,
  is_outside_hours boolean not null default false,
  cancellation_notice_hours integer not null default 24,
  late_cancel_fee_percent integer,
  no_show_fee_percent integer not null default 100,
  cancellation_reason text,
  cancelled_at timestamptz,
  cancelled_by public.session_actor,
  during tstzrange not null generated always as (tstzrange(starts_at, ends_at)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint client_sessions_duration_range check (duration_minutes between 5 and 480),
  constraint client_sessions_real_minutes check (ends_at - starts_at = make_interval(mins => duration_minutes)),
  constraint client_sessions_price_range check (price >= 0),
  constraint client_sessions_type_length check (length(session_type) between 1 and 80),
  constraint client_sessions_notes_length check (length(notes) <= 2000),
  constraint client_sessions_reason_length check (length(cancellation_reason) <= 500),
  constraint client_sessions_buffers_range check (
    buffer_before_minutes between 0 and 240 and buffer_after_minutes between 0 and 240),
  constraint client_sessions_late_cancel_fee_range check (late_cancel_fee_percent between 0 and 100),
  constraint client_sessions_no_show_fee_range check (no_show_fee_percent between 0 and 100),
  constraint client_sessions_hold_awaits_payment check (hold_expires_at is null or payment_status <> 'not_required'),
  constraint client_sessions_cancelled_has_time check ((status = 'cancelled') = (cancelled_at is not null)),
  -- These two make double booking impossible, for every writer. Half-open ranges: a session may start when another ends.
  constraint client_sessions_therapist_no_overlap exclude using gist (therapist_id with =, during with &&)
    where (status in ('scheduled', 'confirmed', 'in_progress')),
  constraint client_sessions_client_no_overlap exclude using gist (client_id with =, during with &&)
    where (status in ('scheduled', 'confirmed', 'in_progress'))
);
comment on table public.client_sessions is
  'One session. Clients insert it, the database checks and completes it; both parties update its status or its time.';
comment on column public.client_sessions.id is 'The client may supply it: it is the idempotency key of a booking.';
comment on column public.client_sessions.client_id is 'Null: the therapist booked for a guest, who has no account.';
comment on column public.client_sessions.session_date is 'Wall-clock date in time_zone.';
comment on column public.client_sessions.start_time is 'Wall-clock time in time_zone.';
comment on column public.client_sessions.time_zone is 'The therapist''s zone when the session was booked; frozen.';
comment on column public.client_sessions.duration_minutes is 'Real minutes: ends_at is exactly this long after starts_at, also when the clocks change.';
comment on column public.client_sessions.buffer_before_minutes is 'The therapist''s buffer when the session was booked; frozen. The same for buffer_after_minutes.';
comment on column public.client_sessions.session_type is 'The type''s name when the session was booked; frozen.';
comment on column public.client_sessions.place is 'Frozen at booking; null where the therapist has no session types.';
comment on column public.client_sessions.price is 'Major units of currency; frozen at booking.';
comment on column public.client_sessions.notes is 'What the client wrote when booking.';
comment on column public.client_sessions.hold_expires_at is 'While scheduled and unpaid: the time is kept until then. Null: it is kept for good.';
comment on column public.client_sessions.is_outside_hours is 'The therapist booked it outside the working hours, on purpose.';
comment on column public.client_sessions.cancellation_notice_hours is 'The therapist''s notice when the session was booked; frozen.';
comment on column public.client_sessions.late_cancel_fee_percent is 'The therapist''s policy when the session was booked; frozen. The same for no_show_fee_percent. Null: no cancelling after the notice.';
comment on column public.client_sessions.cancellation_reason is 'Written by the person who cancelled; hold_expired when a hold expired.';
comment on column public.client_sessions.during is 'starts_at to ends_at, half-open. The exclusion constraints compare it.';

-- For: a therapist's day and week, a client's list, ending expired holds, and the foreign key.
create index idx_client_sessions_therapist_date on public.client_sessions (therapist_id, session_date);
create index idx_client_sessions_therapist_start on public.client_sessions (therapist_id, starts_at);
create index idx_client_sessions_client_start on public.client_sessions (client_id, starts_at);
create index idx_client_sessions_open_holds on public.client_sessions (hold_expires_at)
  where status = 'scheduled' and hold_expires_at is not null;
create index idx_client_sessions_session_type on public.client_sessions (session_type_id);

-- Parties may write only what is theirs to decide; triggers fill in the rest (slices booking and lifecycle).
alter table public.client_sessions enable row level security;
revoke all on public.client_sessions from anon, authenticated;
grant select on public.client_sessions to authenticated;
-- client_name, client_email and client_phone may be sent; the client's profile replaces them.
grant insert (id, therapist_id, client_id, client_name, client_email, client_phone, session_date, start_time,
  starts_at, duration_minutes, session_type_id, session_type, notes, price) on public.client_sessions to authenticated;
grant update (status, cancellation_reason, starts_at, session_date, start_time) on public.client_sessions to authenticated;
grant select, insert, update, delete on public.client_sessions to service_role;

-- Also for the therapist of a session: one policy per operation keeps reads fast. (Its name is part of the contract.)
create policy "Clients can view their own sessions" on public.client_sessions
  for select to authenticated
  using (client_id = (select auth.uid()) or therapist_id = (select auth.uid()));
create policy "Clients can book for themselves" on public.client_sessions
  for insert to authenticated with check (client_id = (select auth.uid()));
create policy "Both parties can move a session on" on public.client_sessions
  for update to authenticated
  using (client_id = (select auth.uid()) or therapist_id = (select auth.uid()))
  with check (client_id = (select auth.uid()) or therapist_id = (select auth.uid()));

-- A therapist may read the contact details of the clients they have sessions with, and of no others.
create policy "Clients can read their own profile, therapists their clients'" on public.client_profiles
  for select to authenticated
  using (
    id = (select auth.uid())
    or exists (
      select 1 from public.client_sessions as s
      where s.client_id = client_profiles.id and s.therapist_id = (select auth.uid())));

create trigger client_sessions_touch before update on public.client_sessions
  for each row execute function private.touch_updated_at();

-- Session notes: what a therapist writes down about a session. Only the therapist reads them.

-- A table of its own, so that no right on client_sessions reaches the notes.
create table public.session_notes (
  session_id uuid primary key references public.client_sessions (id) on delete cascade,
  therapist_id uuid not null default auth.uid() references public.therapist_profiles (id) on delete cascade,
  body text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint session_notes_body_length check (length(body) <= 10000)
);
comment on table public.session_notes is 'Private notes of the therapist on one session. No other person can read them.';

-- For the foreign key.
create index idx_session_notes_therapist on public.session_notes (therapist_id);

alter table public.session_notes enable row level security;
revoke all on public.session_notes from anon, authenticated;
grant select, delete on public.session_notes to authenticated;
-- An upsert on session_id updates the columns it sends, so these three may be updated; the policy limits their values.
grant insert (session_id, therapist_id, body), update (session_id, therapist_id, body) on public.session_notes to authenticated;
grant select, insert, update, delete on public.session_notes to service_role;

-- A therapist may write notes only on their own sessions.
create policy "Therapists can manage their private notes" on public.session_notes
  for all to authenticated
  using (therapist_id = (select auth.uid()))
  with check (
    therapist_id = (select auth.uid())
    and exists (
      select 1 from public.client_sessions as s
      where s.id = session_notes.session_id and s.therapist_id = (select auth.uid())));

create trigger session_notes_touch before update on public.session_notes
  for each row execute function private.touch_updated_at();

-- Session history: who changed what, when, from what to what.

-- What the caller is in a session: 'therapist', 'client', or 'system' when the caller is neither. Signed-in people and the
-- service role may call it.
create function private.actor_in(p_session public.client_sessions)
returns public.session_actor
language plpgsql
stable
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
begin
  return case v_caller
    when p_session.therapist_id then 'therapist'::public.session_actor
    when p_session.client_id then 'client'
    else 'system'
  end;
end;
$$;
revoke execute on function private.actor_in(public.client_sessions) from public, anon, authenticated;
grant execute on function private.actor_in(public.client_sessions) to authenticated, service_role;

-- Append-only: no API role may write to it, and the trigger below only inserts.
create table public.session_events (
  id bigint generated always as identity primary key,
  session_id uuid not null references public.client_sessions (id) on delete cascade,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_role public.session_actor not null,
  kind text not null,
  from_status public.session_status,
  to_status public.session_status,
  from_payment_status public.payment_status,
  to_payment_status public.payment_status,
  from_starts_at timestamptz,
  to_starts_at timestamptz,
  reason text,
  constraint session_events_kind_known check (kind in ('booked', 'status_changed', 'payment_changed', 'rescheduled'))
);
comment on table public.session_events is
  'Append-only history of each session: who, what, when, from, to. Written by trigger; no API role can change it.';
comment on column public.session_events.actor_id is 'Null for the system.';

-- A history is read session by session, in order.
create index idx_session_events_session on public.session_events (session_id, id);

-- Both parties of a session may read its history.
alter table public.session_events enable row level security;
revoke all on public.session_events from anon, authenticated;
grant select on public.session_events to authenticated;
grant select on public.session_events to service_role;

create policy "Both parties can read the history of a session" on public.session_events
  for select to authenticated
  using (exists (
    select 1 from public.client_sessions as s
    where s.id = session_events.session_id
      and (s.client_id = (select auth.uid()) or s.therapist_id = (select auth.uid()))));

-- Trigger: one row of history for each thing that changed. Security definer: no API role may write history itself.
create function private.record_session_event()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_actor constant public.session_actor := private.actor_in(new);
  v_actor_id constant uuid := case when v_actor <> 'system' then (select auth.uid()) end;
begin
  if tg_op = 'INSERT' then
    insert into public.session_events (session_id, actor_id, actor_role, kind, to_status, to_payment_status, to_starts_at)
    values (new.id, v_actor_id, v_actor, 'booked', new.status, new.payment_status, new.starts_at);
    return null;
  end if;
  if new.status <> old.status then
    insert into public.session_events (session_id, actor_id, actor_role, kind, from_status, to_status, reason)
    values (new.id, case when new.cancellation_reason = 'hold_expired' then null else v_actor_id end,
      case when new.cancellation_reason = 'hold_expired' then 'system' else v_actor end,
      'status_changed', old.status, new.status, new.cancellation_reason);
  end if;
  if new.payment_status <> old.payment_status then
    insert into public.session_events (session_id, actor_id, actor_role, kind, from_payment_status, to_payment_status)
    values (new.id, v_actor_id, v_actor, 'payment_changed', old.payment_status, new.payment_status);
  end if;
  if new.starts_at <> old.starts_at then
    insert into public.session_events (session_id, actor_id, actor_role, kind, from_starts_at, to_starts_at)
    values (new.id, v_actor_id, v_actor, 'rescheduled', old.starts_at, new.starts_at);
  end if;
  return null;
end;
$$;
revoke execute on function private.record_session_event() from public, anon, authenticated;

create trigger client_sessions_history after insert or update on public.client_sessions
  for each row execute function private.record_session_event();
