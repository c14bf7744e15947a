-- Booking on terms: the insert trigger again, now with session types, and what the rule needed before them goes.

-- The sentence for people that goes with a refusal of the slot rule.
create function private.refusal_message(p_code text, p_terms private.slot_terms)
returns text
language sql
immutable
set search_path = ''
as $$
  select case p_code
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
$$;
revoke execute on function private.refusal_message(text, private.slot_terms) from public, anon, authenticated;

-- Refuses with the code of the slot rule. SLOT_TAKEN, DAY_FULL and CLIENT_BUSY are conflicts (409) and come with up to
-- three other starts that can be booked right now (details.alternatives, ISO 8601); the rest are 422.
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

-- What a session keeps of the terms it was booked on.
create function private.with_terms(p_session public.client_sessions, p_terms private.slot_terms)
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
revoke execute on function private.with_terms(public.client_sessions, private.slot_terms) from public, anon, authenticated;

-- A client's booking, checked and completed. The row as sent comes in, the row to be stored goes out. In order:
-- who (NOT_A_CLIENT 403), whom (THERAPIST_NOT_FOUND 404), what (UNKNOWN_SESSION_TYPE 422), when (resolve_start), the
-- locks, a repeated id (refuse_used_id), the slot rule (refuse_slot), TOO_MANY_HOLDS 429, PRICE_CHANGED 409.
-- Security definer: reads sessions of others to know what is free, and frees their expired holds.
create or replace function private.prepare_booking(p_new public.client_sessions)
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
  v_now timestamptz;
  v_code text;
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
  -- The column's default stands for "not said".
  v_terms := private.terms_for(v_therapist, p_new.session_type_id,
    nullif(nullif(private.clean_line(p_new.session_type), ''), 'Session'), p_new.duration_minutes);
  p_new.starts_at := private.resolve_start(p_new.starts_at, p_new.session_date, p_new.start_time, v_therapist.time_zone);
  p_new.notes := coalesce(private.clean_text(p_new.notes), '');
  p_new := private.with_terms(p_new, v_terms);

  perform private.lock_person('therapist', p_new.therapist_id);
  perform private.lock_person('client', v_caller);
  -- Only now: the wait for a lock may have been long.
  v_now := clock_timestamp();
  perform private.refuse_used_id(p_new, v_caller);
  perform private.free_expired_holds(p_new.therapist_id, v_caller,
    tstzrange(p_new.starts_at, p_new.starts_at + make_interval(mins => greatest(v_terms.minutes, 0))), v_now);
  v_code := private.slot_refusal(v_terms, p_new.starts_at, v_caller, null, v_now);
  if v_code is null and private.is_held(p_new.therapist_id, v_caller,
      tstzrange(p_new.starts_at, p_new.starts_at + make_interval(mins => v_terms.minutes))) then
    v_code := 'SLOT_TAKEN';
  end if;
  if v_code is not null then
    perform private.refuse_slot(v_code, v_terms, p_new.starts_at, v_caller, v_now);
  end if;

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

  p_new.cancellation_notice_hours := v_therapist.cancellation_notice_hours;
  p_new.client_name := v_client.full_name;
  p_new.client_email := v_client.email;
  p_new.client_phone := v_client.phone;
  p_new.status := 'scheduled';
  p_new.is_outside_hours := false;
  p_new.created_at := v_now;
  p_new.updated_at := v_now;
  return private.with_derived_times(p_new);
end;
$$;

-- Nothing asks these any more: the rule before there were terms.
drop function private.refuse_slot(text, public.therapist_profiles, timestamptz, integer, uuid, timestamptz);
drop function private.refusal_message(text, public.therapist_profiles);
drop function private.slot_refusal(public.therapist_profiles, timestamptz, integer, uuid, uuid, timestamptz);
drop function private.nearest_starts(public.therapist_profiles, timestamptz, integer, uuid, integer, timestamptz);
drop function private.open_starts(public.therapist_profiles, timestamptz, timestamptz, integer, uuid, uuid, timestamptz);
