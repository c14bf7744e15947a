-- The terms of a booking (type private.slot_terms): its type, duration, buffers, price and the therapist's limits. They are
-- worked out once, before any time is looked at. Internal functions.

-- Zone, slot interval and limits of the therapist; duration, buffers and price of the booking. All times in minutes, except
-- window_days (of 24 hours); price in major units. `offered` is false when the therapist does not offer this duration; the
-- price is null then.
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

-- True when a therapist without session types offers sessions of this duration.
create function private.offers_duration(p_profile public.therapist_profiles, p_minutes integer)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return p_minutes = p_profile.default_duration_minutes or p_minutes = any (p_profile.session_durations);
end;
$$;
revoke execute on function private.offers_duration(public.therapist_profiles, integer) from public, anon, authenticated;

-- The active session type with this id, or with this name (in any case), or, when neither is given, the first one that has
-- this duration; types for every client come before types for a first visit. All null when no active type matches.
create function private.find_session_type(p_therapist_id uuid, p_type_id uuid, p_type_name text, p_minutes integer)
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
revoke execute on function private.find_session_type(uuid, uuid, text, integer) from public, anon, authenticated;

-- The terms that all bookings with a therapist share: therapist, zone, slot interval and limits.
create function private.therapist_terms(p_profile public.therapist_profiles)
returns private.slot_terms
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_terms private.slot_terms;
begin
  v_terms.therapist_id := p_profile.id;
  v_terms.full_name := p_profile.full_name;
  v_terms.time_zone := p_profile.time_zone;
  v_terms.step_minutes := p_profile.slot_interval_minutes;
  v_terms.notice_minutes := p_profile.min_notice_minutes;
  v_terms.window_days := p_profile.booking_window_days;
  v_terms.max_per_day := p_profile.max_sessions_per_day;
  return v_terms;
end;
$$;
revoke execute on function private.therapist_terms(public.therapist_profiles) from public, anon, authenticated;

-- The terms of a new booking. p_minutes null: the therapist's default duration if the type has it, else the type's first. While
-- the therapist has active types, p_type_name must be one of them; otherwise any text is accepted as the session's name. The
-- price is worked out only for a duration that is offered, so that an absurd duration is refused later as INVALID_DURATION and
-- does not overflow here. Refuses UNKNOWN_SESSION_TYPE 422.
create function private.terms_for(
  p_profile public.therapist_profiles, p_type_id uuid, p_type_name text, p_minutes integer)
returns private.slot_terms
language plpgsql
stable
set search_path = ''
as $$
declare
  v_type public.session_types;
  v_terms private.slot_terms := private.therapist_terms(p_profile);
  v_typed constant boolean := exists (
    select 1 from public.session_types as t where t.therapist_id = p_profile.id and t.is_active);
begin
  if v_typed or p_type_id is not null then
    v_type := private.find_session_type(p_profile.id, p_type_id, p_type_name, p_minutes);
    if v_type.id is null then
      perform private.refuse(422, 'UNKNOWN_SESSION_TYPE', format('%s does not offer this type of session.', p_profile.full_name));
    end if;
  end if;

  v_terms.accepting := p_profile.is_accepting_clients;
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
  if v_terms.offered then
    v_terms.price := coalesce(v_type.price, private.session_price(p_profile.hourly_rate, v_terms.minutes, p_profile.currency));
  end if;
  return v_terms;
end;
$$;
revoke execute on function private.terms_for(public.therapist_profiles, uuid, text, integer)
  from public, anon, authenticated;

-- The terms for moving a booked session: its own frozen duration, buffers and price, and the therapist's present grid and
-- limits. A session can be moved even while the therapist takes no new bookings.
create function private.terms_of_session(p_profile public.therapist_profiles, p_session public.client_sessions)
returns private.slot_terms
language plpgsql
stable
set search_path = ''
as $$
declare
  v_terms private.slot_terms := private.therapist_terms(p_profile);
begin
  v_terms.accepting := true;
  v_terms.offered := true;
  v_terms.first_visit_only := false;
  v_terms.minutes := p_session.duration_minutes;
  v_terms.before_minutes := p_session.buffer_before_minutes;
  v_terms.after_minutes := p_session.buffer_after_minutes;
  v_terms.price := p_session.price;
  v_terms.currency := p_session.currency;
  v_terms.session_type_id := p_session.session_type_id;
  v_terms.session_type := p_session.session_type;
  v_terms.place := p_session.place;
  return v_terms;
end;
$$;
revoke execute on function private.terms_of_session(public.therapist_profiles, public.client_sessions)
  from public, anon, authenticated;

-- The session with the terms of its booking copied onto it, where they stay frozen.
create function private.copy_terms(p_session public.client_sessions, p_terms private.slot_terms)
returns public.client_sessions
language plpgsql
immutable
set search_path = ''
as $$
begin
  p_session.price := p_terms.price;
  p_session.currency := p_terms.currency;
  p_session.time_zone := p_terms.time_zone;
  p_session.buffer_before_minutes := p_terms.before_minutes;
  p_session.buffer_after_minutes := p_terms.after_minutes;
  p_session.session_type_id := p_terms.session_type_id;
  p_session.session_type := p_terms.session_type;
  p_session.place := p_terms.place;
  p_session.duration_minutes := p_terms.minutes;
  return p_session;
end;
$$;
revoke execute on function private.copy_terms(public.client_sessions, private.slot_terms)
  from public, anon, authenticated;
