-- Taking a time: what booking, booking for a client and moving a session have in common.

-- Wall clock and instant of one start. Given starts_at, or session_date + start_time in p_zone (the first of two
-- instants in a repeated hour). Refuses INVALID_TIME 422 (neither, or two that disagree) and NONEXISTENT_LOCAL_TIME
-- 422 (a time that the clocks skip).
create function private.resolve_start(p_starts_at timestamptz, p_date date, p_time time, p_zone text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_instants timestamptz[];
begin
  if p_starts_at is null and (p_date is null or p_time is null) then
    perform private.refuse(422, 'INVALID_TIME', 'Say when the session starts: starts_at, or session_date and start_time.');
  end if;
  if p_date is null or p_time is null then
    return p_starts_at;
  end if;
  v_instants := private.local_to_instants(p_date + p_time, p_zone);
  if cardinality(v_instants) = 0 then
    perform private.refuse(422, 'NONEXISTENT_LOCAL_TIME',
      format('The clocks in %s skip %s on %s. Please choose another time.', p_zone, to_char(p_time, 'HH24:MI'), p_date));
  end if;
  if p_starts_at is not null and not p_starts_at = any (v_instants) then
    perform private.refuse(422, 'INVALID_TIME', 'The two ways in which the start is given do not agree.');
  end if;
  return coalesce(p_starts_at, v_instants[1]);
end;
$$;
revoke execute on function private.resolve_start(timestamptz, date, time, text) from public, anon, authenticated;

-- The columns that follow from starts_at, duration_minutes and time_zone.
create function private.with_derived_times(p_session public.client_sessions)
returns public.client_sessions
language plpgsql
stable
set search_path = ''
as $$
begin
  p_session.ends_at := p_session.starts_at + make_interval(mins => p_session.duration_minutes);
  p_session.session_date := (p_session.starts_at at time zone p_session.time_zone)::date;
  p_session.start_time := (p_session.starts_at at time zone p_session.time_zone)::time;
  return p_session;
end;
$$;
revoke execute on function private.with_derived_times(public.client_sessions) from public, anon, authenticated;
grant execute on function private.with_derived_times(public.client_sessions) to service_role;

-- Cancels expired holds of this therapist or client that stand in the way of a span of time. They still count for the
-- exclusion constraints, whose predicate cannot look at the clock. Never waits for a row while it holds the locks of
-- people: a change of a session goes from its row to those locks, and the two would meet crosswise. A hold that somebody
-- is working on is tried again for a fifth of a second; if it is still theirs then, it counts as taken.
create function private.free_expired_holds(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_expired uuid[];
  v_freed integer;
begin
  for v_try in 1 .. 10 loop
    select array_agg(s.id) into v_expired
    from public.client_sessions as s
    where (s.therapist_id = p_therapist_id or s.client_id = p_client_id)
      and s.during && p_during
      and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now;
    exit when v_expired is null;
    with mine as (
      select s.id from public.client_sessions as s where s.id = any (v_expired)
        and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now
      for update skip locked
    )
    update public.client_sessions as s
    set status = 'cancelled', cancellation_reason = 'hold_expired', cancelled_at = p_now, cancelled_by = 'system'
    from mine where s.id = mine.id;
    get diagnostics v_freed = row_count;
    exit when v_freed = cardinality(v_expired);
    perform pg_sleep(0.02);
  end loop;
end;
$$;
revoke execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz)
  from public, anon, authenticated;
grant execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz) to service_role;

-- True when a live row of this therapist or client other than p_ignore stands in a span of time, expired hold or not: what
-- the exclusion constraints would say.
create function private.is_held(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_ignore uuid default null)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select exists (
        select 1 from public.client_sessions as s
        where (s.therapist_id = p_therapist_id or s.client_id = p_client_id) and s.id is distinct from p_ignore
          and s.during && p_during and s.status in ('scheduled', 'confirmed', 'in_progress')));
end;
$$;
revoke execute on function private.is_held(uuid, uuid, tstzrange, uuid) from public, anon, authenticated;
grant execute on function private.is_held(uuid, uuid, tstzrange, uuid) to service_role;
