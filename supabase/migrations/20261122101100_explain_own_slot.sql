-- "Why is 15:00 not offered?": the answer for the therapist, naming the session or the time off that is in the way.

-- See public.explain_own_slot. Security definer: the functions of the slot rule that it calls are not granted to people.
create function private.explain_for_owner(p_starts_at timestamptz, p_minutes integer, p_type_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
  v_profile public.therapist_profiles;
  v_terms private.slot_terms;
  v_code text;
  v_during tstzrange;
  v_local timestamp;
  v_in_the_way public.client_sessions;
  v_time_off public.availability_overrides;
begin
  select * into v_profile from public.therapist_profiles as t where t.id = v_caller;
  if not found then
    perform private.refuse(403, 'NOT_A_THERAPIST', 'Only therapists can ask this of their own calendar.');
  end if;
  if p_starts_at is null then
    perform private.refuse(422, 'INVALID_TIME', 'Say which start you mean.');
  end if;
  v_terms := private.terms_for(v_profile, p_type_id, null, p_minutes);
  v_code := coalesce(private.slot_refusal(v_terms, p_starts_at, null, null, now()), 'BOOKABLE');
  v_during := tstzrange(p_starts_at, p_starts_at + make_interval(mins => greatest(v_terms.minutes, 0)));
  v_local := p_starts_at at time zone v_profile.time_zone;

  if v_code = 'OUTSIDE_WORKING_HOURS' then
    select * into v_time_off from public.availability_overrides as o
    where o.therapist_id = v_caller and not o.is_available and v_local::date between o.starts_on and o.ends_on
      and tsrange(v_local::date + coalesce(o.start_time, time '00:00'), v_local::date + coalesce(o.end_time, time '24:00'))
        && tsrange(v_local, v_local + make_interval(mins => v_terms.minutes))
    order by o.starts_on limit 1;
    return jsonb_build_object('code', v_code, 'override_id', v_time_off.id, 'because', case
      when v_time_off.id is not null then 'time_off'
      when private.is_within_hours(v_terms, v_during) then 'between_starts'
      when private.is_within_hours(v_terms, tstzrange(p_starts_at, p_starts_at + interval '1 minute')) then 'does_not_fit'
      else 'weekly_hours' end);
  elsif v_code = 'SLOT_TAKEN' then
    select * into v_in_the_way from public.client_sessions as s
    where s.therapist_id = v_caller and s.status in ('scheduled', 'confirmed', 'in_progress')
      and tstzrange(s.starts_at - make_interval(mins => s.buffer_before_minutes), s.ends_at + make_interval(mins => s.buffer_after_minutes))
        && tstzrange(lower(v_during) - make_interval(mins => v_terms.before_minutes), upper(v_during) + make_interval(mins => v_terms.after_minutes))
    order by s.during && v_during desc, s.starts_at limit 1;
    return jsonb_build_object('code', v_code, 'session_id', v_in_the_way.id,
      'because', case when v_in_the_way.during && v_during then 'session' else 'buffer' end);
  end if;
  return jsonb_build_object('code', v_code, 'because', case v_code
    when 'BOOKABLE' then 'open'
    when 'NOT_ACCEPTING_CLIENTS' then 'paused'
    when 'INVALID_DURATION' then 'duration'
    when 'IN_THE_PAST' then 'past'
    when 'TOO_SOON' then 'notice'
    when 'TOO_FAR_AHEAD' then 'booking_window'
    when 'DAY_FULL' then 'day_full'
    else 'other' end);
end;
$$;
revoke execute on function private.explain_for_owner(timestamptz, integer, uuid) from public, anon, authenticated;
grant execute on function private.explain_for_owner(timestamptz, integer, uuid) to authenticated;

-- Why a start of the caller can or cannot be booked: {code, because, session_id | override_id}. code: what explain_slot says
-- to a new client. because, the slot reason: open, paused, duration, past, notice, booking_window, weekly_hours, time_off,
-- between_starts, does_not_fit, session, buffer, day_full. For signed-in therapists. Refuses NOT_A_THERAPIST 403,
-- INVALID_TIME 422 (no start), UNKNOWN_SESSION_TYPE 422.
create function public.explain_own_slot(
  p_starts_at timestamptz, p_duration_minutes integer default null, p_session_type_id uuid default null)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select private.explain_for_owner(p_starts_at, p_duration_minutes, p_session_type_id);
$$;
revoke execute on function public.explain_own_slot(timestamptz, integer, uuid) from public, anon, authenticated;
grant execute on function public.explain_own_slot(timestamptz, integer, uuid) to authenticated;
