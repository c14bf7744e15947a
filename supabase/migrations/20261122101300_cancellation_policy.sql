-- The cancellation policy: free until so many hours before, then a part of the price or not at all; a part for a no-show.
-- Frozen on each session when it is booked, so that what was promised is what happens.

-- Trigger: copies the therapist's policy onto a new session, whoever writes it.
create function private.freeze_policy()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  select p.cancellation_notice_hours, p.late_cancel_fee_percent, p.no_show_fee_percent
  into new.cancellation_notice_hours, new.late_cancel_fee_percent, new.no_show_fee_percent
  from public.therapist_profiles as p where p.id = new.therapist_id;
  return new;
end;
$$;
revoke execute on function private.freeze_policy() from public, anon, authenticated;

-- Triggers run in the order of their names: this one after client_sessions_before_insert, which fills in the rest.
create trigger client_sessions_before_insert_policy before insert on public.client_sessions
  for each row execute function private.freeze_policy();

-- The fee, in percent of the price, of a session that ends this way now: 0 when the therapist (or the system) cancels or
-- the client is in time, the frozen percentages otherwise. Null: a client may not cancel any more.
create function private.fee_percent(
  p_session public.client_sessions, p_actor public.session_actor, p_ends_as public.session_status, p_now timestamptz)
returns integer
language sql
immutable
set search_path = ''
as $$
  select case
    when p_ends_as = 'no_show' then p_session.no_show_fee_percent
    when p_actor <> 'client' then 0
    when p_now >= p_session.starts_at then null
    -- A hold is nobody's promise yet.
    when p_session.status = 'scheduled' then 0
    when p_now <= p_session.starts_at - make_interval(hours => p_session.cancellation_notice_hours) then 0
    else p_session.late_cancel_fee_percent
  end;
$$;
revoke execute on function private.fee_percent(public.client_sessions, public.session_actor, public.session_status, timestamptz)
  from public, anon, authenticated;
grant execute on function private.fee_percent(public.client_sessions, public.session_actor, public.session_status, timestamptz)
  to authenticated, service_role;

-- What goes back of an amount after a fee, in minor units: the fee is rounded half up, the rest is returned.
create function private.after_fee(p_amount_minor bigint, p_fee_percent integer)
returns bigint
language sql
immutable
set search_path = ''
as $$
  select p_amount_minor - round(p_amount_minor * p_fee_percent / 100.0)::bigint;
$$;
revoke execute on function private.after_fee(bigint, integer) from public, anon, authenticated;
grant execute on function private.after_fee(bigint, integer) to authenticated, service_role;

-- Refuses TOO_LATE_TO_CHANGE 422 to a client once a session has begun, and from the frozen notice before it when it is
-- confirmed. An unpaid hold may be let go or moved until it starts; a therapist may always.
create function private.refuse_late_change(p_session public.client_sessions, p_actor public.session_actor, p_now timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if p_actor = 'client' and (
      p_now >= p_session.starts_at
      or (p_session.status = 'confirmed' and p_now > p_session.starts_at - make_interval(hours => p_session.cancellation_notice_hours))) then
    perform private.refuse(422, 'TOO_LATE_TO_CHANGE',
      format('This session could be changed until %s hours before its start. Please contact your therapist.',
        p_session.cancellation_notice_hours),
      jsonb_build_object('cancellation_notice_hours', p_session.cancellation_notice_hours));
  end if;
end;
$$;
revoke execute on function private.refuse_late_change(public.client_sessions, public.session_actor, timestamptz)
  from public, anon, authenticated;
grant execute on function private.refuse_late_change(public.client_sessions, public.session_actor, timestamptz)
  to authenticated;
