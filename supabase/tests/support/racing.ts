import { randomUUID } from 'node:crypto';

import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';

import type { Hours } from './people.ts';
import { database } from './sql.ts';

/** One caller of the API with a connection of their own. */
export interface Racer {
  id: string;
  /** Runs one statement as this caller, in a transaction of its own. Answers `done`, or how it was refused. */
  run: (statement: string) => Promise<string>;
}

export interface Track {
  racers: Racer[];
  /** Another caller, on some connection of the track. */
  as: (id: string) => Racer;
  end: () => Promise<void>;
}

/** As many connections as callers, all open before the start. */
export async function track(size: number): Promise<Track> {
  const connections = await Promise.all(
    Array.from({ length: size }, async () => {
      const sql = postgres(inject('stack').dbUrl, { max: 1, onnotice: () => undefined, fetch_types: false });
      // A connection's first booking plans its statements; that must not count in a race.
      await sql`select public.explain_slot(id, now()) from public.therapist_profiles limit 1`;
      return sql;
    }),
  );
  const ids = connections.map(() => randomUUID());
  await database()`insert into auth.users ${database()(ids.map((id) => ({ id, email: `${id}@race.test`, raw_user_meta_data: JSON.stringify({ role: 'client', full_name: 'Racer' }) })))}`;
  const racers = connections.map((sql, index) => racer(sql, ids[index] ?? ''));
  let next = 0;
  return {
    racers,
    as: (id) => {
      const connection = connections[(next += 1) % size];
      if (!connection) throw new Error('the track is empty');
      return racer(connection, id);
    },
    end: async () => {
      await Promise.all(connections.map((sql) => sql.end({ timeout: 5 })));
    },
  };
}

function racer(sql: Sql, id: string): Racer {
  const claims = JSON.stringify({ role: 'authenticated', sub: id });
  return {
    id,
    run: async (statement) => {
      try {
        // Several statements in one message are one transaction, as a request is one.
        await sql.unsafe(
          `select set_config('request.jwt.claims', '${claims}', true), set_config('role', 'authenticated', true); ${statement}`,
        );
        return 'done';
      } catch (error) {
        if (!(error instanceof postgres.PostgresError)) throw error;
        return error.hint ?? error.code;
      }
    },
  };
}

/** A therapist who needs no payment and can be booked for years. */
export async function therapistOnTrack(
  profile: Record<string, string | number | boolean> = {},
  hours: Hours[] = EVERY_HOUR,
): Promise<string> {
  const id = randomUUID();
  const sql = database();
  await sql`insert into auth.users ${sql({ id, email: `${id}@race.test`, raw_user_meta_data: JSON.stringify({ role: 'therapist', full_name: 'Theo' }) })}`;
  await sql`update public.therapist_profiles set ${sql({ requires_payment: false, min_notice_minutes: 0, booking_window_days: 3650, ...profile })} where id = ${id}`;
  await sql`insert into public.availability_slots ${sql(hours.map((row) => ({ ...row, therapist_id: id })))}`;
  return id;
}

const EVERY_HOUR: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '23:55' }));

export const booking = (therapist: string, start: string, id: string = randomUUID()): string =>
  `insert into public.client_sessions (id, therapist_id, starts_at) values ('${id}', '${therapist}', '${start}')`;

export const moving = (id: string, start: string): string => `update public.client_sessions set starts_at = '${start}' where id = '${id}'`;

export const cancelling = (id: string): string => `update public.client_sessions set status = 'cancelled' where id = '${id}'`;

/** How often each answer came. */
export function tally(answers: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

/** Prints how long the rounds took; machines differ, so nothing is asserted. */
export function printRounds(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const ms = (value: number | undefined) => `${Math.round(value ?? 0)} ms`;
  console.info(`${what}: ${times.length} rounds, median ${ms(sorted[times.length >> 1])}, worst ${ms(sorted.at(-1))}`);
}
