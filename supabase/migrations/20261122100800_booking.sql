-- Booking: what happens when a row is inserted into client_sessions.

-- Wall clock and instant of one start. Given starts_at, or session_date + start_time in p_zone (the first of two
-- instants in a repeated hour). Refuses INVALID_TIME 422 (neither, or two that disagree) and NONEXISTENT_LOCAL_TIME
-- 422 (a time that the clocks skip).
create function private.resolve_start(p_starts_at timestamptz, p_date date, p_time time, p_zone text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_instants timestamptz[];
begin
  if p_starts_at is null and (p_date is null or p_time is null) then
    perform private.refuse(422, 'INVALID_TIME', 'Say when the session starts: starts_at, or session_date and start_time.');
  end if;
  if p_date is null or p_time is null then
    return p_starts_at;
  end if;
  v_instants := private.local_to_instants(p_date + p_time, p_zone);
  if cardinality(v_instants) = 0 then
    perform private.refuse(422, 'NONEXISTENT_LOCAL_TIME',
      format('The clocks in %s skip %s on %s. Please choose another time.', p_zone, to_char(p_time, 'HH24:MI'), p_date));
  end if;
  if p_starts_at is not null and not p_starts_at = any (v_instants) then
    perform private.refuse(422, 'INVALID_TIME', 'The two ways in which the start is given do not agree.');
  end if;
  return coalesce(p_starts_at, v_instants[1]);
end;
$$;
revoke execute on function private.resolve_start(timestamptz, date, time, text) from public, anon, authenticated;

-- The columns that follow from starts_at, duration_minutes and time_zone.
create function private.with_derived_times(p_session public.client_sessions)
returns public.client_sessions
language plpgsql
stable
set search_path = ''
as $$
begin
  p_session.ends_at := p_session.starts_at + make_interval(mins => p_session.duration_minutes);
  p_session.session_date := (p_session.starts_at at time zone p_session.time_zone)::date;
  p_session.start_time := (p_session.starts_at at time zone p_session.time_zone)::time;
  return p_session;
end;
$$;
revoke execute on function private.with_derived_times(public.client_sessions) from public, anon, authenticated;

-- Cancels expired holds of this therapist or client that stand in the way of a span of time. They still count for the
-- exclusion constraints, whose predicate cannot look at the clock. Never waits for a row while it holds the locks of
-- people: a change of a session goes from its row to those locks, and the two would meet crosswise. A hold that somebody
-- is working on is tried again for a fifth of a second; if it is still theirs then, it counts as taken.
create function private.free_expired_holds(p_therapist_id uuid, p_client_id uuid, p_during tstzrange, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_expired uuid[];
  v_freed integer;
begin
  for v_try in 1 .. 10 loop
    select array_agg(s.id) into v_expired
    from public.client_sessions as s
    where (s.therapist_id = p_therapist_id or s.client_id = p_client_id)
      and s.during && p_during
      and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now;
    exit when v_expired is null;
    with mine as (
      select s.id from public.client_sessions as s where s.id = any (v_expired)
        and s.status = 'scheduled' and s.payment_status in ('pending', 'failed') and s.hold_expires_at <= p_now
      for update skip locked
    )
    update public.client_sessions as s
    set status = 'cancelled', cancellation_reason = 'hold_expired', cancelled_at = p_now, cancelled_by = 'system'
    from mine where s.id = mine.id;
    get diagnostics v_freed = row_count;
    exit when v_freed = cardinality(v_expired);
    perform pg_sleep(0.02);
  end loop;
end;
$$;
revoke execute on function private.free_expired_holds(uuid, uuid, tstzrange, timestamptz) from public, anon, authenticated;

-- True when a live row of this therapist or client stands in a span of time, expired hold or not: what the exclusion
-- constraints would say.
create function private.is_held(p_therapist_id uuid, p_client_id uuid, p_during tstzrange)
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select 1 from public.client_sessions as s
    where (s.therapist_id = p_therapist_id or s.client_id = p_client_id)
      and s.during && p_during and s.status in ('scheduled', 'confirmed', 'in_progress'));
$$;
revoke execute on function private.is_held(uuid, uuid, tstzrange) from public, anon, authenticated;

-- The sentence for people that goes with a refusal of the slot rule.
create function private.refusal_message(p_code text, p_profile public.therapist_profiles)
returns text
language sql
immutable
set search_path = ''
as $$
  select case p_code
    when 'NOT_ACCEPTING_CLIENTS' then format('%s is not taking bookings at the moment.', p_profile.full_name)
    when 'INVALID_DURATION' then format('%s does not offer sessions of that length.', p_profile.full_name)
    when 'IN_THE_PAST' then 'That time has already passed.'
    when 'TOO_SOON' then format('%s needs at least %s minutes'' notice.', p_profile.full_name, p_profile.min_notice_minutes)
    when 'TOO_FAR_AHEAD' then format('%s can be booked up to %s days ahead.', p_profile.full_name, p_profile.booking_window_days)
    when 'OUTSIDE_WORKING_HOURS' then format('%s does not offer a session that starts then.', p_profile.full_name)
    when 'SLOT_TAKEN' then 'Somebody else has just booked this time.'
    when 'CLIENT_BUSY' then 'You have another session at this time.'
    else 'This time cannot be booked.'
  end;
$$;
revoke execute on function private.refusal_message(text, public.therapist_profiles) from public, anon, authenticated;

-- Refuses with the code of the slot rule. SLOT_TAKEN and CLIENT_BUSY are conflicts (409) and come with up to three
-- other starts that can be booked right now (details.alternatives, ISO 8601); the rest are 422.
create function private.refuse_slot(p_code text, p_profile public.therapist_profiles, p_starts_at timestamptz,
  p_minutes integer, p_client_id uuid, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if p_code in ('SLOT_TAKEN', 'CLIENT_BUSY') then
    perform private.refuse(409, p_code, private.refusal_message(p_code, p_profile), jsonb_build_object('alternatives',
      array(select s from private.nearest_starts(p_profile, p_starts_at, p_minutes, p_client_id, 3, p_now) as s)));
  end if;
  perform private.refuse(422, p_code, private.refusal_message(p_code, p_profile));
end;
$$;
revoke execute on function private.refuse_slot(text, public.therapist_profiles, timestamptz, integer, uuid, timestamptz)
  from public, anon, authenticated;

-- Refuses a booking whose id is in use. The caller's own same booking: ALREADY_BOOKED 409 with its session_id, so
-- that a retry after a lost answer can read the session and go on. Anything else: IDEMPOTENCY_CONFLICT 409.
create function private.refuse_used_id(p_new public.client_sessions, p_client_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_old public.client_sessions;
begin
  select * into v_old from public.client_sessions as s where s.id = p_new.id;
  if not found then
    return;
  end if;
  if v_old.client_id = p_client_id and v_old.therapist_id = p_new.therapist_id and v_old.starts_at = p_new.starts_at
     and v_old.duration_minutes = p_new.duration_minutes
     and v_old.session_type = p_new.session_type and v_old.notes = p_new.notes then
    perform private.refuse(409, 'ALREADY_BOOKED', 'This session is already booked.',
      jsonb_build_object('session_id', v_old.id, 'status', v_old.status));
  end if;
  perform private.refuse(409, 'IDEMPOTENCY_CONFLICT', 'This booking id was already used for another booking.');
end;
$$;
revoke execute on function private.refuse_used_id(public.client_sessions, uuid) from public, anon, authenticated;

-- A client's booking, checked and completed. The row as sent comes in, the row to be stored goes out. In order:
-- who (NOT_A_CLIENT 403), whom (THERAPIST_NOT_FOUND 404), when (resolve_start), the locks, a repeated id
-- (refuse_used_id), the slot rule (refuse_slot), TOO_MANY_HOLDS 429, PRICE_CHANGED 409.
-- Security definer: reads sessions of others to know what is free, and frees their expired holds.
create function private.prepare_booking(p_new public.client_sessions)
returns public.client_sessions
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_caller constant uuid := (select auth.uid());
  v_client public.client_profiles;
  v_therapist public.therapist_profiles;
  v_now timestamptz;
  v_code text;
  v_price numeric;
begin
  if v_caller is null or p_new.client_id is distinct from v_caller then
    raise exception using errcode = '42501', message = 'You can book for yourself only.';
  end if;
  -- Two bookings in one transaction could take their locks crosswise with another such pair.
  if current_setting('private.booked_in_this_transaction', true) = 'yes' then
    perform private.refuse(422, 'ONE_AT_A_TIME', 'Please book one session per request.');
  end if;
  perform set_config('private.booked_in_this_transaction', 'yes', true);

  select * into v_client from public.client_profiles as c where c.id = v_caller;
  if not found then
    perform private.refuse(403, 'NOT_A_CLIENT', 'Therapists cannot book sessions with this account.');
  end if;
  v_therapist := private.therapist_or_refuse(p_new.therapist_id);
  p_new.duration_minutes := coalesce(p_new.duration_minutes, v_therapist.default_duration_minutes);
  p_new.starts_at := private.resolve_start(p_new.starts_at, p_new.session_date, p_new.start_time, v_therapist.time_zone);
  p_new.session_type := coalesce(nullif(private.clean_line(p_new.session_type), ''), 'Session');
  p_new.notes := coalesce(private.clean_text(p_new.notes), '');

  perform private.lock_person('therapist', p_new.therapist_id);
  perform private.lock_person('client', v_caller);
  -- Only now: the wait for a lock may have been long.
  v_now := clock_timestamp();
  perform private.refuse_used_id(p_new, v_caller);
  perform private.free_expired_holds(p_new.therapist_id, v_caller,
    tstzrange(p_new.starts_at, p_new.starts_at + make_interval(mins => greatest(p_new.duration_minutes, 0))), v_now);
  v_code := private.slot_refusal(v_therapist, p_new.starts_at, p_new.duration_minutes, v_caller, null, v_now);
  if v_code is null and private.is_held(p_new.therapist_id, v_caller,
      tstzrange(p_new.starts_at, p_new.starts_at + make_interval(mins => p_new.duration_minutes))) then
    v_code := 'SLOT_TAKEN';
  end if;
  if v_code is not null then
    perform private.refuse_slot(v_code, v_therapist, p_new.starts_at, p_new.duration_minutes, v_caller, v_now);
  end if;

  v_price := private.session_price(v_therapist.hourly_rate, p_new.duration_minutes, v_therapist.currency);
  if v_therapist.requires_payment and v_price > 0 then
    if (select count(*) from public.client_sessions as s
        where s.client_id = v_caller and s.status = 'scheduled' and s.payment_status in ('pending', 'failed')
          and s.hold_expires_at > v_now) >= 3 then
      perform private.refuse(429, 'TOO_MANY_HOLDS',
        'You are holding three unpaid times already. Pay for one or let one go first.');
    end if;
    p_new.payment_status := 'pending';
    p_new.hold_expires_at := v_now + interval '15 minutes';
  else
    p_new.payment_status := 'not_required';
    p_new.hold_expires_at := null;
  end if;
  if p_new.price is not null and p_new.price <> v_price then
    perform private.refuse(409, 'PRICE_CHANGED', 'The price has changed since you opened this page.',
      jsonb_build_object('price', v_price, 'currency', v_therapist.currency));
  end if;

  p_new.price := v_price;
  p_new.currency := v_therapist.currency;
  p_new.time_zone := v_therapist.time_zone;
  p_new.buffer_before_minutes := v_therapist.buffer_before_minutes;
  p_new.buffer_after_minutes := v_therapist.buffer_after_minutes;
  p_new.cancellation_notice_hours := v_therapist.cancellation_notice_hours;
  p_new.client_name := v_client.full_name;
  p_new.client_email := v_client.email;
  p_new.client_phone := v_client.phone;
  p_new.status := 'scheduled';
  p_new.created_at := v_now;
  p_new.updated_at := v_now;
  return private.with_derived_times(p_new);
end;
$$;
revoke execute on function private.prepare_booking(public.client_sessions) from public, anon, authenticated;
grant execute on function private.prepare_booking(public.client_sessions) to authenticated;

-- A row written by the service role or in SQL: trusted to say anything, completed where it says nothing. Working hours
-- are not asked; the constraints still hold. The locks are the same, so that it meets bookings in order.
create function private.complete_session(p_new public.client_sessions)
returns public.client_sessions
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_therapist constant public.therapist_profiles := private.therapist_or_refuse(p_new.therapist_id);
  v_client public.client_profiles;
begin
  select * into v_client from public.client_profiles as c where c.id = p_new.client_id;
  p_new.time_zone := coalesce(p_new.time_zone, v_therapist.time_zone);
  p_new.duration_minutes := coalesce(p_new.duration_minutes, v_therapist.default_duration_minutes);
  p_new.starts_at := private.resolve_start(p_new.starts_at, p_new.session_date, p_new.start_time, p_new.time_zone);
  p_new.currency := coalesce(p_new.currency, v_therapist.currency);
  p_new.price := coalesce(p_new.price,
    private.session_price(v_therapist.hourly_rate, p_new.duration_minutes, v_therapist.currency));
  p_new.client_name := coalesce(p_new.client_name, v_client.full_name);
  p_new.client_email := coalesce(nullif(p_new.client_email, ''), v_client.email, '');
  p_new.client_phone := coalesce(nullif(p_new.client_phone, ''), v_client.phone, '');
  if p_new.status = 'cancelled' then
    p_new.cancelled_at := coalesce(p_new.cancelled_at, now());
    p_new.cancelled_by := coalesce(p_new.cancelled_by, 'system');
  end if;
  perform private.lock_person('therapist', p_new.therapist_id);
  perform private.lock_person('client', p_new.client_id);
  return private.with_derived_times(p_new);
end;
$$;
revoke execute on function private.complete_session(public.client_sessions) from public, anon, authenticated;
grant execute on function private.complete_session(public.client_sessions) to service_role;

-- Trigger: decides by the role that really writes, which no claim in a token can change.
create function private.before_session_insert()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if current_user in ('anon', 'authenticated') then
    return private.prepare_booking(new);
  end if;
  return private.complete_session(new);
end;
$$;
revoke execute on function private.before_session_insert() from public, anon, authenticated;
grant execute on function private.before_session_insert() to authenticated, service_role;

create trigger client_sessions_before_insert before insert on public.client_sessions
  for each row execute function private.before_session_insert();
