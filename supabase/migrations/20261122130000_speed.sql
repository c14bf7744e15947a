-- The slot rule for less: free starts are worked out per free piece of a stretch, not tested one by one; small helpers are
-- plpgsql, whose plans outlive the call; and what people call plans once a connection (force_generic_plan), where planning for
-- each new month took as long as answering. What any of them says is as before.

create or replace function private.open_starts(
  p_terms private.slot_terms, p_from timestamptz, p_to timestamptz, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns setof timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length constant interval := make_interval(mins => p_terms.minutes);
  v_step constant interval := make_interval(mins => p_terms.step_minutes);
  v_before constant interval := make_interval(mins => p_terms.before_minutes);
  v_after constant interval := make_interval(mins => p_terms.after_minutes);
  v_from constant timestamptz := greatest(p_from, p_now + make_interval(mins => p_terms.notice_minutes));
  -- p_to is exclusive, the end of the booking window inclusive.
  v_latest constant timestamptz := p_now + make_interval(hours => 24 * p_terms.window_days);
  v_to constant timestamptz := least(p_to, v_latest + interval '1 microsecond');
  v_last constant timestamptz := v_to - interval '1 microsecond';
  v_blocked tstzmultirange;
  v_full date[];
begin
  if v_from >= v_to or not p_terms.accepting or not p_terms.offered
     or (p_terms.first_visit_only and private.has_visited(p_terms.therapist_id, p_client_id, p_ignore, p_now)) then
    return;
  end if;

  -- Starts that would meet a session: open at both ends, for to end when the other begins is no meeting.
  select coalesce(range_agg(b.starts), '{}') into v_blocked
  from (
    select tstzrange(lower(r) - v_length - v_after, upper(r) + v_before, '()') as starts
    from unnest(private.busy_time(p_terms.therapist_id, v_from - v_before, v_to + v_length + v_after, p_ignore, p_now)) as r
    union all
    select tstzrange(lower(r) - v_length, upper(r), '()')
    from unnest(private.client_busy_time(p_client_id, v_from, v_to + v_length, p_ignore, p_now)) as r
  ) as b;
  v_full := private.full_days(p_terms.therapist_id, p_terms.time_zone, p_terms.max_per_day, v_from, v_to, p_ignore, p_now);

  return query
    select c.start_at
    from (
      select lower(s) as origin, greatest(lower(s), v_from) as first, least(upper(s) - v_length, v_last) as last
      from private.stretches(p_terms.therapist_id, p_terms.time_zone, v_from, v_to, p_terms.minutes) as s
    ) as w
    cross join lateral unnest(
      case when w.first <= w.last then tstzmultirange(tstzrange(w.first, w.last, '[]')) - v_blocked end) as p (piece)
    -- The grid point at or after the beginning of each piece, and on from there.
    cross join lateral generate_series(
      w.origin + v_step * ceil(extract(epoch from lower(p.piece) - w.origin) / (60 * p_terms.step_minutes))::integer,
      upper(p.piece), v_step) as c (start_at)
    where v_full = '{}' or not (c.start_at at time zone p_terms.time_zone)::date = any (v_full)
    order by c.start_at;
end;
$$;

create or replace function private.local_hours(p_therapist_id uuid, p_first date, p_last date)
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
  -- On the first such weekday from p_first on, and every seventh day after it.
  select range_agg(tsrange(d + s.start_time, d + s.end_time)) filter (where s.is_available),
    range_agg(tsrange(d + s.start_time, d + s.end_time)) filter (where not s.is_available)
  into v_hours, v_closed
  from public.availability_slots as s
  cross join lateral generate_series(
    (p_first + ((s.day_of_week - extract(dow from p_first)::integer + 7) % 7))::timestamp, p_last::timestamp, interval '7 days') as d
  where s.therapist_id = p_therapist_id;

  select range_agg(c.hours) filter (where c.is_available), range_agg(c.hours) filter (where not c.is_available)
  into v_extra, v_off
  from (
    select o.is_available, tsrange(d + coalesce(o.start_time, time '00:00'), d + coalesce(o.end_time, time '24:00')) as hours
    from public.availability_overrides as o
    cross join lateral generate_series(
      greatest(o.starts_on, p_first)::timestamp, least(o.ends_on, p_last)::timestamp, interval '1 day') as d
    where o.therapist_id = p_therapist_id and o.ends_on >= p_first and o.starts_on <= p_last
  ) as c;
  return coalesce(v_hours, '{}') - coalesce(v_closed, '{}') + coalesce(v_extra, '{}') - coalesce(v_off, '{}');
end;
$$;


create or replace function private.currency_digits(p_currency text)
returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF',
                                  'VND', 'VUV', 'XAF', 'XOF', 'XPF')
              then 0 else 2 end;
end;
$$;

create or replace function private.clean_text(p_text text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return btrim(
    regexp_replace(
      replace(p_text, E'\r\n', E'\n'),
      '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]', '', 'g'),
    E' \t\n');
end;
$$;

create or replace function private.clean_line(p_text text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return btrim(regexp_replace(private.clean_text(p_text), '\s+', ' ', 'g'));
end;
$$;

create or replace function private.actor_in(p_session public.client_sessions)
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

create or replace function private.session_price(p_hourly_rate numeric, p_minutes integer, p_currency text)
returns numeric
language plpgsql
immutable
set search_path = ''
as $$
begin
  return round(p_hourly_rate * p_minutes / 60, private.currency_digits(p_currency))::numeric(10, 2);
end;
$$;

alter function private.list_slots(uuid, timestamptz, timestamptz, integer, uuid, uuid) set plan_cache_mode = force_generic_plan;
alter function private.explain(uuid, timestamptz, integer, uuid, uuid) set plan_cache_mode = force_generic_plan;
alter function private.search_therapists(text, integer, integer) set plan_cache_mode = force_generic_plan;
alter function private.before_session_insert() set plan_cache_mode = force_generic_plan;
alter function private.before_session_update() set plan_cache_mode = force_generic_plan;
