-- The life of a session after booking: changing its status, and moving it to another time.

-- The statuses to which a party may change a session that is p_from. The only place that says so. Signed-in people and the
-- service role may call it.
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

-- A change of status by one of the parties: takes the row before and the row as sent, returns the row to store. The status
-- that a session already has is accepted and changes nothing. For signed-in people, through the trigger. Refuses
-- INVALID_TRANSITION 409 (details: from, to, allowed), and TOO_LATE_TO_CHANGE 422 when the frozen policy no longer lets a
-- client cancel.
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
    -- Only the system may write hold_expired; a person's reason must not look like it.
    p_new.cancellation_reason := nullif(nullif(private.clean_text(p_new.cancellation_reason), ''), 'hold_expired');
  else
    -- Confirmed by hand: the time is the client's, even before it is paid.
    p_new.hold_expires_at := null;
    p_new.cancellation_reason := p_old.cancellation_reason;
  end if;
  return p_new;
end;
$$;
revoke execute on function private.move_status(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;
grant execute on function private.move_status(public.client_sessions, public.client_sessions) to authenticated;

-- Trigger: a party changes a session's time (move_session) or its status (move_status), not both at once
-- (ONE_CHANGE_AT_A_TIME 422), and the time of one session per request (ONE_AT_A_TIME 422). The service role and SQL may
-- change anything; the columns that depend on it are adjusted.
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
      -- Two moves in one transaction could deadlock with two others, as two bookings could (prepare_booking).
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
    return private.derive_times(new);
  end if;
  return new;
end;
$$;
revoke execute on function private.before_session_update() from public, anon, authenticated;
grant execute on function private.before_session_update() to authenticated, service_role;

create trigger client_sessions_before_update before update on public.client_sessions
  for each row execute function private.before_session_update();

-- Rescheduling: an update of the same session. It keeps its id, payment, price and history.

-- The new start of a session whose update changed starts_at, or session_date and start_time (wall clock in the session's own
-- zone), or all of them. Internal. Refuses as resolve_start.
create function private.resolve_new_start(p_old public.client_sessions, p_new public.client_sessions)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_by_clock constant boolean := (p_new.session_date, p_new.start_time) is distinct from (p_old.session_date, p_old.start_time);
  v_by_instant constant boolean := p_new.starts_at is distinct from p_old.starts_at;
begin
  return private.resolve_start(
    case when v_by_instant or not v_by_clock then p_new.starts_at end,
    case when v_by_clock then p_new.session_date end,
    case when v_by_clock then p_new.start_time end,
    p_old.time_zone);
end;
$$;
revoke execute on function private.resolve_new_start(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;

-- A session moved by one of its parties: takes the row before and the row as sent, returns the row to store. The slot rule
-- decides as for a booking, ignoring the session itself; duration, buffers and price stay as agreed. Notice and booking window
-- limit a client, not a therapist. For signed-in people, through the trigger. Refuses 42501 (not a party),
-- INVALID_TRANSITION 409 (not scheduled or confirmed), HOLD_EXPIRED 409, TOO_LATE_TO_CHANGE 422, and as resolve_start and
-- refuse_slot. The update has locked the session's row already; the people are locked next.
-- Security definer: reads the sessions of others to know what is free, and cancels their expired holds.
create function private.move_session(p_old public.client_sessions, p_new public.client_sessions)
returns public.client_sessions
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_actor constant public.session_actor := private.actor_in(p_old);
  v_therapist public.therapist_profiles;
  v_terms private.slot_terms;
  v_starts_at constant timestamptz := private.resolve_new_start(p_old, p_new);
  v_during tstzrange;
  v_now timestamptz;
  v_code text;
begin
  if v_actor = 'system' then
    raise exception using errcode = '42501', message = 'Only its client and its therapist can move a session.';
  end if;
  if p_old.status not in ('scheduled', 'confirmed') then
    perform private.refuse(409, 'INVALID_TRANSITION',
      format('A session that is %s cannot be moved.', replace(p_old.status::text, '_', ' ')),
      jsonb_build_object('from', p_old.status, 'allowed', to_jsonb(private.allowed_statuses(v_actor, p_old.status))));
  end if;
  v_therapist := private.therapist_or_refuse(p_old.therapist_id);
  v_terms := private.terms_of_session(v_therapist, p_old);
  if v_actor = 'therapist' then
    v_terms.notice_minutes := 0;
    v_terms.window_days := 3650;
  end if;
  v_during := tstzrange(v_starts_at, v_starts_at + make_interval(mins => p_old.duration_minutes));

  perform private.lock_person('therapist', p_old.therapist_id);
  if p_old.client_id is not null then
    perform private.lock_person('client', p_old.client_id);
  end if;
  v_now := clock_timestamp();
  if p_old.status = 'scheduled' and p_old.payment_status in ('pending', 'failed') and p_old.hold_expires_at <= v_now then
    perform private.refuse(409, 'HOLD_EXPIRED', 'The time was kept for 15 minutes and has been released.');
  end if;
  perform private.refuse_late_change(p_old, v_actor, v_now);
  perform private.free_expired_holds(p_old.therapist_id, p_old.client_id, v_during, v_now);
  v_code := private.slot_refusal(v_terms, v_starts_at, p_old.client_id, p_old.id, v_now);
  if v_code is null and private.is_taken(p_old.therapist_id, p_old.client_id, v_during, p_old.id) then
    v_code := 'SLOT_TAKEN';
  end if;
  if v_code is not null then
    perform private.refuse_slot(v_code, v_terms, v_starts_at, p_old.client_id, v_now);
  end if;

  p_old.starts_at := v_starts_at;
  p_old.is_outside_hours := false;
  return private.derive_times(p_old);
end;
$$;
revoke execute on function private.move_session(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;
grant execute on function private.move_session(public.client_sessions, public.client_sessions) to authenticated;
