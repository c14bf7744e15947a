-- What clients may ask about slots. Each public function is a thin, exposed caller of one in `private`, which is
-- security definer because a visitor may learn that a time is free without being able to read anybody's session.

-- A therapist's profile, or THERAPIST_NOT_FOUND 404.
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

-- See public.get_available_slots. Security definer: reads everybody's sessions to know what is free.
create function private.list_slots(p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_minutes integer, p_ignore uuid)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_profile constant public.therapist_profiles := private.therapist_or_refuse(p_therapist_id);
  v_minutes constant integer := coalesce(p_minutes, v_profile.default_duration_minutes);
  v_price constant numeric := private.session_price(v_profile.hourly_rate, v_minutes, v_profile.currency);
  v_caller constant uuid := (select auth.uid());
  v_ignore uuid;
begin
  if p_from is null or p_to is null or p_to < p_from or p_to - p_from > interval '62 days' then
    perform private.refuse(422, 'INVALID_RANGE', 'Ask for a range of at most 62 days, its beginning before its end.');
  end if;
  if not private.offers_duration(v_profile, v_minutes) then
    perform private.refuse(422, 'INVALID_DURATION', 'This therapist does not offer sessions of that length.',
      jsonb_build_object('session_durations', to_jsonb(v_profile.session_durations)));
  end if;
  -- Only somebody's own session may be looked past; otherwise its absence would tell a stranger when it is.
  select s.id into v_ignore from public.client_sessions as s
  where s.id = p_ignore and v_caller in (s.client_id, s.therapist_id);

  return query
    select s, s + make_interval(mins => v_minutes),
      (s at time zone v_profile.time_zone)::date, (s at time zone v_profile.time_zone)::time,
      v_price
    from private.open_starts(v_profile, p_from, p_to, v_minutes, v_caller, v_ignore, now()) as s;
end;
$$;
revoke execute on function private.list_slots(uuid, timestamptz, timestamptz, integer, uuid) from public, anon, authenticated;
grant execute on function private.list_slots(uuid, timestamptz, timestamptz, integer, uuid) to anon, authenticated, service_role;

-- Every start in [p_from, p_to) that an insert into client_sessions would accept now, in order. p_duration_minutes
-- null: the therapist's default. p_ignore_session_id: a session of the caller's that is to be moved. A signed-in
-- client does not see times at which they are busy themselves. Anyone may call it. Refuses INVALID_RANGE 422 (more
-- than 62 days), INVALID_DURATION 422, THERAPIST_NOT_FOUND 404.
create function public.get_available_slots(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz,
  p_duration_minutes integer default null, p_ignore_session_id uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language sql
stable
set search_path = ''
as $$
  select s.starts_at, s.ends_at, s.session_date, s.start_time, s.price
  from private.list_slots(p_therapist_id, p_from, p_to, p_duration_minutes, p_ignore_session_id) as s;
$$;
revoke execute on function public.get_available_slots(uuid, timestamptz, timestamptz, integer, uuid) from public, anon, authenticated;
grant execute on function public.get_available_slots(uuid, timestamptz, timestamptz, integer, uuid) to anon, authenticated, service_role;

-- See public.explain_slot. Security definer as list_slots.
create function private.explain(p_therapist_id uuid, p_starts_at timestamptz, p_minutes integer)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_profile constant public.therapist_profiles := private.therapist_or_refuse(p_therapist_id);
begin
  if p_starts_at is null then
    perform private.refuse(422, 'INVALID_TIME', 'Say which start you mean.');
  end if;
  return coalesce(private.slot_refusal(v_profile, p_starts_at,
    coalesce(p_minutes, v_profile.default_duration_minutes), (select auth.uid()), null, now()), 'BOOKABLE');
end;
$$;
revoke execute on function private.explain(uuid, timestamptz, integer) from public, anon, authenticated;
grant execute on function private.explain(uuid, timestamptz, integer) to anon, authenticated, service_role;

-- 'BOOKABLE', or the reason code that inserting this start would give (the order is slot_refusal's). Anyone may call
-- it. Refuses THERAPIST_NOT_FOUND 404, and INVALID_TIME 422 without a start.
create function public.explain_slot(p_therapist_id uuid, p_starts_at timestamptz, p_duration_minutes integer default null)
returns text
language sql
stable
set search_path = ''
as $$
  select private.explain(p_therapist_id, p_starts_at, p_duration_minutes);
$$;
revoke execute on function public.explain_slot(uuid, timestamptz, integer) from public, anon, authenticated;
grant execute on function public.explain_slot(uuid, timestamptz, integer) to anon, authenticated, service_role;

-- See public.suggest_alternatives. Security definer as list_slots.
create function private.suggest(p_therapist_id uuid, p_starts_at timestamptz, p_minutes integer, p_limit integer)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_profile constant public.therapist_profiles := private.therapist_or_refuse(p_therapist_id);
  v_minutes constant integer := coalesce(p_minutes, v_profile.default_duration_minutes);
  v_price constant numeric := private.session_price(v_profile.hourly_rate, v_minutes, v_profile.currency);
begin
  return query
    select s, s + make_interval(mins => v_minutes),
      (s at time zone v_profile.time_zone)::date, (s at time zone v_profile.time_zone)::time,
      v_price
    from private.nearest_starts(v_profile, p_starts_at, v_minutes, (select auth.uid()),
      least(greatest(coalesce(p_limit, 3), 0), 20), now()) as s;
end;
$$;
revoke execute on function private.suggest(uuid, timestamptz, integer, integer) from public, anon, authenticated;
grant execute on function private.suggest(uuid, timestamptz, integer, integer) to anon, authenticated, service_role;

-- Bookable starts nearest to the one wished for, nearest first, at most p_limit (0 to 20). Anyone may call it.
create function public.suggest_alternatives(
  p_therapist_id uuid, p_starts_at timestamptz, p_duration_minutes integer default null, p_limit integer default 3)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language sql
stable
set search_path = ''
as $$
  select s.starts_at, s.ends_at, s.session_date, s.start_time, s.price
  from private.suggest(p_therapist_id, p_starts_at, p_duration_minutes, p_limit) as s;
$$;
revoke execute on function public.suggest_alternatives(uuid, timestamptz, integer, integer) from public, anon, authenticated;
grant execute on function public.suggest_alternatives(uuid, timestamptz, integer, integer) to anon, authenticated, service_role;
