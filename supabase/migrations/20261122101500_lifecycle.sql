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

-- Rescheduling: an update of the same session. Its id, payment, price and history stay with it.

-- The start asked for by an update that changed starts_at, or session_date and start_time (read in the session's own zone).
-- Refuses as resolve_start.
create function private.moved_start(p_old public.client_sessions, p_new public.client_sessions)
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
revoke execute on function private.moved_start(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;

-- A session moved by one of its parties. The same rule as booking, looking past the session itself, on its frozen terms;
-- the price stays as agreed. A client keeps to the notice and the booking window, a therapist need not. Refuses
-- INVALID_TRANSITION 409 (not scheduled or confirmed), HOLD_EXPIRED 409, TOO_LATE_TO_CHANGE 422, and as the slot rule.
-- Security definer: reads sessions of others to know what is free, and frees their expired holds.
-- The session's row is locked already; then people, as everywhere.
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
  v_starts_at constant timestamptz := private.moved_start(p_old, p_new);
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
  if v_code is null and private.is_held(p_old.therapist_id, p_old.client_id, v_during, p_old.id) then
    v_code := 'SLOT_TAKEN';
  end if;
  if v_code is not null then
    perform private.refuse_slot(v_code, v_terms, v_starts_at, p_old.client_id, v_now);
  end if;

  p_old.starts_at := v_starts_at;
  p_old.is_outside_hours := false;
  return private.with_derived_times(p_old);
end;
$$;
revoke execute on function private.move_session(public.client_sessions, public.client_sessions)
  from public, anon, authenticated;
grant execute on function private.move_session(public.client_sessions, public.client_sessions) to authenticated;
