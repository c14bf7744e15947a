-- A therapist books for one of their clients, or for a guest (a person without an account).

-- See public.book_for_client. Security definer: writes a row on behalf of another person.
create function private.book_for(
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
    -- Only a client they have a session with; otherwise an id would reveal a stranger's contact details.
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
  -- Notice, booking window, not accepting clients and first-visit types limit clients, not the therapist.
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
  -- Outside the hours, into a buffer or on a full day only if the therapist says so. Never over another session.
  if v_code in ('OUTSIDE_WORKING_HOURS', 'SLOT_TAKEN', 'DAY_FULL') and p_outside_hours then
    v_code := null;
  end if;
  if v_code is null and private.is_taken(v_caller, v_client.id, v_during) then
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
  v_session := private.derive_times(private.copy_terms(v_session, v_terms));
  insert into public.client_sessions (id, therapist_id, client_id, client_name, client_email, client_phone, starts_at,
    time_zone, duration_minutes, buffer_before_minutes, buffer_after_minutes, session_type_id, session_type, place, price,
    currency, notes, status, payment_status, is_outside_hours)
  values (v_session.id, v_caller, v_client.id, coalesce(v_client.full_name, left(private.clean_line(p_client_name), 120)),
    coalesce(v_client.email, p_client_email, ''), coalesce(v_client.phone, p_client_phone, ''), p_starts_at,
    v_session.time_zone, v_session.duration_minutes, v_session.buffer_before_minutes, v_session.buffer_after_minutes,
    v_session.session_type_id, v_session.session_type, v_session.place, v_session.price,
    v_session.currency, coalesce(private.clean_text(p_notes), ''), 'confirmed',
    case when v_session.price > 0 then p_payment else 'not_required' end,
    not private.is_within_hours(v_terms, v_during));
  return v_session.id;
end;
$$;
revoke execute on function private.book_for(uuid, timestamptz, integer, uuid, uuid, text, text, text, text, public.payment_status, boolean)
  from public, anon, authenticated;
grant execute on function private.book_for(uuid, timestamptz, integer, uuid, uuid, text, text, text, text, public.payment_status, boolean)
  to authenticated;

-- Books a confirmed session with the caller, a therapist, for one of their clients (p_client_id) or for a guest
-- (p_client_name, and an email if there is one). Never over another session; outside the working hours, into a
-- buffer or on a full day only with p_outside_hours. p_payment: not_required, or pending (paid later, without a hold).
-- p_id makes a retry safe: the same booking sent again returns the session that it made. Returns the session.
-- For signed-in therapists. Refuses NOT_A_THERAPIST 403, CLIENT_NOT_FOUND 404, CLIENT_NAME_MISSING 422, INVALID_EMAIL 422,
-- INVALID_PAYMENT 422, INVALID_TIME 422, UNKNOWN_SESSION_TYPE 422, IDEMPOTENCY_CONFLICT 409 (p_id belongs to another
-- booking), OUTSIDE_WORKING_HOURS 422 (details.can_override), CLIENT_BUSY 409 (no alternatives), otherwise as refuse_slot.
create function public.book_for_client(
  p_starts_at timestamptz, p_duration_minutes integer default null, p_session_type_id uuid default null,
  p_client_id uuid default null, p_client_name text default null, p_client_email text default null,
  p_client_phone text default null, p_notes text default null,
  p_payment public.payment_status default 'not_required', p_outside_hours boolean default false, p_id uuid default null)
returns setof public.client_sessions
language plpgsql
set search_path = ''
as $$
declare
  v_id constant uuid := private.book_for(p_id, p_starts_at, p_duration_minutes, p_session_type_id, p_client_id, p_client_name,
    p_client_email, p_client_phone, p_notes, p_payment, coalesce(p_outside_hours, false));
begin
  return query select s.* from public.client_sessions as s where s.id = v_id;
end;
$$;
revoke execute on function public.book_for_client(timestamptz, integer, uuid, uuid, text, text, text, text, public.payment_status, boolean, uuid)
  from public, anon, authenticated;
grant execute on function public.book_for_client(timestamptz, integer, uuid, uuid, text, text, text, text, public.payment_status, boolean, uuid)
  to authenticated;
