-- What tests of the scheduling slices found: odd questions get their own answer, and no caller can take locks crosswise.

-- As before; a price is worked out only for what is offered, so that a length beyond all measure is INVALID_DURATION and
-- not an overflow.
create or replace function private.terms_for(
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
  if v_terms.offered then
    v_terms.price := coalesce(v_type.price, private.session_price(p_profile.hourly_rate, v_terms.minutes, p_profile.currency));
  end if;
  return v_terms;
end;
$$;

-- As before; a length that is not offered is answered with those that are (details.session_durations).
create or replace function private.list_slots(
  p_therapist_id uuid, p_from timestamptz, p_to timestamptz, p_minutes integer, p_session_id uuid, p_type_id uuid)
returns table (starts_at timestamptz, ends_at timestamptz, session_date date, start_time time, price numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_asked record;
  v_terms private.slot_terms;
begin
  if p_from is null or p_to is null or p_to < p_from or p_to - p_from > interval '62 days' then
    perform private.refuse(422, 'INVALID_RANGE', 'Ask for a range of at most 62 days, its beginning before its end.');
  end if;
  v_asked := private.terms_asked(p_therapist_id, p_minutes, p_type_id, p_session_id);
  v_terms := v_asked.terms;
  if not v_terms.offered then
    perform private.refuse(422, 'INVALID_DURATION', 'This therapist does not offer sessions of that length.',
      jsonb_build_object('session_durations', coalesce(
        (select to_jsonb(t.durations) from public.session_types as t where t.id = v_terms.session_type_id),
        (select to_jsonb(p.session_durations) from public.therapist_profiles as p where p.id = p_therapist_id))));
  end if;

  return query
    select s, s + make_interval(mins => v_terms.minutes),
      (s at time zone v_terms.time_zone)::date, (s at time zone v_terms.time_zone)::time, v_terms.price
    from private.open_starts(v_terms, p_from, p_to, private.client_asked(v_asked.ignore_id), v_asked.ignore_id, now()) as s;
end;
$$;

-- Trigger: as before, and one session is moved per request (ONE_AT_A_TIME 422).
create or replace function private.before_session_update()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_user in ('anon', 'authenticated') then
    if (new.starts_at, new.session_date, new.start_time) is distinct from (old.starts_at, old.session_date, old.start_time) then
      if new.status <> old.status then
        perform private.refuse(422, 'ONE_CHANGE_AT_A_TIME', 'Move a session or change its status, one at a time.');
      end if;
      -- Two sessions moved in one transaction could take their locks crosswise with another such pair, as two bookings could.
      if current_setting('private.booked_in_this_transaction', true) = 'yes' then
        perform private.refuse(422, 'ONE_AT_A_TIME', 'Please move one session per request.');
      end if;
      perform set_config('private.booked_in_this_transaction', 'yes', true);
      return private.move_session(old, new);
    end if;
    return private.move_status(old, new);
  end if;
  if new.status = 'cancelled' and old.status <> 'cancelled' then
    new.cancelled_at := coalesce(new.cancelled_at, clock_timestamp());
    new.cancelled_by := coalesce(new.cancelled_by, private.actor_in(old));
  elsif new.status <> 'cancelled' and old.status = 'cancelled' then
    new.cancelled_at := null;
    new.cancelled_by := null;
    new.cancellation_reason := null;
  end if;
  if (new.starts_at, new.duration_minutes, new.time_zone) is distinct from (old.starts_at, old.duration_minutes, old.time_zone) then
    return private.with_derived_times(new);
  end if;
  return new;
end;
$$;

-- As before; the same booking sent again with the same id answers the session it made (IDEMPOTENCY_CONFLICT 409 for another).
create or replace function private.book_for(
  p_id uuid, p_starts_at timestamptz, p_minutes integer, p_type_id uuid, p_client_id uuid, p_client_name text,
  p_client_email text, p_client_phone text, p_notes text, p_payment public.payment_status, p_outside_hours boolean)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
  v_therapist public.therapist_profiles;
  v_client public.client_profiles;
  v_terms private.slot_terms;
  v_session public.client_sessions;
  v_during tstzrange;
  v_now timestamptz;
  v_code text;
begin
  select * into v_therapist from public.therapist_profiles as t where t.id = v_caller;
  if not found then
    perform private.refuse(403, 'NOT_A_THERAPIST', 'Only therapists can book for somebody else.');
  end if;
  if p_client_id is not null then
    -- Only somebody they know already: otherwise an id would open a stranger's contact details.
    select c.* into v_client from public.client_profiles as c
    where c.id = p_client_id and exists (
      select 1 from public.client_sessions as s where s.client_id = c.id and s.therapist_id = v_caller);
    if not found then
      perform private.refuse(404, 'CLIENT_NOT_FOUND', 'You have no client like this.');
    end if;
  elsif coalesce(private.clean_line(p_client_name), '') = '' then
    perform private.refuse(422, 'CLIENT_NAME_MISSING', 'Say who the session is for.');
  elsif coalesce(p_client_email, '') <> '' and p_client_email !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' then
    perform private.refuse(422, 'INVALID_EMAIL', 'This does not look like an email address.');
  end if;
  if p_payment not in ('not_required', 'pending') then
    perform private.refuse(422, 'INVALID_PAYMENT', 'A session booked for a client is either to be paid or needs no payment.');
  end if;
  if p_starts_at is null then
    perform private.refuse(422, 'INVALID_TIME', 'Say when the session starts.');
  end if;

  v_terms := private.terms_for(v_therapist, p_type_id, null, p_minutes);
  -- Notice, booking window and a pause are for clients; the therapist knows what they are doing.
  v_terms.notice_minutes := 0;
  v_terms.window_days := 3650;
  v_terms.accepting := true;
  v_terms.first_visit_only := false;
  v_during := tstzrange(p_starts_at, p_starts_at + make_interval(mins => greatest(v_terms.minutes, 0)));

  perform private.lock_person('therapist', v_caller);
  if v_client.id is not null then
    perform private.lock_person('client', v_client.id);
  end if;
  v_now := clock_timestamp();
  select * into v_session from public.client_sessions as s where s.id = p_id;
  if found then
    if v_session.therapist_id = v_caller and v_session.starts_at = p_starts_at and v_session.duration_minutes = v_terms.minutes
       and v_session.client_id is not distinct from v_client.id then
      return v_session.id;
    end if;
    perform private.refuse(409, 'IDEMPOTENCY_CONFLICT', 'This booking id was already used for another booking.');
  end if;
  perform private.free_expired_holds(v_caller, v_client.id, v_during, v_now);
  v_code := private.slot_refusal(v_terms, p_starts_at, v_client.id, null, v_now);
  -- Outside the hours, into a buffer or past a full day: only knowingly. Never into another session.
  if v_code in ('OUTSIDE_WORKING_HOURS', 'SLOT_TAKEN', 'DAY_FULL') and p_outside_hours then
    v_code := null;
  end if;
  if v_code is null and private.is_held(v_caller, v_client.id, v_during) then
    v_code := 'SLOT_TAKEN';
  end if;
  if v_code = 'CLIENT_BUSY' then
    perform private.refuse(409, v_code, 'This client has another session at this time.');
  elsif v_code = 'OUTSIDE_WORKING_HOURS' then
    perform private.refuse(422, v_code, 'This is outside your working hours. You can book it all the same.', '{"can_override": true}');
  elsif v_code is not null then
    perform private.refuse_slot(v_code, v_terms, p_starts_at, v_client.id, v_now);
  end if;

  v_session.id := coalesce(p_id, gen_random_uuid());
  v_session.therapist_id := v_caller;
  v_session.client_id := v_client.id;
  v_session.starts_at := p_starts_at;
  v_session := private.with_derived_times(private.with_terms(v_session, v_terms));
  insert into public.client_sessions (id, therapist_id, client_id, client_name, client_email, client_phone, starts_at,
    time_zone, duration_minutes, buffer_before_minutes, buffer_after_minutes, session_type_id, session_type, place, price,
    currency, notes, status, payment_status, cancellation_notice_hours, is_outside_hours)
  values (v_session.id, v_caller, v_client.id, coalesce(v_client.full_name, left(private.clean_line(p_client_name), 120)),
    coalesce(v_client.email, p_client_email, ''), coalesce(v_client.phone, p_client_phone, ''), p_starts_at,
    v_session.time_zone, v_session.duration_minutes, v_session.buffer_before_minutes, v_session.buffer_after_minutes,
    v_session.session_type_id, v_session.session_type, v_session.place, v_session.price,
    v_session.currency, coalesce(private.clean_text(p_notes), ''), 'confirmed',
    case when v_session.price > 0 then p_payment else 'not_required' end, v_therapist.cancellation_notice_hours,
    not private.is_within_hours(v_terms, v_during));
  return v_session.id;
end;
$$;
