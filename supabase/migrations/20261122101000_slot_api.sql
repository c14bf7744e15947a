-- The slot API: what anyone may ask about a therapist's times. Each public function only calls one in `private`, which is
-- security definer: a visitor may learn that a time is free, but may not read any session.

-- A therapist's profile. Internal. Refuses THERAPIST_NOT_FOUND 404.
create function private.therapist_or_refuse(p_therapist_id uuid)
returns public.therapist_profiles
language plpgsql
stable
set search_path = ''
as $$
declare
  v_profile public.therapist_profiles;
begin
  select * into v_profile from public.therapist_profiles as p where p.id = p_therapist_id;
  if not found then
    perform private.refuse(404, 'THERAPIST_NOT_FOUND', 'We could not find this therapist.');
  end if;
  return v_profile;
end;
$$;
revoke execute on function private.therapist_or_refuse(uuid) from public, anon, authenticated;

-- The terms for a question about slots, and the session to ignore. If p_session_id is a session of the caller with this
-- therapist (and p_minutes is null or its duration): the terms for moving it. Otherwise: those of a new booking. Another
-- person's session is never ignored, because the freed times would tell a stranger when it is. Internal.
-- Refuses THERAPIST_NOT_FOUND 404, UNKNOWN_SESSION_TYPE 422.
create function private.terms_of_question(
  p_therapist_id uuid, p_minutes integer, p_type_id uuid, p_session_id uuid, out terms private.slot_terms, out ignore_id uuid)
language plpgsql
stable
set search_path = ''
as $$
declare
  v_profile constant public.therapist_profiles := private.therapist_or_refuse(p_therapist_id);
  v_session public.client_sessions;
begin
  if p_session_id is not null then
    select * into v_session from public.client_sessions as s
    where s.id = p_session_id and s.therapist_id = p_therapist_id and (select auth.uid()) in (s.client_id, s.therapist_id);
  end if;
  ignore_id := v_session.id;
  if v_session.id is not null and coalesce(p_minutes, v_session.duration_minutes) = v_session.duration_minutes then
    terms := private.terms_of_session(v_profile, v_session);
  else
    terms := private.terms_for(v_profile, p_type_id, null, p_minutes);
  end if;
end;
$$;
revoke execute on function private.terms_of_question(uuid, integer, uuid, uuid) from public, anon, authenticated;

-- The client who must be free: the client of the session that is being moved, otherwise the caller. Internal.
create function private.client_of_question(p_ignore uuid)
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
revoke execute on function private.client_of_question(uuid) from public, anon, authenticated;

-- What a list of starts is about: the terms of the question, and every start in [p_from, p_to) that can be booked now, as
-- open_start_seconds gives them. Security definer: reads the sessions of all people to know what is free. Refuses as public.get_available_slots.
create function private.starts_of_question(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_minutes integer, p_session_id uuid, p_type_id uuid,
  out minutes integer, out price numeric, out time_zone text, out starts bigint[])
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_asked record;
  v_terms private.slot_terms;
begin
  if p_from is null or p_to is null or p_to < p_from or p_to - p_from > interval '62 days' then
    perform private.refuse(422, 'INVALID_RANGE', 'Ask for a range of at most 62 days, its beginning before its end.');
  end if;
  v_asked := private.terms_of_question(p_therapist_id, p_minutes, p_type_id, p_session_id);
  v_terms := v_asked.terms;
  if not v_terms.offered then
    perform private.refuse(422, 'INVALID_DURATION', 'This therapist does not offer sessions of that length.',
      jsonb_build_object('session_durations', coalesce(
        (select to_jsonb(t.durations) from public.session_types as t where t.id = v_terms.session_type_id),
        (select to_jsonb(p.session_durations) from public.therapist_profiles as p where p.id = p_therapist_id))));
  end if;
  minutes := v_terms.minutes;
  price := v_terms.price;
  time_zone := v_terms.time_zone;
  starts := private.open_start_seconds(
    v_terms, p_from, p_to, private.client_of_question(v_asked.ignore_id), v_asked.ignore_id, now());
end;
$$;
revoke execute on function private.starts_of_question(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  from public, anon, authenticated;
grant execute on function private.starts_of_question(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  to anon, authenticated, service_role;

-- Every start in [p_from, p_to) that an insert into client_sessions would accept now, in order. p_duration_minutes null: the
-- therapist's default. p_session_type_id null: the type that an insert without one gets. p_ignore_session_id: a session of
-- the caller that is to be moved, with its own duration and price. session_date and start_time are wall clock in the
-- therapist's zone, price is in major units. Times at which a signed-in client is busy are left out. Anyone may call it.
-- Refuses THERAPIST_NOT_FOUND 404, INVALID_RANGE 422 (more than 62 days), UNKNOWN_SESSION_TYPE 422, INVALID_DURATION 422
-- (details.session_durations has the durations on offer).
create function public.get_available_slots(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_duration_minutes integer default null,
  p_ignore_session_id uuid default null, p_session_type_id uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
set search_path = ''
as $$
declare
  v_found record;
  v_zone text;
  v_length interval;
  v_price numeric;
begin
  v_found := private.starts_of_question(p_therapist_id, p_from, p_to, p_duration_minutes, p_ignore_session_id, p_session_type_id);
  -- For speed, as a month has hundreds of rows: reads the terms once, and works out each row's local time once.
  v_zone := v_found.time_zone;
  v_length := make_interval(mins => v_found.minutes);
  v_price := v_found.price;
  return query
    select o.start_at, o.start_at + v_length, o.local::date, o.local::time, v_price
    from (
      select to_timestamp(s) as start_at, to_timestamp(s) at time zone v_zone as local from unnest(v_found.starts) as s offset 0
    ) as o;
end;
$$;
revoke execute on function public.get_available_slots(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  from public, anon, authenticated;
grant execute on function public.get_available_slots(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  to anon, authenticated, service_role;

-- The same starts, and the same refusals, in a tenth of the bytes, for calendars: one row with what all starts share, and the
-- starts as seconds since 1970-01-01 00:00 UTC. duration_minutes and price (major units) are those of each start. Anyone may
-- call it.
create function public.get_open_starts(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_duration_minutes integer default null,
  p_ignore_session_id uuid default null, p_session_type_id uuid default null)
returns table (duration_minutes integer, price numeric, starts bigint[])
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
    select q.minutes, q.price, q.starts
    from private.starts_of_question(p_therapist_id, p_from, p_to, p_duration_minutes, p_ignore_session_id, p_session_type_id) as q;
end;
$$;
revoke execute on function public.get_open_starts(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  from public, anon, authenticated;
grant execute on function public.get_open_starts(uuid, timestamptz, timestamptz, integer, uuid, uuid)
  to anon, authenticated, service_role;

-- See public.explain_slot. Security definer as starts_of_question.
create function private.explain(p_therapist_id uuid, p_starts_at timestamptz, p_minutes integer, p_type_id uuid, p_session_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
  v_asked record;
begin
  if p_starts_at is null then
    perform private.refuse(422, 'INVALID_TIME', 'Say which start you mean.');
  end if;
  v_asked := private.terms_of_question(p_therapist_id, p_minutes, p_type_id, p_session_id);
  return coalesce(private.slot_refusal(
    v_asked.terms, p_starts_at, private.client_of_question(v_asked.ignore_id), v_asked.ignore_id, now()), 'BOOKABLE');
end;
$$;
revoke execute on function private.explain(uuid, timestamptz, integer, uuid, uuid) from public, anon, authenticated;
grant execute on function private.explain(uuid, timestamptz, integer, uuid, uuid) to anon, authenticated, service_role;

-- 'BOOKABLE', or the reason code that inserting this start would give: the first that applies, in the order of slot_refusal.
-- With p_ignore_session_id, a session of the caller: what moving it to this start would give. Anyone may call it. Refuses
-- INVALID_TIME 422 (no start), THERAPIST_NOT_FOUND 404, UNKNOWN_SESSION_TYPE 422.
create function public.explain_slot(
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
revoke execute on function public.explain_slot(uuid, timestamptz, integer, uuid, uuid) from public, anon, authenticated;
grant execute on function public.explain_slot(uuid, timestamptz, integer, uuid, uuid)
  to anon, authenticated, service_role;

-- See public.suggest_alternatives. Security definer as starts_of_question.
create function private.suggest(p_therapist_id uuid, p_starts_at timestamptz, p_minutes integer, p_limit integer, p_type_id uuid)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_terms constant private.slot_terms := private.terms_for(
    private.therapist_or_refuse(p_therapist_id), p_type_id, null, p_minutes);
begin
  return query
    select s, s + make_interval(mins => v_terms.minutes),
      (s at time zone v_terms.time_zone)::date, (s at time zone v_terms.time_zone)::time, v_terms.price
    from private.nearest_starts(v_terms, p_starts_at, (select auth.uid()), least(greatest(coalesce(p_limit, 3), 0), 20), now()) as s;
end;
$$;
revoke execute on function private.suggest(uuid, timestamptz, integer, integer, uuid) from public, anon, authenticated;
grant execute on function private.suggest(uuid, timestamptz, integer, integer, uuid)
  to anon, authenticated, service_role;

-- The bookable starts nearest to p_starts_at, nearest first, at most p_limit (0 to 20). One of them, if possible, is at the
-- same time on the same weekday of a later week. Columns as get_available_slots. Anyone may call it. Refuses
-- THERAPIST_NOT_FOUND 404, UNKNOWN_SESSION_TYPE 422.
create function public.suggest_alternatives(
  p_therapist_id uuid, p_starts_at timestamptz, p_duration_minutes integer default null, p_limit integer default 3,
  p_session_type_id uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language sql
stable
set search_path = ''
as $$
  select s.starts_at, s.ends_at, s.session_date, s.start_time, s.price
  from private.suggest(p_therapist_id, p_starts_at, p_duration_minutes, p_limit, p_session_type_id) as s;
$$;
revoke execute on function public.suggest_alternatives(uuid, timestamptz, integer, integer, uuid)
  from public, anon, authenticated;
grant execute on function public.suggest_alternatives(uuid, timestamptz, integer, integer, uuid)
  to anon, authenticated, service_role;
