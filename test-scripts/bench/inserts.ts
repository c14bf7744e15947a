import postgres, { type Sql } from 'postgres';

import { personId } from './data.ts';
import { describeTiming, parallel, report, type Timing } from './measure.ts';

const WRITERS = 8;

/**
 * Bookings a second of eight clients, through the insert trigger and both constraints as the API runs it, against rows a second
 * of the same writers into the same table without triggers and constraints. Each in a transaction of its own.
 */
export async function insertThroughput(dbUrl: string, admin: Sql, ms: number): Promise<void> {
  await admin.unsafe(`create table public.bare_sessions (like public.client_sessions including defaults including generated);
    create index on public.bare_sessions (therapist_id, session_date);
    create index on public.bare_sessions (therapist_id, starts_at);
    create index on public.bare_sessions (client_id, starts_at);
    alter table public.bare_sessions add primary key (id);
    grant insert on public.bare_sessions to authenticated`);
  await admin`update public.therapist_profiles set booking_window_days = 3650`;
  // The first free starts of eight therapists, far from everything placed before.
  const lists = await Promise.all(
    Array.from({ length: WRITERS }, async (_, index) => {
      const starts: string[] = [];
      for (let year = 1; year <= 9; year += 1) {
        for (let part = 0; part < 6; part += 1) {
          const rows = await admin<
            { start: string }[]
          >`select to_json(starts_at) #>> '{}' as start from public.get_available_slots(${personId('therapist', index + 1)},
          now() + ${year * 365 + part * 60} * interval '1 day', now() + ${year * 365 + part * 60 + 59} * interval '1 day') where extract(minute from starts_at) = 0`;
          starts.push(...rows.map((row) => row.start));
        }
      }
      return starts;
    }),
  );
  const connections = await Promise.all(
    lists.map(async (_, index) => {
      const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined, fetch_types: false });
      await sql.unsafe(
        `select set_config('request.jwt.claims', '${JSON.stringify({ role: 'authenticated', sub: personId('client', 9000 + index) })}', false); set role authenticated`,
      );
      return sql;
    }),
  );

  const next = lists.map(() => 0);
  const bare = await parallel(
    connections.map(
      (sql, index) => () => sql`
    insert into public.bare_sessions (therapist_id, client_id, client_name, session_date, start_time, time_zone, starts_at, ends_at, duration_minutes, price, currency, status, payment_status)
    values (${personId('therapist', index + 1)}, ${personId('client', 9000 + index)}, 'Client', '2030-01-01', '09:00', 'Europe/London', now(), now() + interval '1 hour', 60, 80, 'GBP', 'scheduled', 'not_required')`,
    ),
    ms,
  );
  const book = () =>
    parallel(
      connections.map((sql, index) => async () => {
        const start = lists[index]?.[(next[index] = (next[index] ?? 0) + 1)];
        if (!start) throw new Error('the benchmark ran out of free times');
        await sql`insert into public.client_sessions (therapist_id, starts_at) values (${personId('therapist', index + 1)}, ${start})`;
      }),
      ms,
    );
  const booked = await book();
  // The embedded stack tells its Realtime by NOTIFY, which lets one transaction commit at a time; hosted Realtime reads the log.
  await admin`alter table realtime.messages disable trigger notify_realtime_server`;
  const quiet = await book();
  await Promise.all(connections.map((sql) => sql.end({ timeout: 2 })));

  const share = (one: Timing) => Number((one.perSecond / bare.perSecond).toFixed(2));
  report('rows without trigger and constraint, 8 writers', describeTiming(bare));
  report('bookings, 8 writers', `${describeTiming(booked)}; ${share(booked)} of that`, { value: share(booked), limit: 0.4, atLeast: true });
  report('bookings without the embedded NOTIFY, 8 writers', `${describeTiming(quiet)}; ${share(quiet)} of that`);
}
