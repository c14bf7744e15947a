-- The slot rule: which starts can be booked. Listing, explaining, suggesting, booking and moving all ask it. Internal
-- functions.

-- THE RULE. Every start in [p_from, p_to) that can be booked at p_now, in order, as whole seconds since 1970-01-01 00:00 UTC. A
-- start can be booked when all of this is true:
--   * it is on the grid: a multiple of step_minutes after the beginning of its unbroken stretch of working time (a booking
--     removes starts and never shifts the grid);
--   * the session ends within that stretch (its buffers may reach past it);
--   * the session with its buffers overlaps no other session with its buffers;
--   * the day, in the therapist's zone, is not full;
--   * the client, if there is one, has no other session then;
--   * it keeps the notice and the booking window, to the second.
-- Empty when the therapist takes no bookings, or does not offer this duration, or this type to this client.
-- Working time is in whole seconds, and so is every start. Computed in integers, and for each free piece of a stretch: a month has
-- hundreds of starts, and comparing each of them with every session, or as timestamps, was most of a list's time.
create function private.open_start_seconds(
  p_terms private.slot_terms, p_from timestamptz, p_to timestamptz, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns bigint[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length constant interval := make_interval(mins => p_terms.minutes);
  v_before constant interval := make_interval(mins => p_terms.before_minutes);
  v_after constant interval := make_interval(mins => p_terms.after_minutes);
  v_zone constant text := p_terms.time_zone;
  v_seconds constant bigint := 60 * p_terms.minutes::bigint;
  v_step constant bigint := p_terms.step_minutes * 60;
  v_from constant timestamptz := greatest(p_from, p_now + make_interval(mins => p_terms.notice_minutes));
  -- p_to is exclusive, the end of the booking window is inclusive.
  v_latest constant timestamptz := p_now + make_interval(hours => 24 * p_terms.window_days);
  v_to constant timestamptz := least(p_to, v_latest + interval '1 microsecond');
  v_first bigint;
  v_end bigint;
  v_blocked int8multirange;
  v_full date[];
begin
  if v_from >= v_to or not p_terms.accepting or not p_terms.offered
     or (p_terms.first_visit_only and private.has_visited(p_terms.therapist_id, p_client_id, p_ignore, p_now)) then
    return '{}';
  end if;
  v_first := ceil(date_part('epoch', v_from));
  v_end := ceil(date_part('epoch', v_to));

  -- Starts at which the session would overlap another. Touching sessions do not conflict, so neither bound is blocked.
  select coalesce(range_agg(int8range(floor(date_part('epoch', b.after))::bigint + 1, ceil(date_part('epoch', b.until))::bigint)), '{}')
  into v_blocked
  from (
    select lower(r) - v_length - v_after as after, upper(r) + v_before as until
    from unnest(private.busy_time(p_terms.therapist_id, v_from - v_before, v_to + v_length + v_after, p_ignore, p_now)) as r
    union all
    select lower(r) - v_length, upper(r)
    from unnest(private.client_busy_time(p_client_id, v_from, v_to + v_length, p_ignore, p_now)) as r
  ) as b;
  v_full := private.full_days(p_terms.therapist_id, v_zone, p_terms.max_per_day, v_from, v_to, p_ignore, p_now);

  return array(
    select c.start_at
    from (
      select s.origin, greatest(s.origin, v_first) as first, least(s.last_end - v_seconds + 1, v_end) as until
      from (
        select date_part('epoch', lower(r))::bigint as origin, date_part('epoch', upper(r))::bigint as last_end
        from private.stretches(p_terms.therapist_id, v_zone, v_from, v_to, p_terms.minutes) as r
        offset 0
      ) as s
    ) as w
    cross join lateral unnest(case when w.first < w.until then int8multirange(int8range(w.first, w.until)) - v_blocked end) as p (piece)
    -- From the first grid point in each piece, in steps.
    cross join lateral generate_series(
      w.origin + (lower(p.piece) - w.origin + v_step - 1) / v_step * v_step, upper(p.piece) - 1, v_step) as c (start_at)
    where v_full = '{}' or not (to_timestamp(c.start_at) at time zone v_zone)::date = any (v_full)
    order by c.start_at);
end;
$$;
revoke execute on function private.open_start_seconds(private.slot_terms, timestamptz, timestamptz, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- The same starts as instants.
create function private.open_starts(
  p_terms private.slot_terms, p_from timestamptz, p_to timestamptz, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns setof timestamptz
language sql
stable
set search_path = ''
as $$
  select to_timestamp(s) from unnest(private.open_start_seconds(p_terms, p_from, p_to, p_client_id, p_ignore, p_now)) as s;
$$;
revoke execute on function private.open_starts(private.slot_terms, timestamptz, timestamptz, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- The reason code why a start cannot be booked, or null when it can. open_start_seconds decides; the rest only finds the reason, the
-- first that applies of: NOT_ACCEPTING_CLIENTS, INVALID_DURATION, NOT_FIRST_VISIT, IN_THE_PAST, TOO_SOON, TOO_FAR_AHEAD,
-- OUTSIDE_WORKING_HOURS (also for a start that is not on the grid), SLOT_TAKEN, DAY_FULL, CLIENT_BUSY.
create function private.slot_refusal(
  p_terms private.slot_terms, p_starts_at timestamptz, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length constant interval := make_interval(mins => p_terms.minutes);
begin
  if private.open_start_seconds(p_terms, p_starts_at, p_starts_at + interval '1 microsecond', p_client_id, p_ignore, p_now) <> '{}' then
    return null;
  end if;
  if not p_terms.accepting then return 'NOT_ACCEPTING_CLIENTS'; end if;
  if not p_terms.offered then return 'INVALID_DURATION'; end if;
  if p_terms.first_visit_only and private.has_visited(p_terms.therapist_id, p_client_id, p_ignore, p_now) then
    return 'NOT_FIRST_VISIT';
  end if;
  if p_starts_at < p_now then return 'IN_THE_PAST'; end if;
  if p_starts_at < p_now + make_interval(mins => p_terms.notice_minutes) then return 'TOO_SOON'; end if;
  if p_starts_at > p_now + make_interval(hours => 24 * p_terms.window_days) then return 'TOO_FAR_AHEAD'; end if;
  if not exists (
      select 1
      from private.stretches(p_terms.therapist_id, p_terms.time_zone, p_starts_at, p_starts_at, p_terms.minutes) as w (stretch)
      where stretch @> tstzrange(p_starts_at, p_starts_at + v_length)
        and extract(epoch from p_starts_at - lower(stretch))::numeric % (60 * p_terms.step_minutes) = 0) then
    return 'OUTSIDE_WORKING_HOURS';
  end if;
  if private.busy_time(p_terms.therapist_id, p_starts_at - interval '240 minutes', p_starts_at + v_length + interval '240 minutes',
      p_ignore, p_now)
     && tstzrange(p_starts_at - make_interval(mins => p_terms.before_minutes),
                  p_starts_at + v_length + make_interval(mins => p_terms.after_minutes)) then
    return 'SLOT_TAKEN';
  end if;
  if (p_starts_at at time zone p_terms.time_zone)::date = any (private.full_days(
      p_terms.therapist_id, p_terms.time_zone, p_terms.max_per_day, p_starts_at, p_starts_at, p_ignore, p_now)) then
    return 'DAY_FULL';
  end if;
  return 'CLIENT_BUSY';
end;
$$;
revoke execute on function private.slot_refusal(private.slot_terms, timestamptz, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- The sentence for people that goes with a refusal of the slot rule.
create function private.refusal_message(p_code text, p_terms private.slot_terms)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case p_code
    when 'NOT_ACCEPTING_CLIENTS' then format('%s is not taking bookings at the moment.', p_terms.full_name)
    when 'INVALID_DURATION' then format('%s does not offer sessions of that length.', p_terms.full_name)
    when 'NOT_FIRST_VISIT' then format('“%s” is for a first visit only.', p_terms.session_type)
    when 'IN_THE_PAST' then 'That time has already passed.'
    when 'TOO_SOON' then format('%s needs at least %s minutes'' notice.', p_terms.full_name, p_terms.notice_minutes)
    when 'TOO_FAR_AHEAD' then format('%s can be booked up to %s days ahead.', p_terms.full_name, p_terms.window_days)
    when 'OUTSIDE_WORKING_HOURS' then format('%s does not offer a session that starts then.', p_terms.full_name)
    when 'SLOT_TAKEN' then 'Somebody else has just booked this time.'
    when 'DAY_FULL' then format('%s has no more sessions on that day.', p_terms.full_name)
    when 'CLIENT_BUSY' then 'You have another session at this time.'
    else 'This time cannot be booked.'
  end;
end;
$$;
revoke execute on function private.refusal_message(text, private.slot_terms) from public, anon, authenticated;

-- Refuses with a code of slot_refusal; always raises. SLOT_TAKEN, DAY_FULL and CLIENT_BUSY are 409 and bring up to three other
-- starts that can be booked now (details.alternatives, ISO 8601); all others are 422.
create function private.refuse_slot(
  p_code text, p_terms private.slot_terms, p_starts_at timestamptz, p_client_id uuid, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if p_code in ('SLOT_TAKEN', 'DAY_FULL', 'CLIENT_BUSY') then
    perform private.refuse(409, p_code, private.refusal_message(p_code, p_terms), jsonb_build_object('alternatives',
      array(select s from private.nearest_starts(p_terms, p_starts_at, p_client_id, 3, p_now) as s)));
  end if;
  perform private.refuse(422, p_code, private.refusal_message(p_code, p_terms));
end;
$$;
revoke execute on function private.refuse_slot(text, private.slot_terms, timestamptz, uuid, timestamptz)
  from public, anon, authenticated;

-- True when p_during lies within one stretch of working time.
create function private.is_within_hours(p_terms private.slot_terms, p_during tstzrange)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select 1 from private.stretches(p_terms.therapist_id, p_terms.time_zone, lower(p_during), lower(p_during), p_terms.minutes) as w (stretch)
    where stretch @> p_during);
$$;
revoke execute on function private.is_within_hours(private.slot_terms, tstzrange) from public, anon, authenticated;



-- At most p_limit bookable starts near p_starts_at, nearest first, from a week before it to 31 days after it (counted from
-- p_now if it has passed). One of them, if possible, is at the same time on the same weekday of a later week, which often
-- suits best. Looks at the nearest day first, to be fast when many people want the same time.
create function private.nearest_starts(
  p_terms private.slot_terms, p_starts_at timestamptz, p_client_id uuid, p_limit integer, p_now timestamptz)
returns setof timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_base constant timestamptz := greatest(p_starts_at, p_now);
  v_local constant timestamp := p_starts_at at time zone p_terms.time_zone;
  v_habitual timestamptz;
  v_near timestamptz[];
  v_week integer := 1;
begin
  if p_starts_at is null or not isfinite(p_starts_at) or coalesce(p_limit, 0) <= 0 then
    return;
  end if;

  -- The first week in which that weekday and time is still ahead.
  v_week := greatest(1, ceil(extract(epoch from p_now - p_starts_at) / (7 * 86400))::integer);
  while v_habitual is null and v_local + make_interval(days => 7 * v_week) < (v_base at time zone p_terms.time_zone) + interval '31 days' loop
    select min(i) into v_habitual
    from unnest(private.local_to_instants(v_local + make_interval(days => 7 * v_week), p_terms.time_zone)) as i
    where private.open_start_seconds(p_terms, i, i + interval '1 microsecond', p_client_id, null, p_now) <> '{}';
    v_week := v_week + 1;
  end loop;

  -- First within one day of it; only if that is not enough, in the whole range.
  foreach v_near slice 1 in array array[[v_base - interval '1 day', v_base + interval '1 day'], [v_base - interval '7 days', v_base + interval '31 days']] loop
    v_near := array(
      select s from private.open_starts(p_terms, v_near[1], v_near[2], p_client_id, null, p_now) as s
      where s <> p_starts_at and s is distinct from v_habitual
      order by abs(extract(epoch from s - p_starts_at)), s
      limit p_limit - (v_habitual is not null)::integer);
    exit when cardinality(v_near) >= p_limit - (v_habitual is not null)::integer;
  end loop;

  return query
    select s from unnest(v_near || v_habitual) as s
    where s is not null
    order by abs(extract(epoch from s - p_starts_at)), s
    limit p_limit;
end;
$$;
revoke execute on function private.nearest_starts(private.slot_terms, timestamptz, uuid, integer, timestamptz)
  from public, anon, authenticated;
