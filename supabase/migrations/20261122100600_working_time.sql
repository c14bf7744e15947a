-- Working time: a therapist's wall-clock hours as stretches of real time. Internal functions.

-- A therapist's hours on the local dates p_first to p_last (inclusive) as wall-clock time: weekly hours, minus the rows with
-- is_available = false, plus extra hours, minus time off (which therefore always wins). The only place that combines them.
create function private.local_hours(p_therapist_id uuid, p_first date, p_last date)
returns tsmultirange
language plpgsql
stable
set search_path = ''
as $$
declare
  v_hours tsmultirange;
  v_closed tsmultirange;
  v_extra tsmultirange;
  v_off tsmultirange;
begin
  select range_agg(c.hours) filter (where c.is_weekly and c.is_available), range_agg(c.hours) filter (where c.is_weekly and not c.is_available),
    range_agg(c.hours) filter (where not c.is_weekly and c.is_available), range_agg(c.hours) filter (where not c.is_weekly and not c.is_available)
  into v_hours, v_closed, v_extra, v_off
  from (
    -- Each weekly row falls on the first such weekday from p_first on, and on every seventh day after it.
    select true as is_weekly, s.is_available, tsrange(d + s.start_time, d + s.end_time) as hours
    from public.availability_slots as s
    cross join lateral generate_series(
      (p_first + ((s.day_of_week - extract(dow from p_first)::integer + 7) % 7))::timestamp, p_last::timestamp, interval '7 days') as d
    where s.therapist_id = p_therapist_id
    union all
    select false, o.is_available, tsrange(d + coalesce(o.start_time, time '00:00'), d + coalesce(o.end_time, time '24:00'))
    from public.availability_overrides as o
    cross join lateral generate_series(
      greatest(o.starts_on, p_first)::timestamp, least(o.ends_on, p_last)::timestamp, interval '1 day') as d
    where o.therapist_id = p_therapist_id and o.ends_on >= p_first and o.starts_on <= p_last
  ) as c;
  return coalesce(v_hours, '{}') - coalesce(v_closed, '{}') + coalesce(v_extra, '{}') - coalesce(v_off, '{}');
end;
$$;
revoke execute on function private.local_hours(uuid, date, date) from public, anon, authenticated;

-- The working time of a therapist on the local dates p_first to p_last (inclusive), as real time.
--
-- Definition: an instant is working time exactly when a clock in the therapist's zone reads a time within that day's hours.
-- So a skipped hour is not worked and a repeated hour is worked twice; clock changes need no other rule anywhere. Hours that
-- touch, also across midnight, form one stretch.
create function private.working_time(p_therapist_id uuid, p_zone text, p_first date, p_last date)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
declare
  v_hours constant tsmultirange := private.local_hours(p_therapist_id, p_first, p_last);
  -- Before the first and after the last local date in every zone (UTC-12 to UTC+14), with hours to spare.
  v_begin constant timestamptz := (p_first::timestamp at time zone 'UTC') - interval '15 hours';
  v_end constant timestamptz := (p_last::timestamp at time zone 'UTC') + interval '37 hours';
  v_offset interval := (v_begin at time zone p_zone) - (v_begin at time zone 'UTC');
  v_from timestamptz := '-infinity';
  v_to timestamptz;
  v_probe timestamptz;
  v_next timestamptz := v_begin;
  v_result tstzmultirange := '{}';
begin
  -- Between two changes of the offset, local time is real time plus a constant. No zone changes twice in a week, so
  -- comparing the offsets of each week's two ends finds every change.
  loop
    loop
      v_probe := v_next;
      v_next := least(v_next + interval '7 days', v_end);
      exit when v_probe >= v_end or (v_next at time zone p_zone) - (v_next at time zone 'UTC') <> v_offset;
    end loop;
    v_to := case when v_probe >= v_end then 'infinity' else private.zone_change_between(p_zone, v_probe, v_next) end;
    v_result := v_result + coalesce((
      select range_agg(tstzrange((lower(h) at time zone 'UTC') - v_offset, (upper(h) at time zone 'UTC') - v_offset)
        * tstzrange(v_from, v_to))
      from unnest(v_hours) as h), '{}');
    exit when v_to = 'infinity';
    v_from := v_to;
    v_next := v_to;
    v_offset := (v_to at time zone p_zone) - (v_to at time zone 'UTC');
  end loop;
  return v_result;
end;
$$;
revoke execute on function private.working_time(uuid, text, date, date) from public, anon, authenticated;

-- The unbroken stretches of working time in which a start in [p_from, p_to) can lie. Each is returned whole: the grid of
-- starts is counted from its beginning, even when that is long before p_from. So it looks back one day, and further while a
-- stretch still reaches the first day; the answer does not depend on the range asked for. Hours around the clock count as
-- beginning on 2020-01-01. p_minutes: how many minutes after p_to must be known.
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
revoke execute on function private.stretches(uuid, text, timestamptz, timestamptz, integer)
  from public, anon, authenticated;
