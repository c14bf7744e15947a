import postgres, { type Sql } from 'postgres';

import { personId } from './data.ts';
import { describeTiming, parallel, report, together, type Timing } from './measure.ts';

const WRITERS = 8;
/** Each kind of write takes its turn this often, so that a busy machine is as unfair to one as to the others. */
const ROUNDS = 3;

/**
 * The same table without the exclusion constraints and the triggers: columns, checks, foreign keys, the other indexes and the
 * policy are those of client_sessions.
 */
async function makeBareTable(admin: Sql): Promise<void> {
  await admin.unsafe(
    'create table public.bare_sessions (like public.client_sessions including defaults including generated including constraints)',
  );
  await admin.unsafe(`do $$
    declare
      v_definition text;
    begin
      for v_definition in
        select replace(indexdef, ' ' || indexname || ' ON public.client_sessions', ' ON public.bare_sessions')
        from pg_indexes where schemaname = 'public' and tablename = 'client_sessions' and indexdef not like '%USING gist%'
      loop
        execute v_definition;
      end loop;
      for v_definition in
        select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.client_sessions'::regclass and contype = 'f'
      loop
        execute 'alter table public.bare_sessions add ' || v_definition;
      end loop;
    end $$;
    alter table public.bare_sessions enable row level security;
    create policy "Clients can book for themselves" on public.bare_sessions for insert to authenticated
      with check (client_id = (select auth.uid()));
    grant insert on public.bare_sessions to authenticated`);
}

/** Free starts of one therapist, on the hour, far from everything placed before. */
async function freeStarts(admin: Sql, therapist: string): Promise<string[]> {
  const starts: string[] = [];
  for (let year = 1; year <= 9; year += 1) {
    for (let part = 0; part < 6; part += 1) {
      const day = year * 365 + part * 60;
      const rows = await admin<{ start: string }[]>`
        select to_json(starts_at) #>> '{}' as start
        from public.get_available_slots(${therapist}, now() + ${day} * interval '1 day', now() + ${day + 59} * interval '1 day')
        where extract(minute from starts_at) = 0`;
      starts.push(...rows.map((row) => row.start));
    }
  }
  return starts;
}

/** Connections as the API has them for eight signed-in clients. */
async function clients(dbUrl: string): Promise<Sql[]> {
  return Promise.all(
    Array.from({ length: WRITERS }, async (_, index) => {
      const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined, fetch_types: false });
      const claims = JSON.stringify({ role: 'authenticated', sub: personId('client', 9000 + index) });
      await sql.unsafe(`select set_config('request.jwt.claims', '${claims}', false); set role authenticated`);
      return sql;
    }),
  );
}

/**
 * Bookings a second of eight clients, through the insert trigger and both constraints as the API runs it, against rows a second
 * of the same writers into the bare table. Each in a transaction of its own.
 */
export async function insertThroughput(dbUrl: string, admin: Sql, ms: number): Promise<void> {
  await makeBareTable(admin);
  await admin`update public.therapist_profiles set booking_window_days = 3650`;
  const lists: string[][] = [];
  for (let index = 0; index < WRITERS; index += 1) lists.push(await freeStarts(admin, personId('therapist', index + 1)));
  const connections = await clients(dbUrl);

  const next = lists.map(() => 0);
  const bare = connections.map(
    (sql, index) => () => sql`
      insert into public.bare_sessions (therapist_id, client_id, client_name, session_date, start_time, time_zone, starts_at, ends_at, duration_minutes, price, currency, status, payment_status)
      values (${personId('therapist', index + 1)}, ${personId('client', 9000 + index)}, 'Client', '2030-01-01', '09:00', 'Europe/London', now(), now() + interval '1 hour', 60, 80, 'GBP', 'scheduled', 'not_required')`,
  );
  const book = connections.map((sql, index) => async () => {
    const start = lists[index]?.[(next[index] = (next[index] ?? 0) + 1)];
    if (!start) throw new Error('the benchmark ran out of free times');
    await sql`insert into public.client_sessions (therapist_id, starts_at) values (${personId('therapist', index + 1)}, ${start})`;
  });

  const times: Record<'bare' | 'booked' | 'quiet', Timing[]> = { bare: [], booked: [], quiet: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await parallel(bare, ms / ROUNDS));
    times.booked.push(await parallel(book, ms / ROUNDS));
    // The embedded stack tells its Realtime by NOTIFY, which lets one transaction commit at a time; hosted Realtime reads the log.
    await admin`alter table realtime.messages disable trigger notify_realtime_server`;
    times.quiet.push(await parallel(book, ms / ROUNDS));
    await admin`alter table realtime.messages enable trigger notify_realtime_server`;
  }
  await Promise.all(connections.map((sql) => sql.end({ timeout: 2 })));

  const [plain, booked, quiet] = [together(times.bare), together(times.booked), together(times.quiet)];
  const share = (one: Timing) => Number((one.perSecond / plain.perSecond).toFixed(2));
  report('rows without triggers and exclusion constraints, 8 writers', describeTiming(plain));
  report('bookings, 8 writers', `${describeTiming(booked)}; ${share(booked)} of that`, { value: share(booked), limit: 0.4, atLeast: true });
  report('bookings without the embedded NOTIFY, 8 writers', `${describeTiming(quiet)}; ${share(quiet)} of that`);
}
