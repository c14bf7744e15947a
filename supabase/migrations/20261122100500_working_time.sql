-- Working time: from wall-clock hours in a zone to stretches of real time. All of the time-zone thinking is here.

-- The instants at which a clock in p_zone reads p_local: none in a gap, one as a rule, two (earlier first) in a
-- repeated hour. Postgres itself would silently move a time that does not exist and pick one of two that do.
create function private.local_to_instants(p_local timestamp, p_zone text)
returns timestamptz[]
language sql
stable
set search_path = ''
as $$
  -- The offsets in force safely before and after: local time lies within -12 h to +14 h of UTC.
  with probe as (
    select p_local at time zone 'UTC' as utc
  ), candidate as (
    select distinct utc - ((x at time zone p_zone) - (x at time zone 'UTC')) as instant
    from probe, unnest(array[utc - interval '15 hours', utc + interval '13 hours']) as x
  )
  select coalesce(array_agg(instant order by instant), '{}')
  from candidate
  where instant at time zone p_zone = p_local;
$$;
comment on function private.local_to_instants(timestamp, text) is 'Instants at which a clock in the zone shows this local time: 0, 1 or 2.';
revoke execute on function private.local_to_instants(timestamp, text) from public, anon, authenticated;

-- The instant between p_from and p_to at which p_zone's offset changes from what it is at p_from (to the minute).
-- Both bounds on whole minutes; the offsets at the two ends must differ.
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

-- The working time of a therapist on the local dates p_first to p_last (inclusive), as real time.
--
-- Definition: an instant is working time exactly when a clock in the therapist's zone reads a time within the hours of
-- its day. So an hour that is skipped is not worked, and an hour that is repeated is worked twice; nothing else about
-- clock changes needs to be known anywhere. Hours that touch, also across midnight, form one stretch.
--
-- This is the one place where the sources of working time meet: weekly hours now; one-off changes join here.
create function private.working_time(p_therapist_id uuid, p_zone text, p_first date, p_last date)
returns tstzmultirange
language sql
stable
set search_path = ''
as $$
  with day as (
    select
      d::date as day,
      -- The offsets safely before and after every instant of this local date (as in local_to_instants).
      ((d at time zone 'UTC') - interval '15 hours') as before_day,
      ((d at time zone 'UTC') + interval '37 hours') as after_day
    from generate_series(p_first::timestamp, p_last::timestamp, interval '1 day') as d
  ), shift as (
    select
      day,
      (before_day at time zone p_zone) - (before_day at time zone 'UTC') as offset_before,
      (after_day at time zone p_zone) - (after_day at time zone 'UTC') as offset_after,
      before_day,
      after_day
    from day
  ), hours as (
    select
      s.is_available,
      ((h.day + s.start_time) at time zone 'UTC') as start_utc,
      ((h.day + s.end_time) at time zone 'UTC') as end_utc,
      h.offset_before,
      h.offset_after,
      case when h.offset_before <> h.offset_after
        then private.zone_change_between(p_zone, h.before_day, h.after_day) end as changes_at
    from shift as h
    join public.availability_slots as s
      on s.therapist_id = p_therapist_id and s.day_of_week = extract(dow from h.day)
  ), span as (
    select is_available, tstzrange(start_utc - offset_before, end_utc - offset_before) as during
    from hours where changes_at is null
    union all
    select is_available,
      tstzrange(start_utc - offset_before, end_utc - offset_before) * tstzrange(null, changes_at)
    from hours where changes_at is not null
    union all
    select is_available,
      tstzrange(start_utc - offset_after, end_utc - offset_after) * tstzrange(changes_at, null)
    from hours where changes_at is not null
  )
  select coalesce(range_agg(during) filter (where is_available), '{}')
    - coalesce(range_agg(during) filter (where not is_available), '{}')
  from span;
$$;
revoke execute on function private.working_time(uuid, text, date, date) from public, anon, authenticated;

-- The unbroken stretches of working time that a start in [p_from, p_to) could lie in, whole: each with its true
-- beginning, from which the grid of starts is counted, however long before p_from that was. Looking back begins with
-- one day and widens only while a stretch still touches the edge, so the answer never depends on the window asked for.
-- Round-the-clock hours are taken to begin on 2020-01-01. p_minutes: how far past p_to a stretch must be known.
create function private.stretches(p_therapist_id uuid, p_zone text, p_from timestamptz, p_to timestamptz, p_minutes integer)
returns setof tstzrange
language plpgsql
stable
set search_path = ''
as $$
declare
  c_floor constant date := date '2020-01-01';
  v_last date := ((p_to + make_interval(mins => p_minutes)) at time zone p_zone)::date;
  v_days_back integer := 1;
  v_first date;
  v_work tstzmultirange;
begin
  loop
    v_first := greatest(c_floor, (p_from at time zone p_zone)::date - v_days_back);
    v_work := private.working_time(p_therapist_id, p_zone, v_first, v_last);
    exit when v_first = c_floor or not exists (
      select 1 from unnest(v_work) as r
      where r && tstzrange(p_from, p_to, '[]') and (lower(r) at time zone p_zone)::date <= v_first);
    v_days_back := v_days_back * 8;
  end loop;
  return query
    select r from unnest(v_work) as r where r && tstzrange(p_from, p_to, '[]');
end;
$$;
revoke execute on function private.stretches(uuid, text, timestamptz, timestamptz, integer) from public, anon, authenticated;
