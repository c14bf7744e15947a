-- Session history: who did what, when, from what to what. Nobody can rewrite it.

-- Who a caller is in a session: 'therapist', 'client', or 'system' for a write without a signed-in party.
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

-- Append-only: the API's roles have no right to write at all, and the trigger below only ever inserts.
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

-- A history is read one session at a time, in order.
create index idx_session_events_session on public.session_events (session_id, id);

-- Whoever shares the session may read what happened to it.
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
