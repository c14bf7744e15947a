/** Figures against sums of the test's own, over random practices. SEED=… repeats one; the seed is part of the test's name. */
import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import { randomPractice } from '../support/practice.ts';
import { inTransaction, type TestTransaction, type SessionRow } from '../support/test-transaction.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

interface Figures {
  period: 'month' | 'week';
  starts_on: string;
  sessions: string;
  new_clients: string;
  booked_minutes: string;
  working_minutes: string;
  revenue: Record<string, number>;
}

const figuresOf = (sql: TransactionSql) =>
  sql<
    Figures[]
  >`select period, starts_on::text, sessions, new_clients, booked_minutes, working_minutes, revenue from public.practice_figures()`;

const dayIn = (instant: string | Date, zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));
const addDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextMonth = (date: string) => {
  const first = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + 1);
  return first.toISOString().slice(0, 10);
};

/** The person a session is for: the account, else the account with that email, else the email, else the name. */
function personOf(row: SessionRow, all: readonly SessionRow[]): string {
  const email = row.client_email.toLowerCase();
  const account =
    row.client_id ??
    (email === ''
      ? null
      : (all.findLast((each) => each.client_id !== null && each.client_email.toLowerCase() === email)?.client_id ?? null));
  return account ?? (email || `name ${row.client_name.trim().toLowerCase()}`);
}

interface Money {
  session_id: string;
  status: string;
  amount_minor: string;
  refunded_minor: string;
  owed: string;
}

async function keptBySession({ sql }: TestTransaction): Promise<Map<string, number>> {
  const rows = await sql<Money[]>`
    select p.session_id, p.status, p.amount_minor, p.refunded_minor, coalesce(sum(f.amount_minor) filter (
      where f.status in ('owed', 'pending', 'failed') and f.reason <> 'paid_twice' and (f.reason <> 'by_hand' or f.status <> 'failed')), 0) as owed
    from public.payments p left join public.refunds f on f.payment_id = p.id group by p.id`;
  return new Map(
    rows
      .filter((row) => row.status === 'succeeded')
      .map((row) => [row.session_id, Math.max(0, Number(row.amount_minor) - Number(row.refunded_minor) - Number(row.owed))]),
  );
}

describe(`The figures of a practice (SEED=${SEED})`, () => {
  it('its therapist reads sessions, new people, minutes and money of each period as the rows add up', async () => {
    await inTransaction(async (db) => {
      const { therapistId, sessions } = await randomPractice(db, SEED);
      const [clock] = await db.sql<{ now: Date; time_zone: string }[]>`
        select now() as now, time_zone from public.therapist_profiles where id = ${therapistId}`;
      const zone = clock?.time_zone ?? 'UTC';
      const now = clock?.now.getTime() ?? 0;
      const isExpired = (row: SessionRow) =>
        row.status === 'scheduled' &&
        ['pending', 'failed'].includes(row.payment_status) &&
        row.hold_expires_at !== null &&
        new Date(row.hold_expires_at).getTime() <= now;
      const held = sessions.filter((row) => !['cancelled', 'no_show'].includes(row.status) && !isExpired(row));
      const firstOf = new Map<string, string>();
      for (const row of held) {
        const person = personOf(row, sessions);
        if (!firstOf.has(person)) firstOf.set(person, dayIn(row.starts_at, zone));
      }
      const kept = await keptBySession(db);

      const figures = await db.as('authenticated', therapistId, (sql) => figuresOf(sql));
      expect(figures.filter(({ period }) => period === 'month')).toHaveLength(2);
      expect(figures.filter(({ period }) => period === 'week')).toHaveLength(8);
      const today = dayIn(new Date(now), zone);
      expect(figures.find(({ period }) => period === 'month')?.starts_on).toBe(`${today.slice(0, 7)}-01`);
      for (const figure of figures) {
        const end = figure.period === 'week' ? addDays(figure.starts_on, 7) : nextMonth(figure.starts_on);
        const within = (date: string) => date >= figure.starts_on && date < end;
        const inPeriod = sessions.filter((row) => within(dayIn(row.starts_at, zone)));
        const heldInPeriod = held.filter((row) => inPeriod.includes(row));
        const revenue: Record<string, number> = {};
        for (const row of inPeriod) {
          const paidByHand =
            row.payment_status === 'paid' && row.status !== 'cancelled' ? row.price * (row.currency === 'JPY' ? 1 : 100) : 0;
          revenue[row.currency] = (revenue[row.currency] ?? 0) + (kept.get(row.id) ?? Math.round(paidByHand));
        }
        expect({ ...figure, working_minutes: 0 }).toEqual({
          period: figure.period,
          starts_on: figure.starts_on,
          sessions: String(heldInPeriod.length),
          new_clients: String([...firstOf.values()].filter(within).length),
          booked_minutes: String(heldInPeriod.reduce((sum, row) => sum + row.duration_minutes, 0)),
          working_minutes: 0,
          revenue: Object.fromEntries(Object.entries(revenue).filter(([, minor]) => minor > 0)),
        });
      }
    });
  });

  it('working minutes follow the weekly hours, less a day off, plus extra hours', async () => {
    await inTransaction(async ({ sql, therapist, as }) => {
      const id = await therapist({ hours: [{ day_of_week: 1, start_time: '09:00', end_time: '17:00' }] });
      const minutes = async () => {
        const figures = await as('authenticated', id, (run) => figuresOf(run));
        return Number(figures.find(({ period }) => period === 'week')?.working_minutes);
      };
      const [week] = await sql<{ monday: string; sunday: string }[]>`
        select date_trunc('week', now() at time zone 'UTC')::date::text as monday, (date_trunc('week', now() at time zone 'UTC')::date + 6)::text as sunday`;
      expect(await minutes()).toBe(8 * 60);
      await sql`insert into public.availability_overrides (therapist_id, starts_on, ends_on, start_time, end_time, is_available)
        values (${id}, ${week?.sunday ?? ''}, ${week?.sunday ?? ''}, '10:00', '11:30', true)`;
      expect(await minutes()).toBe(8 * 60 + 90);
      await sql`insert into public.availability_overrides (therapist_id, starts_on, ends_on, is_available)
        values (${id}, ${week?.monday ?? ''}, ${week?.monday ?? ''}, false)`;
      expect(await minutes()).toBe(90);
    });
  });

  it('a client reads none, and a visitor is refused', async () => {
    await inTransaction(async ({ client, as, refusal }) => {
      const id = await client();
      expect(await as('authenticated', id, (sql) => figuresOf(sql))).toEqual([]);
      expect((await refusal(() => as('anon', null, (sql) => figuresOf(sql))))?.sqlState).toBe('42501');
    });
  });
});

describe(`The people of a practice (SEED=${SEED})`, () => {
  it('its therapist finds each of them once, guests by email or name, with their latest session', async () => {
    await inTransaction(async (db) => {
      const { therapistId, sessions } = await randomPractice(db, SEED);
      const people = new Map<string, SessionRow[]>();
      for (const row of sessions) {
        const person = personOf(row, sessions);
        people.set(person, [...(people.get(person) ?? []), row]);
      }
      const rows = await db.as(
        'authenticated',
        therapistId,
        (sql) => sql<{ client_id: string | null; client_name: string; client_email: string; last_session_at: Date | null }[]>`
          select * from public.list_clients(p_limit => 100)`,
      );
      expect(rows).toHaveLength(people.size);
      for (const [person, theirs] of people) {
        const account = theirs.find((row) => row.client_id !== null)?.client_id ?? null;
        const row = rows.find((each) =>
          account
            ? each.client_id === account
            : each.client_id === null && personOf({ ...theirs[0]!, ...each, client_id: null }, []) === person,
        );
        const last = theirs.findLast((each) => each.status !== 'cancelled');
        expect(row?.last_session_at?.getTime() ?? null).toBe(last ? new Date(last.starts_at).getTime() : null);
      }
      const found = await db.as(
        'authenticated',
        therapistId,
        (sql) => sql<{ client_name: string }[]>`select * from public.list_clients('gina')`,
      );
      const named = rows.filter((row) => /gina/i.test(row.client_name + row.client_email)).map((row) => row.client_name);
      const byName = await db.sql<{ name: string }[]>`select n as name from unnest(${named}::text[]) as n order by lower(n), n`;
      expect(found.map(({ client_name }) => client_name)).toEqual(byName.map(({ name }) => name));
      // Those whose sessions were all cancelled come last.
      const latest = rows.map((row) => row.last_session_at?.getTime() ?? -Infinity);
      expect(latest).toEqual(latest.toSorted((a, b) => b - a));
    });
  });

  it('another therapist and a client find nobody in it', async () => {
    await inTransaction(async (db) => {
      const { clientIds } = await randomPractice(db, SEED, 20);
      for (const id of [await db.therapist(), clientIds[0] ?? '']) {
        expect(await db.as('authenticated', id, (sql) => sql`select * from public.list_clients()`)).toEqual([]);
      }
    });
  });
});
