-- The cancellation policy: cancelling is free until some hours before the start; after that it costs a part of the price, or
-- is not possible. A no-show costs a part of the price too. The policy is frozen on each session when it is booked.

-- Trigger: copies the therapist's policy onto a new session, for every writer.
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

-- Triggers fire in the order of their names: this one fires after client_sessions_before_insert, which fills in the rest.
create trigger client_sessions_before_insert_policy before insert on public.client_sessions
  for each row execute function private.freeze_policy();

-- What the client pays, in percent of the price, when a session ends as p_ends_as (cancelled or no_show) at p_now: nothing
-- when the therapist or the system cancels, or the client does before it is confirmed or in time; otherwise the frozen
-- percentage. Null: the client can no longer cancel. Signed-in people and the service role may call it.
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
    -- Not confirmed is not a promise yet.
    when p_session.status = 'scheduled' then 0
    when p_now <= p_session.starts_at - make_interval(hours => p_session.cancellation_notice_hours) then 0
    else p_session.late_cancel_fee_percent
  end;
$$;
revoke execute on function private.fee_percent(public.client_sessions, public.session_actor, public.session_status, timestamptz)
  from public, anon, authenticated;
grant execute on function private.fee_percent(public.client_sessions, public.session_actor, public.session_status, timestamptz)
  to authenticated, service_role;

-- What is returned of an amount after a fee, in minor units. The fee is rounded half up. Signed-in people and the service
-- role may call it.
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

-- Refuses a client's change that comes too late: after the start, or, for a confirmed session, less than the frozen notice
-- before it. A session that is not confirmed may be changed until the start. Never refuses a therapist. Signed-in people may
-- call it. Refuses TOO_LATE_TO_CHANGE 422 (details.cancellation_notice_hours).
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
