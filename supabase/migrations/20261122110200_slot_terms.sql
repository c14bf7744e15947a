-- The slot rule on terms: what a booking of one type and length means, worked out once, before any time is looked at.

-- time_zone, step and limits of the therapist; length, buffers and price of what is booked. `offered` is false when the
-- therapist has no such type or length.
create type private.slot_terms as (
  therapist_id uuid,
  full_name text,
  time_zone text,
  accepting boolean,
  offered boolean,
  first_visit_only boolean,
  minutes integer,
  step_minutes integer,
  before_minutes integer,
  after_minutes integer,
  notice_minutes integer,
  window_days integer,
  max_per_day integer,
  price numeric,
  currency text,
  session_type_id uuid,
  session_type text,
  place public.session_place
);

-- The type meant: by id, by name (whatever the case), or, when neither is given, the first active one that has this
-- length, those open to everybody first. All null when the therapist has no active types, or none that fits.
create function private.session_type_meant(p_therapist_id uuid, p_type_id uuid, p_type_name text, p_minutes integer)
returns public.session_types
language sql
stable
set search_path = ''
as $$
  select t.*
  from public.session_types as t
  where t.therapist_id = p_therapist_id and t.is_active
    and (p_type_id is null or t.id = p_type_id)
    and (p_type_id is not null or p_type_name is null or lower(t.name) = lower(p_type_name))
  order by (p_minutes is null or p_minutes = any (t.durations)) desc, t.first_visit_only, t.position, t.name, t.id
  limit 1;
$$;
revoke execute on function private.session_type_meant(uuid, uuid, text, integer) from public, anon, authenticated;

-- The terms of a booking. p_minutes null: the therapist's default length if the type has it, else the type's first.
-- Refuses UNKNOWN_SESSION_TYPE 422 for a type that is named and not offered. A free text is a name of its own only
-- where the therapist has no active types.
create function private.terms_for(
  p_profile public.therapist_profiles, p_type_id uuid, p_type_name text, p_minutes integer)
returns private.slot_terms
language plpgsql
stable
set search_path = ''
as $$
declare
  v_type public.session_types;
  v_terms private.slot_terms;
  v_typed constant boolean := exists (
    select 1 from public.session_types as t where t.therapist_id = p_profile.id and t.is_active);
begin
  if v_typed or p_type_id is not null then
    v_type := private.session_type_meant(p_profile.id, p_type_id, p_type_name, p_minutes);
    if v_type.id is null then
      perform private.refuse(422, 'UNKNOWN_SESSION_TYPE', format('%s does not offer this type of session.', p_profile.full_name));
    end if;
  end if;

  v_terms.therapist_id := p_profile.id;
  v_terms.full_name := p_profile.full_name;
  v_terms.time_zone := p_profile.time_zone;
  v_terms.accepting := p_profile.is_accepting_clients;
  v_terms.step_minutes := p_profile.slot_interval_minutes;
  v_terms.notice_minutes := p_profile.min_notice_minutes;
  v_terms.window_days := p_profile.booking_window_days;
  v_terms.max_per_day := p_profile.max_sessions_per_day;
  v_terms.currency := p_profile.currency;
  v_terms.first_visit_only := coalesce(v_type.first_visit_only, false);
  v_terms.before_minutes := coalesce(v_type.buffer_before_minutes, p_profile.buffer_before_minutes);
  v_terms.after_minutes := coalesce(v_type.buffer_after_minutes, p_profile.buffer_after_minutes);
  v_terms.session_type_id := v_type.id;
  v_terms.session_type := coalesce(v_type.name, p_type_name, 'Session');
  v_terms.place := v_type.place;
  v_terms.minutes := coalesce(p_minutes,
    case when v_type.id is null or p_profile.default_duration_minutes = any (v_type.durations)
      then p_profile.default_duration_minutes else v_type.durations[1] end);
  v_terms.offered := case when v_type.id is null
    then private.offers_duration(p_profile, v_terms.minutes) else v_terms.minutes = any (v_type.durations) end;
  v_terms.price := coalesce(v_type.price, private.session_price(p_profile.hourly_rate, v_terms.minutes, p_profile.currency));
  return v_terms;
end;
$$;
revoke execute on function private.terms_for(public.therapist_profiles, uuid, text, integer) from public, anon, authenticated;

-- The terms on which a booked session may be moved: its own length, buffers and price, frozen; the therapist's present
-- hours, grid and limits. Moving is not a new booking, so a pause does not stop it.
create function private.terms_of_session(p_profile public.therapist_profiles, p_session public.client_sessions)
returns private.slot_terms
language plpgsql
stable
set search_path = ''
as $$
declare
  v_terms private.slot_terms;
begin
  v_terms.therapist_id := p_profile.id;
  v_terms.full_name := p_profile.full_name;
  v_terms.time_zone := p_profile.time_zone;
  v_terms.accepting := true;
  v_terms.offered := true;
  v_terms.first_visit_only := false;
  v_terms.minutes := p_session.duration_minutes;
  v_terms.step_minutes := p_profile.slot_interval_minutes;
  v_terms.before_minutes := p_session.buffer_before_minutes;
  v_terms.after_minutes := p_session.buffer_after_minutes;
  v_terms.notice_minutes := p_profile.min_notice_minutes;
  v_terms.window_days := p_profile.booking_window_days;
  v_terms.max_per_day := p_profile.max_sessions_per_day;
  v_terms.price := p_session.price;
  v_terms.currency := p_session.currency;
  v_terms.session_type_id := p_session.session_type_id;
  v_terms.session_type := p_session.session_type;
  v_terms.place := p_session.place;
  return v_terms;
end;
$$;
revoke execute on function private.terms_of_session(public.therapist_profiles, public.client_sessions) from public, anon, authenticated;

-- True when a client has had, or has agreed, a session with a therapist: what was cancelled does not count.
create function private.has_visited(p_therapist_id uuid, p_client_id uuid, p_ignore uuid, p_now timestamptz)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select 1 from public.client_sessions as s
    where s.therapist_id = p_therapist_id and s.client_id = p_client_id and s.id is distinct from p_ignore
      and s.status in ('scheduled', 'confirmed', 'in_progress', 'completed')
      and not (s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
               and s.hold_expires_at is not null and s.hold_expires_at <= p_now));
$$;
revoke execute on function private.has_visited(uuid, uuid, uuid, timestamptz) from public, anon, authenticated;

-- The dates, in p_zone, near a span of time on which a therapist has as many sessions as they want.
create function private.full_days(
  p_therapist_id uuid, p_zone text, p_max integer, p_from timestamptz, p_to timestamptz, p_ignore uuid, p_now timestamptz)
returns date[]
language sql
stable
set search_path = ''
as $$
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
  ) as d
  where p_max is not null;
$$;
revoke execute on function private.full_days(uuid, text, integer, timestamptz, timestamptz, uuid, timestamptz)
  from public, anon, authenticated;

-- THE RULE, on terms. Every start in [p_from, p_to) that can be booked at p_now, in order: on the grid of its unbroken
-- stretch of working time, with room for the session (buffers may reach past the stretch), clear of every other session
-- with both their buffers, on a day that is not full, when the client (where known) is free, neither too soon nor too far
-- ahead, to the second. Empty where nothing of the kind is offered to this client.
create function private.open_starts(
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
  v_busy tstzmultirange;
  v_client_busy tstzmultirange;
  v_full date[];
begin
  if v_from >= v_to or not p_terms.accepting or not p_terms.offered
     or (p_terms.first_visit_only and private.has_visited(p_terms.therapist_id, p_client_id, p_ignore, p_now)) then
    return;
  end if;

  v_busy := private.busy_time(p_terms.therapist_id, v_from - v_before, v_to + v_length + v_after, p_ignore, p_now);
  v_client_busy := private.client_busy_time(p_client_id, v_from, v_to + v_length, p_ignore, p_now);
  v_full := private.full_days(p_terms.therapist_id, p_terms.time_zone, p_terms.max_per_day, v_from, v_to, p_ignore, p_now);

  return query
    select c.start_at
    from private.stretches(p_terms.therapist_id, p_terms.time_zone, v_from, v_to, p_terms.minutes) as w (stretch)
    cross join lateral generate_series(
      -- The first grid point at or after v_from.
      lower(w.stretch) + v_step * greatest(0, ceil(
        extract(epoch from v_from - lower(w.stretch)) / (60 * p_terms.step_minutes)))::integer,
      least(v_to - interval '1 microsecond', upper(w.stretch) - v_length),
      v_step) as c (start_at)
    where not (v_busy && tstzrange(c.start_at - v_before, c.start_at + v_length + v_after))
      and not (v_client_busy && tstzrange(c.start_at, c.start_at + v_length))
      and (v_full = '{}' or not (c.start_at at time zone p_terms.time_zone)::date = any (v_full))
    order by c.start_at;
end;
$$;
revoke execute on function private.open_starts(private.slot_terms, timestamptz, timestamptz, uuid, uuid, timestamptz)
  from public, anon, authenticated;

-- Why a start cannot be booked, or null when it can. The decision is open_starts'; what follows only explains, and in
-- this order, the first that holds: NOT_ACCEPTING_CLIENTS, INVALID_DURATION, NOT_FIRST_VISIT, IN_THE_PAST, TOO_SOON,
-- TOO_FAR_AHEAD, OUTSIDE_WORKING_HOURS (also between two grid points), SLOT_TAKEN, DAY_FULL, CLIENT_BUSY.
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
  if exists (select 1 from private.open_starts(
      p_terms, p_starts_at, p_starts_at + interval '1 microsecond', p_client_id, p_ignore, p_now)) then
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
