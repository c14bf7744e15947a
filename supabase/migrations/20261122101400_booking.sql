-- Booking: what the database does when a row is inserted into client_sessions.

-- Refuses a booking whose id is in use: ALREADY_BOOKED 409 (details.session_id, details.status) for the same booking of the
-- same client, so that a retry after a lost answer can go on with that session; IDEMPOTENCY_CONFLICT 409 for a different
-- one. Internal.
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

-- A client's booking: takes the row as sent, returns the row to store. For signed-in people, through the trigger. Checks, and
-- refuses with, in this order: the caller (42501, ONE_AT_A_TIME 422, NOT_A_CLIENT 403), the therapist (THERAPIST_NOT_FOUND
-- 404), the type (UNKNOWN_SESSION_TYPE 422), the start (as resolve_start); then it takes the locks and checks the id (as
-- refuse_used_id), the slot rule (as refuse_slot), the client's unpaid holds (TOO_MANY_HOLDS 429, three at most) and the
-- price the client was shown (PRICE_CHANGED 409, details.price in major units).
-- Security definer: reads the sessions of others to know what is free, and cancels their expired holds.
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
  v_terms private.slot_terms;
  v_sent_price constant numeric := p_new.price;
  v_during tstzrange;
  v_now timestamptz;
  v_code text;
begin
  if v_caller is null or p_new.client_id is distinct from v_caller then
    raise exception using errcode = '42501', message = 'You can book for yourself only.';
  end if;
  -- Two bookings in one transaction could deadlock with two others that lock the same people in the other order.
  if current_setting('private.booked_in_this_transaction', true) = 'yes' then
    perform private.refuse(422, 'ONE_AT_A_TIME', 'Please book one session per request.');
  end if;
  perform set_config('private.booked_in_this_transaction', 'yes', true);

  select * into v_client from public.client_profiles as c where c.id = v_caller;
  if not found then
    perform private.refuse(403, 'NOT_A_CLIENT', 'Therapists cannot book sessions with this account.');
  end if;
  v_therapist := private.therapist_or_refuse(p_new.therapist_id);
  -- 'Session' is the column's default: no type was named.
  v_terms := private.terms_for(v_therapist, p_new.session_type_id,
    nullif(nullif(private.clean_line(p_new.session_type), ''), 'Session'), p_new.duration_minutes);
  p_new.starts_at := private.resolve_start(p_new.starts_at, p_new.session_date, p_new.start_time, v_therapist.time_zone);
  p_new.notes := coalesce(private.clean_text(p_new.notes), '');
  p_new := private.copy_terms(p_new, v_terms);

  -- A block of its own: leaving it by an exception releases its locks. So when fifty people want one time, the others do not
  -- wait while alternatives are found for each of them.
  begin
    perform private.lock_person('therapist', p_new.therapist_id);
    perform private.lock_person('client', v_caller);
    -- Read after the locks: waiting for them may have taken long.
    v_now := clock_timestamp();
    perform private.refuse_used_id(p_new, v_caller);
    v_during := tstzrange(p_new.starts_at, p_new.starts_at + make_interval(mins => greatest(v_terms.minutes, 0)));
    perform private.free_expired_holds(p_new.therapist_id, v_caller, v_during, v_now);
    v_code := private.slot_refusal(v_terms, p_new.starts_at, v_caller, null, v_now);
    if v_code is null and private.is_taken(p_new.therapist_id, v_caller, v_during) then
      v_code := 'SLOT_TAKEN';
    end if;
    if v_code is not null then
      raise exception using errcode = 'PCREF', message = v_code;
    end if;
  exception
    when sqlstate 'PCREF' then
      perform private.refuse_slot(v_code, v_terms, p_new.starts_at, v_caller, v_now);
  end;

  if v_therapist.requires_payment and v_terms.price > 0 then
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
  if v_sent_price is not null and v_sent_price <> v_terms.price then
    perform private.refuse(409, 'PRICE_CHANGED', 'The price has changed since you opened this page.',
      jsonb_build_object('price', v_terms.price, 'currency', v_terms.currency));
  end if;

  p_new.client_name := v_client.full_name;
  p_new.client_email := v_client.email;
  p_new.client_phone := v_client.phone;
  p_new.status := 'scheduled';
  p_new.is_outside_hours := false;
  p_new.created_at := v_now;
  p_new.updated_at := v_now;
  return private.derive_times(p_new);
end;
$$;
revoke execute on function private.prepare_booking(public.client_sessions) from public, anon, authenticated;
grant execute on function private.prepare_booking(public.client_sessions) to authenticated;

-- A row inserted by the service role or in SQL: its values are trusted, missing ones are filled in. Working hours are not
-- checked; the constraints are. Takes the same locks as a booking. For the service role, through the trigger. Refuses
-- THERAPIST_NOT_FOUND 404, and as resolve_start. Security definer: as prepare_booking.
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
  return private.derive_times(p_new);
end;
$$;
revoke execute on function private.complete_session(public.client_sessions) from public, anon, authenticated;
grant execute on function private.complete_session(public.client_sessions) to service_role;

-- Trigger: a client's booking, or a trusted row. current_user is the database role, which no claim in a token can change.
create function private.before_session_insert()
returns trigger
language plpgsql
set search_path = ''
set plan_cache_mode = force_generic_plan
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
