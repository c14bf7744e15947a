-- Realtime: who is told about which change. Triggers send to private channels through realtime.send; policies on
-- realtime.messages say who may listen. Nothing about a client is sent on the availability channel.

-- One policy for each role, so that each reader is checked against one.
create policy "Visitors can listen to availability" on realtime.messages
  for select to anon
  using (extension = 'broadcast' and (select realtime.topic()) like 'availability:%');
create policy "People can listen to availability and to their own sessions" on realtime.messages
  for select to authenticated
  using (
    extension = 'broadcast'
    and ((select realtime.topic()) like 'availability:%'
         or (select realtime.topic()) = 'sessions:' || (select auth.uid())::text));

-- Tells every open calendar of a therapist that the times from p_from to p_to may have changed (null: any time). For triggers
-- only.
create function private.announce_availability(p_therapist_id uuid, p_from timestamptz, p_to timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('therapist_id', p_therapist_id, 'from', p_from, 'to', p_to),
    'availability_changed', 'availability:' || p_therapist_id::text, true);
end;
$$;
revoke execute on function private.announce_availability(uuid, timestamptz, timestamptz)
  from public, anon, authenticated;

-- Trigger on sessions: tells both parties and the therapist's calendars. The times sent are the session's, without buffers. A
-- guest has no channel. Security definer: the party who changes a session may not send on channels.
create function private.announce_session()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_row constant public.client_sessions := case when tg_op = 'DELETE' then old else new end;
  v_payload constant jsonb := jsonb_build_object(
    'session_id', v_row.id, 'status', v_row.status, 'payment_status', v_row.payment_status);
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'updated_at' = to_jsonb(old) - 'updated_at' then
    return null;
  end if;
  if v_row.client_id is not null then
    perform realtime.send(v_payload, 'session_changed', 'sessions:' || v_row.client_id::text, true);
  end if;
  perform realtime.send(v_payload, 'session_changed', 'sessions:' || v_row.therapist_id::text, true);
  if tg_op = 'UPDATE' then
    if (new.status in ('scheduled', 'confirmed', 'in_progress')) <> (old.status in ('scheduled', 'confirmed', 'in_progress'))
       or new.during <> old.during then
      perform private.announce_availability(old.therapist_id, old.starts_at, old.ends_at);
    end if;
    if new.during <> old.during then
      perform private.announce_availability(new.therapist_id, new.starts_at, new.ends_at);
    end if;
  else
    perform private.announce_availability(v_row.therapist_id, v_row.starts_at, v_row.ends_at);
  end if;
  return null;
end;
$$;
revoke execute on function private.announce_session() from public, anon, authenticated;

create trigger client_sessions_announce after insert or update or delete on public.client_sessions
  for each row execute function private.announce_session();

-- Triggers on weekly hours, overrides and session types: one message per statement and therapist. Security definer as above.
create function private.announce_hours()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.announce_availability(t.therapist_id, null, null)
  from (select distinct c.therapist_id from changed as c) as t;
  return null;
end;
$$;
revoke execute on function private.announce_hours() from public, anon, authenticated;

create trigger availability_slots_announce_insert after insert on public.availability_slots
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_slots_announce_update after update on public.availability_slots
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_slots_announce_delete after delete on public.availability_slots
  referencing old table as changed for each statement execute function private.announce_hours();
create trigger availability_overrides_announce_insert after insert on public.availability_overrides
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_overrides_announce_update after update on public.availability_overrides
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger availability_overrides_announce_delete after delete on public.availability_overrides
  referencing old table as changed for each statement execute function private.announce_hours();
create trigger session_types_announce_insert after insert on public.session_types
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger session_types_announce_update after update on public.session_types
  referencing new table as changed for each statement execute function private.announce_hours();
create trigger session_types_announce_delete after delete on public.session_types
  referencing old table as changed for each statement execute function private.announce_hours();

-- Trigger on therapist profiles: any booking rule may have changed. Security definer as above.
create function private.announce_rules()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform private.announce_availability(new.id, null, null);
  return null;
end;
$$;
revoke execute on function private.announce_rules() from public, anon, authenticated;

create trigger therapist_profiles_announce after update on public.therapist_profiles
  for each row when (old.* is distinct from new.*) execute function private.announce_rules();

-- Trigger on payments and refunds: tells both parties of the session that its money has changed, without an amount. It fires at
-- the end of the transaction (deferred), so that it sends the session's final state. Security definer as above.
create function private.announce_money()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_session public.client_sessions;
begin
  select * into v_session from public.client_sessions as s
  where s.id = case when tg_op = 'DELETE' then old.session_id else new.session_id end;
  if found then
    perform realtime.send(p.payload, 'session_changed', 'sessions:' || person.id::text, true)
    from (select jsonb_build_object('session_id', v_session.id, 'status', v_session.status,
      'payment_status', v_session.payment_status) as payload) as p
    cross join unnest(array[v_session.client_id, v_session.therapist_id]) as person (id)
    where person.id is not null;
  end if;
  return null;
end;
$$;
revoke execute on function private.announce_money() from public, anon, authenticated;

-- Changes that also change the session's row are announced by announce_session.
create constraint trigger payments_announce after update on public.payments
  deferrable initially deferred for each row
  when ((old.refunded_minor, old.disputed_at, old.dispute_status, old.processing_since)
    is distinct from (new.refunded_minor, new.disputed_at, new.dispute_status, new.processing_since))
  execute function private.announce_money();
create constraint trigger refunds_announce after insert or delete on public.refunds
  deferrable initially deferred for each row execute function private.announce_money();
create constraint trigger refunds_announce_changes after update on public.refunds
  deferrable initially deferred for each row
  when ((old.status, old.amount_minor) is distinct from (new.status, new.amount_minor))
  execute function private.announce_money();
