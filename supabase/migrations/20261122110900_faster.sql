-- The slot rule again, word for word, in plpgsql: a function in SQL that sets its search path is planned anew at each call,
-- and planning took most of the time of a list. plpgsql keeps its plans for as long as a connection lives.

-- See 20261122110000_overrides.sql.
create or replace function private.local_hours(p_therapist_id uuid, p_first date, p_last date)
returns tsmultirange
language plpgsql
stable
set search_path = ''
as $$
declare
  v_hours tsmultirange;
  v_extra tsmultirange;
  v_off tsmultirange;
begin
  with weekly as (
    -- Merged once per weekday, as times of an arbitrary day, before it is repeated for each date.
    select s.day_of_week,
      coalesce(range_agg(tsrange(date '2000-01-01' + s.start_time, date '2000-01-01' + s.end_time))
        filter (where s.is_available), '{}')
      - coalesce(range_agg(tsrange(date '2000-01-01' + s.start_time, date '2000-01-01' + s.end_time))
        filter (where not s.is_available), '{}') as hours
    from public.availability_slots as s
    where s.therapist_id = p_therapist_id
    group by s.day_of_week
  )
  select coalesce(range_agg(tsrange(
    d + (lower(h) - timestamp '2000-01-01'), d + (upper(h) - timestamp '2000-01-01'))), '{}')
  into v_hours
  from weekly as w
  cross join unnest(w.hours) as h
  -- The first such weekday from p_first on, and every seventh day after it.
  cross join lateral generate_series(
    (p_first + ((w.day_of_week - extract(dow from p_first)::integer + 7) % 7))::timestamp, p_last::timestamp, interval '7 days') as d;

  select range_agg(c.hours) filter (where c.is_available), range_agg(c.hours) filter (where not c.is_available)
  into v_extra, v_off
  from (
    select o.is_available, tsrange(d + coalesce(o.start_time, time '00:00'), d + coalesce(o.end_time, time '24:00')) as hours
    from public.availability_overrides as o
    cross join lateral generate_series(
      greatest(o.starts_on, p_first)::timestamp, least(o.ends_on, p_last)::timestamp, interval '1 day') as d
    where o.therapist_id = p_therapist_id and o.ends_on >= p_first and o.starts_on <= p_last
  ) as c;
  return v_hours + coalesce(v_extra, '{}') - coalesce(v_off, '{}');
end;
$$;

-- See 20261122100600_slot_rule.sql, as the next one.
create or replace function private.busy_time(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(range_agg(tstzrange(
        s.starts_at - make_interval(mins => s.buffer_before_minutes),
        s.ends_at + make_interval(mins => s.buffer_after_minutes))), '{}')
    from public.client_sessions as s
    where s.therapist_id = p_therapist_id
      and s.during && tstzrange(p_from - interval '240 minutes', p_to + interval '240 minutes')
      and s.status in ('scheduled', 'confirmed', 'in_progress')
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
      and s.id is distinct from p_ignore);
end;
$$;

create or replace function private.client_busy_time(
  p_client_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_client_id is null then
    return '{}';
  end if;
  return (
    select coalesce(range_agg(s.during), '{}')
    from public.client_sessions as s
    where s.client_id = p_client_id
      and s.during && tstzrange(p_from, p_to)
      and s.status in ('scheduled', 'confirmed', 'in_progress')
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
      and s.id is distinct from p_ignore);
end;
$$;

-- See 20261122110200_slot_terms.sql, as those that follow.
create or replace function private.full_days(
  p_therapist_id uuid, p_zone text, p_max integer, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns date[]
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_max is null then
    return '{}';
  end if;
  return (
    select coalesce(array_agg(d.day), '{}')
    from (
      select (s.starts_at at time zone p_zone)::date as day
      from public.client_sessions as s
      where s.therapist_id = p_therapist_id
        and s.starts_at between p_from - interval '2 days' and p_to + interval '2 days'
        and s.status not in ('cancelled')
        and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                 and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
        and s.id is distinct from p_ignore
      group by 1
      having count(*) >= p_max
    ) as d);
end;
$$;

create or replace function private.session_type_meant(p_therapist_id uuid, p_type_id uuid, p_type_name text, p_minutes integer)
returns public.session_types
language plpgsql
stable
set search_path = ''
as $$
declare
  v_type public.session_types;
begin
  select t.* into v_type
  from public.session_types as t
  where t.therapist_id = p_therapist_id and t.is_active
    and (p_type_id is null or t.id = p_type_id)
    and (p_type_id is not null or p_type_name is null or lower(t.name) = lower(p_type_name))
  order by (p_minutes is null or p_minutes = any (t.durations)) desc, t.first_visit_only, t.position, t.name, t.id
  limit 1;
  return v_type;
end;
$$;

create or replace function private.offers_duration(p_profile public.therapist_profiles, p_minutes integer)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return p_minutes = p_profile.default_duration_minutes or p_minutes = any (p_profile.session_durations);
end;
$$;

create or replace function private.client_asked(p_ignore uuid)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_ignore is null then
    return (select auth.uid());
  end if;
  return (select s.client_id from public.client_sessions as s where s.id = p_ignore);
end;
$$;

-- See 20261122110300_slot_api_on_terms.sql: what the API calls, likewise.
create or replace function public.get_available_slots(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_duration_minutes integer default null,
  p_ignore_session_id uuid default null, p_session_type_id uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    select * from private.list_slots(p_therapist_id, p_from, p_to, p_duration_minutes, p_ignore_session_id, p_session_type_id);
end;
$$;

create or replace function public.explain_slot(
  p_therapist_id uuid, p_starts_at timestamptz, p_duration_minutes integer default null,
  p_session_type_id uuid default null, p_ignore_session_id uuid default null)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return private.explain(p_therapist_id, p_starts_at, p_duration_minutes, p_session_type_id, p_ignore_session_id);
end;
$$;

-- And what every booking calls: the same again.
create or replace function private.lock_person(p_kind text, p_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_kind || ':' || p_id::text, 0));
end;
$$;

create or replace function private.is_held(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_ignore uuid default null)
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

create or replace function private.has_visited(p_therapist_id uuid, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select exists (
        select 1 from public.client_sessions as s
        where s.therapist_id = p_therapist_id and s.client_id = p_client_id and s.id is distinct from p_ignore
          and s.status in ('scheduled', 'confirmed', 'in_progress', 'completed')
          and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
                   and s.hold_expires_at is not null and s.hold_expires_at <= p_now)));
end;
$$;

create or replace function private.announce_availability(p_therapist_id uuid, p_from timestamptz, p_to timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('therapist_id', p_therapist_id, 'from', p_from, 'to', p_to),
    'availability_changed', 'availability:' || p_therapist_id::text, true);
end;
$$;

create or replace function private.session_price(p_hourly_rate numeric, p_minutes integer, p_currency text)
returns numeric
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    select round(p_hourly_rate * p_minutes / 60, private.currency_digits(p_currency))::numeric(10, 2));
end;
$$;
