-- Wall clock: turning wall-clock times in a zone into instants, and back.

-- The instants at which a clock in p_zone reads p_local, earliest first: usually one; none when the clocks skip this time,
-- two when they repeat it. Postgres alone would silently move a skipped time and pick one of two. Internal.
create function private.local_to_instants(p_local timestamp, p_zone text)
returns timestamptz[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    -- The offsets in force before and after, with an hour to spare: local time is between UTC-12 and UTC+14.
    with probe as (
      select p_local at time zone 'UTC' as utc
    ), candidate as (
      select distinct utc - ((x at time zone p_zone) - (x at time zone 'UTC')) as instant
      from probe, unnest(array[utc - interval '15 hours', utc + interval '13 hours']) as x
    )
    select coalesce(array_agg(instant order by instant), '{}')
    from candidate
    where instant at time zone p_zone = p_local);
end;
$$;
revoke execute on function private.local_to_instants(timestamp, text) from public, anon, authenticated;
comment on function private.local_to_instants(timestamp, text) is 'Instants at which a clock in the zone shows this local time: 0, 1 or 2.';

-- The instant between p_from and p_to at which p_zone's offset from UTC changes, to the minute. Both must be whole minutes,
-- and the offsets at the two must differ. Internal.
create function private.zone_change_between(p_zone text, p_from timestamptz, p_to timestamptz)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_offset interval := (p_from at time zone p_zone) - (p_from at time zone 'UTC');
  v_minutes integer := (extract(epoch from p_to - p_from) / 60)::integer;
  v_low integer := 0;
  v_middle integer;
  v_instant timestamptz;
begin
  while v_minutes - v_low > 1 loop
    v_middle := (v_low + v_minutes) / 2;
    v_instant := p_from + make_interval(mins => v_middle);
    if (v_instant at time zone p_zone) - (v_instant at time zone 'UTC') = v_offset then
      v_low := v_middle;
    else
      v_minutes := v_middle;
    end if;
  end loop;
  return p_from + make_interval(mins => v_minutes);
end;
$$;
revoke execute on function private.zone_change_between(text, timestamptz, timestamptz) from public, anon, authenticated;

-- The instant of a start that was given as p_starts_at, or as p_date and p_time in p_zone (in a repeated hour: the first of
-- the two), or as both. Internal. Refuses INVALID_TIME 422 (neither is given, or they disagree) and
-- NONEXISTENT_LOCAL_TIME 422 (the clocks skip this time).
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

-- The session with ends_at, session_date and start_time worked out from starts_at, duration_minutes and time_zone. For the
-- service role.
create function private.derive_times(p_session public.client_sessions)
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
revoke execute on function private.derive_times(public.client_sessions) from public, anon, authenticated;
grant execute on function private.derive_times(public.client_sessions) to service_role;

