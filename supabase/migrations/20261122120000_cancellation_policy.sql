-- The cancellation policy: free until so many hours before, then a part of the price or not at all; a part for a no-show.
-- Frozen on each session when it is booked, so that what was promised is what happens.

alter table public.therapist_profiles
  add column late_cancel_fee_percent integer,
  add column no_show_fee_percent integer not null default 100,
  add constraint therapist_profiles_late_cancel_fee_range check (late_cancel_fee_percent between 0 and 100),
  add constraint therapist_profiles_no_show_fee_range check (no_show_fee_percent between 0 and 100);
comment on column public.therapist_profiles.late_cancel_fee_percent is
  'What a client pays who cancels after the notice, in percent of the price. Null: after the notice a client cannot cancel.';
comment on column public.therapist_profiles.no_show_fee_percent is 'What a client pays who does not come, in percent of the price.';
grant update (late_cancel_fee_percent, no_show_fee_percent) on public.therapist_profiles to authenticated;

alter table public.client_sessions
  add column late_cancel_fee_percent integer,
  add column no_show_fee_percent integer not null default 100,
  add constraint client_sessions_late_cancel_fee_range check (late_cancel_fee_percent between 0 and 100),
  add constraint client_sessions_no_show_fee_range check (no_show_fee_percent between 0 and 100);
comment on column public.client_sessions.late_cancel_fee_percent is 'The therapist''s policy when the session was booked; frozen, as is no_show_fee_percent. Null: no late cancelling.';

-- Trigger, after the one that fills in the rest: copies the therapist's policy onto a new session, whoever writes it.
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

-- A change of status as one of the parties asked for it. Asking for the status a session already has changes nothing.
-- Refuses INVALID_TRANSITION 409 (details: from, to, allowed), and TOO_LATE_TO_CHANGE 422 where the frozen policy lets a
-- client cancel no more.
create or replace function private.move_status(p_old public.client_sessions, p_new public.client_sessions)
returns public.client_sessions
language plpgsql
set search_path = ''
as $$
declare
  v_actor constant public.session_actor := private.actor_in(p_old);
  v_allowed constant public.session_status[] := private.allowed_statuses(v_actor, p_old.status);
  v_now constant timestamptz := clock_timestamp();
begin
  if p_new.status = p_old.status then
    p_new.cancellation_reason := p_old.cancellation_reason;
    return p_new;
  end if;
  if not p_new.status = any (v_allowed) then
    perform private.refuse(409, 'INVALID_TRANSITION',
      format('A session that is %s cannot become %s now.', replace(p_old.status::text, '_', ' '), replace(p_new.status::text, '_', ' ')),
      jsonb_build_object('from', p_old.status, 'to', p_new.status, 'allowed', to_jsonb(v_allowed)));
  end if;

  if p_new.status = 'cancelled' then
    if private.fee_percent(p_old, v_actor, 'cancelled', v_now) is null then
      perform private.refuse_late_change(p_old, v_actor, v_now);
    end if;
    p_new.cancelled_at := v_now;
    p_new.cancelled_by := v_actor;
    -- hold_expired is what the system writes; a person who says so must not pass for it.
    p_new.cancellation_reason := nullif(nullif(private.clean_text(p_new.cancellation_reason), ''), 'hold_expired');
  else
    -- Confirmed by hand: the time is the client's, paid or not yet.
    p_new.hold_expires_at := null;
    p_new.cancellation_reason := p_old.cancellation_reason;
  end if;
  return p_new;
end;
$$;
