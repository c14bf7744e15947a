import type { TransactionSql } from 'postgres';

/** What the database said to one case; instants in whole minutes since 1970. */
export interface Said {
  /** Null when the question itself was refused. */
  list: { start: number; price: number | null; date: string | null; time: string | null }[] | null;
  refused: string | null;
  why: string[];
  inserted: { code: string; minutes: number | null; date: string | null; time: string | null }[];
  moved: string[];
}

/**
 * Places the therapists, hours and sessions of many cases as they are, past the triggers. Switching the triggers off and on
 * throws away every plan the connection has made, so it is done once for many.
 */
const PLACER = `
create function pg_temp.place(batch jsonb) returns void language plpgsql as $place$
begin
  perform set_config('session_replication_role', 'replica', true);
  insert into public.therapist_profiles (id, slug, full_name, requires_payment, cancellation_notice_hours, time_zone,
    slot_interval_minutes, buffer_before_minutes, buffer_after_minutes, session_durations, default_duration_minutes,
    min_notice_minutes, booking_window_days, max_sessions_per_day, is_accepting_clients, hourly_rate)
  select (c ->> 'therapist')::uuid, 's-' || (c ->> 'therapist'), 'Theo', false, 0, r.*
  from jsonb_array_elements(batch) as c, jsonb_to_record(c -> 'profile') as r (time_zone text, slot_interval_minutes integer,
    buffer_before_minutes integer, buffer_after_minutes integer, session_durations integer[], default_duration_minutes integer,
    min_notice_minutes integer, booking_window_days integer, max_sessions_per_day integer, is_accepting_clients boolean, hourly_rate numeric);
  insert into public.therapist_profiles (id, slug, full_name)
  select (c ->> 'elsewhere')::uuid, 's-' || (c ->> 'elsewhere'), 'Tess' from jsonb_array_elements(batch) as c;
  insert into public.client_profiles (id, full_name, email)
  select id::uuid, 'Cleo', id || '@cases.test' from jsonb_array_elements(batch) as c, unnest(array[c ->> 'cleo', c ->> 'another']) as id;
  insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time, is_available)
  select (c ->> 'therapist')::uuid, r.day, r.start, r.end, r.open
  from jsonb_array_elements(batch) as c, jsonb_to_recordset(c -> 'hours') as r (day smallint, start time, "end" time, open boolean);
  insert into public.availability_overrides (therapist_id, starts_on, ends_on, start_time, end_time, is_available)
  select (c ->> 'therapist')::uuid, r.from, r.to, r.start, r.end, r.open
  from jsonb_array_elements(batch) as c,
    jsonb_to_recordset(c -> 'overrides') as r ("from" date, "to" date, start time, "end" time, open boolean);
  insert into public.session_types (id, therapist_id, name, durations, price, buffer_before_minutes, buffer_after_minutes,
    first_visit_only, is_active, position)
  select r.id, (c ->> 'therapist')::uuid, r.name, r.durations, r.price / 100.0, r.before, r.after, r."firstVisitOnly", r.active, r.position
  from jsonb_array_elements(batch) as c, jsonb_to_recordset(c -> 'types') as r (id uuid, name text, durations integer[],
    price integer, before integer, after integer, "firstVisitOnly" boolean, active boolean, position integer);
  insert into public.client_sessions (id, therapist_id, client_id, client_name, session_date, start_time, time_zone, starts_at,
    ends_at, duration_minutes, buffer_before_minutes, buffer_after_minutes, price, currency, status, payment_status,
    hold_expires_at, cancelled_at, cancellation_notice_hours)
  select r.id, (c ->> case when r.whose = 'elsewhere' then 'elsewhere' else 'therapist' end)::uuid,
    (c ->> case when r.whose = 'another' then 'another' else 'cleo' end)::uuid, 'C', date '2000-01-01', time '00:00', 'UTC',
    to_timestamp(r.start * 60.0), to_timestamp((r.start + r.minutes) * 60.0), r.minutes, r.before, r.after, 80, 'GBP',
    r.status, r.payment, to_timestamp(r."holdUntil" * 60.0), case when r.status = 'cancelled' then now() end, 0
  from jsonb_array_elements(batch) as c, jsonb_to_recordset(c -> 'sessions') as r (id uuid, whose text, start bigint,
    minutes integer, before integer, after integer, status public.session_status, payment public.payment_status, "holdUntil" bigint);
  perform set_config('session_replication_role', 'origin', true);
end;
$place$`;

/**
 * Asks about a case. With `now` the rule itself is asked, at that instant; without, what a caller of the API can ask, and what
 * really happens on inserting each start of `book`, or on moving the session to each start of `move`. All of it is undone.
 */
const PLAYER = `
create function pg_temp.play(c jsonb) returns jsonb language plpgsql as $play$
declare
  v_id constant uuid := c ->> 'therapist';
  v_now constant timestamptz := c ->> 'now';
  v_type constant uuid := c ->> 'typeId';
  v_minutes constant integer := c ->> 'minutes';
  v_moving constant uuid := c ->> 'moving';
  v_from constant timestamptz := to_timestamp((c ->> 'from')::numeric * 60);
  v_to constant timestamptz := to_timestamp((c ->> 'to')::numeric * 60);
  v_asker constant uuid := case when (c ->> 'client')::boolean then (c ->> 'cleo')::uuid end;
  v_profile public.therapist_profiles;
  v_terms private.slot_terms;
  v_row public.client_sessions;
  v_list jsonb;
  v_refused text;
  v_why jsonb := '[]';
  v_inserted jsonb := '[]';
  v_moved jsonb := '[]';
  v_code text;
  v_start timestamptz;
begin
  perform set_config('timezone', c ->> 'viewer', true);
  if v_now is not null then
    select * into v_profile from public.therapist_profiles where id = v_id;
    begin
      if v_moving is null then
        v_terms := private.terms_for(v_profile, v_type, null, v_minutes);
      else
        select * into v_row from public.client_sessions where id = v_moving;
        v_terms := private.terms_of_session(v_profile, v_row);
      end if;
      if v_terms.offered then
        select coalesce(jsonb_agg(jsonb_build_object('start', extract(epoch from s) / 60) order by s), '[]') into v_list
        from private.open_starts(v_terms, v_from, v_to, v_asker, v_moving, v_now) as s;
      else
        v_refused := 'INVALID_DURATION';
      end if;
      select coalesce(jsonb_agg(coalesce(private.slot_refusal(v_terms, to_timestamp(a::numeric * 60), v_asker, v_moving, v_now), 'BOOKABLE')
        order by place), '[]') into v_why
      from jsonb_array_elements_text(c -> 'asked') with ordinality as w (a, place);
    exception when sqlstate 'PT422' then
      get stacked diagnostics v_refused = pg_exception_hint;
    end;
    raise exception using errcode = 'UNDO2';
  end if;

  perform set_config('request.jwt.claims', case when v_asker is null then '{"role": "anon"}'
      else jsonb_build_object('role', 'authenticated', 'sub', v_asker)::text end, true),
    set_config('role', case when v_asker is null then 'anon' else 'authenticated' end, true);
  begin
    select coalesce(jsonb_agg(jsonb_build_object('start', extract(epoch from s.starts_at) / 60, 'price', s.price * 100,
      'date', s.session_date, 'time', to_char(s.start_time, 'HH24:MI')) order by s.starts_at), '[]') into v_list
    from public.get_available_slots(v_id, v_from, v_to, v_minutes, v_moving, v_type) as s;
  exception when sqlstate 'PT422' then
    get stacked diagnostics v_refused = pg_exception_hint;
  end;
  begin
    select coalesce(jsonb_agg(public.explain_slot(v_id, to_timestamp(a::numeric * 60), v_minutes, v_type, v_moving) order by place), '[]')
      into v_why
    from jsonb_array_elements_text(c -> 'asked') with ordinality as w (a, place);
  exception when sqlstate 'PT422' then
    get stacked diagnostics v_refused = pg_exception_hint;
  end;
  for v_start in select to_timestamp(s::numeric * 60) from jsonb_array_elements_text(c -> 'book') as s loop
    begin
      insert into public.client_sessions (therapist_id, starts_at, duration_minutes, session_type_id)
      values (v_id, v_start, v_minutes, v_type) returning * into v_row;
      raise exception using errcode = 'UNDO1';
    exception
      when sqlstate 'UNDO1' then
        v_inserted := v_inserted || jsonb_build_object('code', 'BOOKABLE', 'date', v_row.session_date,
          'time', to_char(v_row.start_time, 'HH24:MI'), 'minutes', extract(epoch from v_row.ends_at - v_row.starts_at) / 60);
      when others then
        get stacked diagnostics v_code = pg_exception_hint;
        v_inserted := v_inserted || jsonb_build_object('code', coalesce(nullif(v_code, ''), sqlerrm));
    end;
  end loop;
  for v_start in select to_timestamp(s::numeric * 60) from jsonb_array_elements_text(c -> 'move') as s loop
    begin
      update public.client_sessions set starts_at = v_start where id = v_moving;
      raise exception using errcode = 'UNDO1';
    exception
      when sqlstate 'UNDO1' then v_moved := v_moved || '["BOOKABLE"]'::jsonb;
      when others then
        get stacked diagnostics v_code = pg_exception_hint;
        v_moved := v_moved || jsonb_build_array(coalesce(nullif(v_code, ''), sqlerrm));
    end;
  end loop;
  raise exception using errcode = 'UNDO2';
exception
  when sqlstate 'UNDO2' then
    return jsonb_build_object('list', v_list, 'refused', v_refused, 'why', v_why, 'inserted', v_inserted, 'moved', v_moved);
  when others then
    get stacked diagnostics v_code = pg_exception_context;
    return jsonb_build_object('list', null, 'refused', sqlerrm || ': ' || v_code, 'why', v_why, 'inserted', v_inserted, 'moved', v_moved);
end;
$play$`;

/** Readies a connection's transaction for cases. */
export async function readyPlayer(sql: TransactionSql): Promise<void> {
  await sql.unsafe(PLACER);
  await sql.unsafe(PLAYER);
}

class Undone extends Error {}

/** Many cases in two round trips, nothing left behind. */
export async function playCases(sql: TransactionSql, sent: object[]): Promise<Said[]> {
  const batch = JSON.stringify(sent);
  let said: Said[] = [];
  await sql
    .savepoint(async () => {
      await sql`select pg_temp.place(${batch}::text::jsonb)`;
      const rows = await sql<{ said: Said }[]>`
      select pg_temp.play(c) as said from jsonb_array_elements(${batch}::text::jsonb) with ordinality as w (c, place) order by place`;
      said = rows.map((row) => row.said);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return said;
}
