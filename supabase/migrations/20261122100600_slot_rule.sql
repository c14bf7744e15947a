-- The slot rule: which starts can be booked. Listing, explaining, suggesting and inserting all come here.

-- The time in which a therapist cannot begin or continue a session between p_from and p_to: live sessions and live
-- holds, each widened by its own frozen buffers. Buffers of neighbours add up: after one session the therapist gets
-- the buffer after it and then the buffer before the next. One GiST scan. p_ignore: a session being moved.
create function private.busy_time(p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language sql
stable
set search_path = ''
as $$
  select coalesce(range_agg(tstzrange(
      s.starts_at - make_interval(mins => s.buffer_before_minutes),
      s.ends_at + make_interval(mins => s.buffer_after_minutes))), '{}')
  from public.client_sessions as s
  where s.therapist_id = p_therapist_id
    and s.during && tstzrange(p_from - interval '240 minutes', p_to + interval '240 minutes')
    and s.status in ('scheduled', 'confirmed', 'in_progress')
    and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
             and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
    and s.id is distinct from p_ignore;
$$;
revoke execute on function private.busy_time(uuid, timestamptz, timestamptz, uuid, timestamptz) from public, anon, authenticated;

-- The same for a client, without buffers: nobody can be in two sessions at once. Empty for a visitor (null).
create function private.client_busy_time(p_client_id uuid, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns tstzmultirange
language sql
stable
set search_path = ''
as $$
  select coalesce(range_agg(s.during), '{}')
  from public.client_sessions as s
  where s.client_id = p_client_id
    and s.during && tstzrange(p_from, p_to)
    and s.status in ('scheduled', 'confirmed', 'in_progress')
    and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
             and s.hold_expires_at is not null and s.hold_expires_at <= p_now)
    and s.id is distinct from p_ignore;
$$;
revoke execute on function private.client_busy_time(uuid, timestamptz, timestamptz, uuid, timestamptz) from public, anon, authenticated;

-- True when a therapist offers sessions of this length.
create function private.offers_duration(p_profile public.therapist_profiles, p_minutes integer)
returns boolean
language sql
immutable
set search_path = ''
as $$
  select p_minutes = p_profile.default_duration_minutes or p_minutes = any (p_profile.session_durations);
$$;
revoke execute on function private.offers_duration(public.therapist_profiles, integer) from public, anon, authenticated;

-- THE RULE. Every start in [p_from, p_to) that can be booked at p_now, in order.
-- A start lies on a grid of slot_interval_minutes counted from the start of its unbroken stretch of working time (a
-- booking removes starts and never shifts the grid); the session fits the stretch (buffers may reach past its ends);
-- with its buffers it meets no busy time of the therapist; the client, where known, is free; it is neither too soon
-- nor too far ahead, to the second. Empty when the therapist takes no clients or offers no such length.
create function private.open_starts(
  p_profile public.therapist_profiles, p_from timestamptz, p_to timestamptz, p_minutes integer,
  p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns setof timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length constant interval := make_interval(mins => p_minutes);
  v_step constant interval := make_interval(mins => p_profile.slot_interval_minutes);
  v_before constant interval := make_interval(mins => p_profile.buffer_before_minutes);
  v_after constant interval := make_interval(mins => p_profile.buffer_after_minutes);
  v_from constant timestamptz := greatest(p_from, p_now + make_interval(mins => p_profile.min_notice_minutes));
  -- p_to is exclusive, the end of the booking window inclusive.
  v_latest constant timestamptz := p_now + make_interval(hours => 24 * p_profile.booking_window_days);
  v_to constant timestamptz := least(p_to, v_latest + interval '1 microsecond');
  v_busy tstzmultirange;
  v_client_busy tstzmultirange;
begin
  if v_from >= v_to or not p_profile.is_accepting_clients or not private.offers_duration(p_profile, p_minutes) then
    return;
  end if;

  v_busy := private.busy_time(p_profile.id, v_from - v_before, v_to + v_length + v_after, p_ignore, p_now);
  v_client_busy := private.client_busy_time(p_client_id, v_from, v_to + v_length, p_ignore, p_now);

  return query
    select c.start_at
    from private.stretches(p_profile.id, p_profile.time_zone, v_from, v_to, p_minutes) as w (stretch)
    cross join lateral generate_series(
      -- The first grid point at or after v_from.
      lower(w.stretch) + v_step * greatest(0, ceil(
        extract(epoch from v_from - lower(w.stretch)) / (60 * p_profile.slot_interval_minutes)))::integer,
      least(v_to - interval '1 microsecond', upper(w.stretch) - v_length),
      v_step) as c (start_at)
    where not (v_busy && tstzrange(c.start_at - v_before, c.start_at + v_length + v_after))
      and not (v_client_busy && tstzrange(c.start_at, c.start_at + v_length))
    order by c.start_at;
end;
$$;
revoke execute on function private.open_starts(public.therapist_profiles, timestamptz, timestamptz, integer, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- Why a start cannot be booked, or null when it can. The decision is open_starts'; what follows it only explains, and
-- in this order, the first that holds: NOT_ACCEPTING_CLIENTS, INVALID_DURATION, IN_THE_PAST, TOO_SOON, TOO_FAR_AHEAD,
-- OUTSIDE_WORKING_HOURS (also a time between two grid points), SLOT_TAKEN, CLIENT_BUSY.
create function private.slot_refusal(
  p_profile public.therapist_profiles, p_starts_at timestamptz, p_minutes integer,
  p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length constant interval := make_interval(mins => p_minutes);
begin
  if exists (select 1 from private.open_starts(
      p_profile, p_starts_at, p_starts_at + interval '1 microsecond', p_minutes, p_client_id, p_ignore, p_now)) then
    return null;
  end if;
  if not p_profile.is_accepting_clients then return 'NOT_ACCEPTING_CLIENTS'; end if;
  if not private.offers_duration(p_profile, p_minutes) then return 'INVALID_DURATION'; end if;
  if p_starts_at < p_now then return 'IN_THE_PAST'; end if;
  if p_starts_at < p_now + make_interval(mins => p_profile.min_notice_minutes) then return 'TOO_SOON'; end if;
  if p_starts_at > p_now + make_interval(hours => 24 * p_profile.booking_window_days) then return 'TOO_FAR_AHEAD'; end if;
  if not exists (
      select 1
      from private.stretches(p_profile.id, p_profile.time_zone, p_starts_at, p_starts_at, p_minutes) as w (stretch)
      where stretch @> tstzrange(p_starts_at, p_starts_at + v_length)
        and extract(epoch from p_starts_at - lower(stretch))::numeric % (60 * p_profile.slot_interval_minutes) = 0) then
    return 'OUTSIDE_WORKING_HOURS';
  end if;
  if private.busy_time(p_profile.id, p_starts_at - interval '240 minutes', p_starts_at + v_length + interval '240 minutes',
      p_ignore, p_now)
     && tstzrange(p_starts_at - make_interval(mins => p_profile.buffer_before_minutes),
                  p_starts_at + v_length + make_interval(mins => p_profile.buffer_after_minutes)) then
    return 'SLOT_TAKEN';
  end if;
  return 'CLIENT_BUSY';
end;
$$;
revoke execute on function private.slot_refusal(public.therapist_profiles, timestamptz, integer, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- Bookable starts nearest to the one wished for, the nearest first: within a week before and a month after.
create function private.nearest_starts(
  p_profile public.therapist_profiles, p_starts_at timestamptz, p_minutes integer,
  p_client_id uuid, p_limit integer, p_now timestamptz)
returns setof timestamptz
language sql
stable
set search_path = ''
as $$
  select s
  from private.open_starts(p_profile, greatest(p_starts_at, p_now) - interval '7 days',
    greatest(p_starts_at, p_now) + interval '31 days', p_minutes, p_client_id, null, p_now) as s
  where s <> p_starts_at
  order by abs(extract(epoch from s - p_starts_at)), s
  limit p_limit;
$$;
revoke execute on function private.nearest_starts(public.therapist_profiles, timestamptz, integer, uuid, integer, timestamptz)
  from public, anon, authenticated;
