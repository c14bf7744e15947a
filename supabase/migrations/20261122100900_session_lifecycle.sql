-- The life of a session after booking: the status machine, and a history that nobody can rewrite.

-- Who a caller is in a session: 'therapist', 'client', or 'system' for a write without a signed-in party.
create function private.actor_in(p_session public.client_sessions)
returns public.session_actor
language sql
stable
set search_path = ''
as $$
  select case
    when (select auth.uid()) = p_session.therapist_id then 'therapist'::public.session_actor
    when (select auth.uid()) = p_session.client_id then 'client'::public.session_actor
    else 'system'::public.session_actor
  end;
$$;
revoke execute on function private.actor_in(public.client_sessions) from public, anon, authenticated;
grant execute on function private.actor_in(public.client_sessions) to authenticated, service_role;

-- The statuses a party may move a session to from where it is. The one table of the status machine.
create function private.allowed_statuses(p_actor public.session_actor, p_from public.session_status)
returns public.session_status[]
language sql
immutable
set search_path = ''
as $$
  select case
    when p_actor = 'therapist' and p_from = 'scheduled' then '{confirmed,cancelled}'
    when p_actor = 'therapist' and p_from = 'confirmed' then '{in_progress,no_show,cancelled}'
    when p_actor = 'therapist' and p_from = 'in_progress' then '{completed}'
    when p_actor = 'client' and p_from in ('scheduled', 'confirmed') then '{cancelled}'
    else '{}'
  end::public.session_status[];
$$;
revoke execute on function private.allowed_statuses(public.session_actor, public.session_status) from public, anon, authenticated;
grant execute on function private.allowed_statuses(public.session_actor, public.session_status) to authenticated, service_role;

-- A change of status as one of the parties asked for it. Asking for the status a session already has changes nothing.
-- Refuses INVALID_TRANSITION 409 (details: from, to, allowed) and TOO_LATE_TO_CHANGE 422: a client may let go of an
-- unpaid hold until it starts, and cancel a confirmed session until its frozen notice before the start.
create function private.move_status(p_old public.client_sessions, p_new public.client_sessions)
returns public.client_sessions
language plpgsql
set search_path = ''
as $$
declare
  v_actor constant public.session_actor := private.actor_in(p_old);
  v_allowed constant public.session_status[] := private.allowed_statuses(v_actor, p_old.status);
  v_now constant timestamptz := clock_timestamp();
begin
  if p_new.status = p_old.status then
    p_new.cancellation_reason := p_old.cancellation_reason;
    return p_new;
  end if;
  if not p_new.status = any (v_allowed) then
    perform private.refuse(409, 'INVALID_TRANSITION',
      format('A session that is %s cannot become %s now.', replace(p_old.status::text, '_', ' '), replace(p_new.status::text, '_', ' ')),
      jsonb_build_object('from', p_old.status, 'to', p_new.status, 'allowed', to_jsonb(v_allowed)));
  end if;

  if p_new.status = 'cancelled' then
    if v_actor = 'client' and (
        v_now >= p_old.starts_at
        or (p_old.status = 'confirmed' and v_now > p_old.starts_at - make_interval(hours => p_old.cancellation_notice_hours))) then
      perform private.refuse(422, 'TOO_LATE_TO_CHANGE',
        format('This session could be cancelled until %s hours before its start. Please contact your therapist.',
          p_old.cancellation_notice_hours),
        jsonb_build_object('cancellation_notice_hours', p_old.cancellation_notice_hours));
    end if;
    p_new.cancelled_at := v_now;
    p_new.cancelled_by := v_actor;
    -- hold_expired is what the system writes; a person who says so must not pass for it.
    p_new.cancellation_reason := nullif(nullif(private.clean_text(p_new.cancellation_reason), ''), 'hold_expired');
  else
    -- Confirmed by hand: the time is the client's, paid or not yet.
    p_new.hold_expires_at := null;
    p_new.cancellation_reason := p_old.cancellation_reason;
  end if;
  return p_new;
end;
$$;
revoke execute on function private.move_status(public.client_sessions, public.client_sessions) from public, anon, authenticated;
grant execute on function private.move_status(public.client_sessions, public.client_sessions) to authenticated;

-- Trigger: parties move the status only; trusted writers may change anything and derived times follow.
create function private.before_session_update()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_user in ('anon', 'authenticated') then
    return private.move_status(old, new);
  end if;
  if new.status = 'cancelled' and old.status <> 'cancelled' then
    new.cancelled_at := coalesce(new.cancelled_at, clock_timestamp());
    new.cancelled_by := coalesce(new.cancelled_by, private.actor_in(old));
  elsif new.status <> 'cancelled' and old.status = 'cancelled' then
    new.cancelled_at := null;
    new.cancelled_by := null;
    new.cancellation_reason := null;
  end if;
  if (new.starts_at, new.duration_minutes, new.time_zone) is distinct from (old.starts_at, old.duration_minutes, old.time_zone) then
    return private.with_derived_times(new);
  end if;
  return new;
end;
$$;
revoke execute on function private.before_session_update() from public, anon, authenticated;
grant execute on function private.before_session_update() to authenticated, service_role;
grant execute on function private.with_derived_times(public.client_sessions) to service_role;

create trigger client_sessions_before_update before update on public.client_sessions
  for each row execute function private.before_session_update();

-- History.
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
create index idx_session_events_session on public.session_events (session_id, id);

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

-- Trigger: one line of history per thing that changed. Security definer: nobody may write history by hand.
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
