import { randomUUID } from 'node:crypto';

import postgres, { type TransactionSql } from 'postgres';

import type { Database } from '../../../src/types/database.ts';

import type { Hours } from './people.ts';
import { database, type ApiRole } from './sql.ts';

type Tables = Database['public']['Tables'];
export type SessionRow = Tables['client_sessions']['Row'];
type ProfileChange = Tables['therapist_profiles']['Update'] & { is_verified?: boolean };

/** What a client may send to book; the tests send other columns too, to see them refused. */
export type Booking = Partial<Tables['client_sessions']['Insert']> & { starts_at?: string };

/** A refused statement: the SQLSTATE, and for refusals of ours the reason code and its details. */
interface Refusal {
  sqlState: string;
  hint: string | null;
  message: string;
  details: Record<string, unknown>;
}

/** Every day but for its last five minutes. A break each night keeps the search for the start of a stretch short. */
const ALL_DAY: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '23:55' }));

/** New people and their requests, inside one database transaction that is always rolled back. */
export interface TestTransaction {
  sql: TransactionSql;
  /** A new therapist: ALL_DAY in UTC and no notice, unless told. Answers the id. */
  therapist: (options?: { name?: string; timeZone?: string; hours?: Hours[]; profile?: ProfileChange }) => Promise<string>;
  /** A new client. Answers the id. */
  client: (name?: string, timeZone?: string) => Promise<string>;
  /** Runs statements with the role and the token of a caller of the API. */
  as: <T>(role: ApiRole, userId: string | null, run: (sql: TransactionSql) => Promise<T>) => Promise<T>;
  /** Books as this client, as the API would. */
  book: (clientId: string, booking: Booking) => Promise<SessionRow>;
  /** Runs something and undoes it, so that the same people can be used again. */
  undone: (run: () => Promise<unknown>) => Promise<void>;
  /** Undoes what `run` did, and answers its refusal, or null when it succeeded. */
  refusal: (run: () => Promise<unknown>) => Promise<Refusal | null>;
}

class Undone extends Error {}

function asRefusal(error: unknown): Refusal {
  if (!(error instanceof postgres.PostgresError)) throw error;
  let details: Record<string, unknown> = {};
  try {
    details = { ...(JSON.parse(error.detail ?? '{}') as Record<string, unknown>) };
  } catch {
    details = { text: error.detail };
  }
  return { sqlState: error.code, hint: error.hint ?? null, message: error.message, details };
}

function testTransaction(sql: TransactionSql): TestTransaction {
  const signUp = async (role: string, name: string, timeZone: string) => {
    const id = randomUUID();
    const meta = { role, full_name: name, time_zone: timeZone };
    await sql`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${`${id}@scene.test`}, ${sql.json(meta)})`;
    return id;
  };

  const undone: TestTransaction['undone'] = async (run) => {
    try {
      await sql.savepoint(async () => {
        await run();
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
  };

  const as: TestTransaction['as'] = async (role, userId, run) => {
    const claims = JSON.stringify(userId === null ? { role } : { role, sub: userId });
    // One request is one transaction to the API: what a booking noted for its own ends with it.
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true),
      set_config('private.booked_in_this_transaction', '', true)`;
    const result = await run(sql);
    await sql`select set_config('role', 'none', true), set_config('request.jwt.claims', '', true)`;
    return result;
  };

  return {
    sql,
    as,
    therapist: async ({ name = 'Thea Therapist', timeZone = 'UTC', hours = ALL_DAY, profile = {} } = {}) => {
      const id = await signUp('therapist', name, timeZone);
      const changes: ProfileChange = { min_notice_minutes: 0, ...profile };
      await sql`update public.therapist_profiles set ${sql(changes)} where id = ${id}`;
      if (hours.length > 0)
        await sql`insert into public.availability_slots ${sql(hours.map((row) => ({ is_available: true, ...row, therapist_id: id })))}`;
      return id;
    },
    client: (name = 'Cleo Client', timeZone = 'UTC') => signUp('client', name, timeZone),
    book: (clientId, booking) =>
      as('authenticated', clientId, async () => {
        const [row] = await sql<SessionRow[]>`insert into public.client_sessions ${sql(booking)} returning *`;
        if (!row) throw new Error('the booking answered nothing');
        return row;
      }),
    undone,
    refusal: async (run) => {
      try {
        await undone(run);
        return null;
      } catch (error) {
        return asRefusal(error);
      }
    },
  };
}

/** Runs a test in a transaction of its own, rolled back at the end. For the rules in SQL; the API has its own tests. */
export async function inTransaction(run: (db: TestTransaction) => Promise<void>): Promise<void> {
  try {
    await database().begin(async (sql) => {
      await run(testTransaction(sql));
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}
