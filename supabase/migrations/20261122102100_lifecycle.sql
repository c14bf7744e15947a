-- The life of a session after booking: the status machine.

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
revoke execute on function private.allowed_statuses(public.session_actor, public.session_status)
  from public, anon, authenticated;
grant execute on function private.allowed_statuses(public.session_actor, public.session_status)
  to authenticated, service_role;

-- A change of status as one of the parties asked for it. Asking for the status a session already has changes nothing.
-- Refuses INVALID_TRANSITION 409 (details: from, to, allowed), and TOO_LATE_TO_CHANGE 422 where the frozen policy lets a
-- client cancel no more.
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
    if private.fee_percent(p_old, v_actor, 'cancelled', v_now) is null then
      perform private.refuse_late_change(p_old, v_actor, v_now);
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
revoke execute on function private.move_status(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;
grant execute on function private.move_status(public.client_sessions, public.client_sessions) to authenticated;

-- Trigger: parties move a session's time (move_session) or its status, one at a time (ONE_CHANGE_AT_A_TIME 422), and one
-- session's time per request (ONE_AT_A_TIME 422); trusted writers may change anything and derived times follow.
create function private.before_session_update()
returns trigger
language plpgsql
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
begin
  if current_user in ('anon', 'authenticated') then
    if (new.starts_at, new.session_date, new.start_time) is distinct from (old.starts_at, old.session_date, old.start_time) then
      if new.status <> old.status then
        perform private.refuse(422, 'ONE_CHANGE_AT_A_TIME', 'Move a session or change its status, one at a time.');
      end if;
      -- Two sessions moved in one transaction could take their locks crosswise with another such pair, as two bookings could.
      if current_setting('private.booked_in_this_transaction', true) = 'yes' then
        perform private.refuse(422, 'ONE_AT_A_TIME', 'Please move one session per request.');
      end if;
      perform set_config('private.booked_in_this_transaction', 'yes', true);
      return private.move_session(old, new);
    end if;
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

create trigger client_sessions_before_update before update on public.client_sessions
  for each row execute function private.before_session_update();
