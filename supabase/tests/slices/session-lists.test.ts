/**
 * Lists and counts against a reckoning of the test's own, over random practices. SEED=… repeats one; the seed is part of the
 * test's name.
 */
import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import { randomPractice, type Practice } from '../support/practice.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { inTransaction, type SessionRow } from '../support/test-transaction.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

interface DayRow {
  id: string;
  is_today: boolean;
  is_focus: boolean;
  need: string | null;
  need_order: string | null;
  needs_total: string;
}

const NEEDS = ['wrap_up', 'open_unstarted', 'confirm', 'declined'];

interface Filters {
  status?: string | null;
  from?: string | null;
  to?: string | null;
  search?: string | null;
}

const at = (value: string | Date) => new Date(value).getTime();
const expired = (row: SessionRow, now: number) =>
  row.status === 'scheduled' &&
  ['pending', 'failed'].includes(row.payment_status) &&
  row.hold_expires_at !== null &&
  at(row.hold_expires_at) <= now;
const upcoming = (row: SessionRow, now: number) =>
  ['scheduled', 'confirmed', 'in_progress'].includes(row.status) && !expired(row, now) && at(row.ends_at) > now;

function found(rows: readonly SessionRow[], { status, from, to, search }: Filters, texts: (row: SessionRow) => string[]): SessionRow[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!status || row.status === status) &&
      (!from || at(row.starts_at) >= at(from)) &&
      (!to || at(row.starts_at) < at(to)) &&
      words.every((word) => texts(row).join('\n').toLowerCase().includes(word)),
  );
}

const ofTherapist = (row: SessionRow) => [row.client_name, row.client_email, row.client_phone, row.session_type, row.notes];
const ofClient = (row: SessionRow) => ['Thea Therapist', row.session_type, row.notes];

/** Every page of find_sessions, each behind the last. */
async function pages(sql: TransactionSql, isUpcoming: boolean, filters: Filters, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let last: { id: string } | undefined;
  for (;;) {
    const rows: { id: string }[] =
      await sql`select * from public.find_sessions(${isUpcoming}, ${filters.status ?? null}::public.session_status,
      ${filters.from ?? null}, ${filters.to ?? null}, ${filters.search ?? null}, ${last?.id ?? null}, ${limit})`;
    ids.push(...rows.map(({ id }) => id));
    last = rows.at(-1);
    if (rows.length < limit || !last) return ids;
  }
}

const filtersOf = ({ sessions }: Practice): Filters[] => {
  const middle = new Date(sessions[Math.floor(sessions.length / 2)]?.starts_at ?? 0).toISOString();
  return [
    {},
    { status: 'cancelled' },
    { status: 'scheduled' },
    { from: middle },
    { to: middle },
    { search: 'shoulder' },
    { search: 'ÜBUNG ruiz' },
    { search: '100%' },
    { search: '_' },
    { search: 'a\\b' },
    { search: 'no such words anywhere' },
    { status: 'completed', from: middle, search: 'ana massage' },
  ];
};

async function now(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ now: Date }[]>`select now() as now`;
  return row?.now.getTime() ?? 0;
}

describe(`A list of sessions (SEED=${SEED})`, () => {
  it('a therapist and a client page through exactly what their filters leave, in order, and the counts agree', async () => {
    await inTransaction(async (db) => {
      const practice = await randomPractice(db, SEED);
      const [clientId = ''] = practice.clientIds;
      const people = [
        { id: practice.therapistId, rows: practice.sessions, texts: ofTherapist },
        { id: clientId, rows: practice.sessions.filter((row) => row.client_id === clientId), texts: ofClient },
      ];
      const moment = await now(db.sql);
      for (const { id, rows, texts } of people) {
        for (const filters of filtersOf(practice)) {
          const left = found(rows, filters, texts);
          const coming = left.filter((row) => upcoming(row, moment)).map((row) => row.id);
          const earlier = left.filter((row) => !upcoming(row, moment)).map((row) => row.id);
          await db.as('authenticated', id, async (sql) => {
            expect(await pages(sql, true, filters, 7)).toEqual(coming);
            expect(await pages(sql, false, filters, 7)).toEqual(earlier.toReversed());
            const [counts] = await sql<
              Record<string, string>[]
            >`select * from public.count_sessions(${filters.status ?? null}::public.session_status,
              ${filters.from ?? null}, ${filters.to ?? null}, ${filters.search ?? null})`;
            expect(counts).toEqual({
              total: String(rows.length),
              completed: String(rows.filter((row) => row.status === 'completed').length),
              upcoming: String(rows.filter((row) => upcoming(row, moment)).length),
              pending: String(
                rows.filter(
                  (row) => upcoming(row, moment) && row.status === 'scheduled' && ['pending', 'failed'].includes(row.payment_status),
                ).length,
              ),
              found: String(left.length),
              found_upcoming: String(coming.length),
            });
          });
        }
      }
    });
  });

  it('another therapist and a visitor find nothing of it, whatever they ask for', async () => {
    await inTransaction(async (db) => {
      await randomPractice(db, SEED, 20);
      const other = await db.therapist();
      await db.as('authenticated', other, async (sql) => {
        expect(await pages(sql, true, {}, 20)).toEqual([]);
        expect(await pages(sql, false, { search: 'ana' }, 20)).toEqual([]);
        expect(await sql`select * from public.find_day_sessions()`).toEqual([]);
        const [counts] = await sql<Record<string, string>[]>`select total, found from public.count_sessions()`;
        expect(counts).toEqual({ total: '0', found: '0' });
      });
      const refusal = await db.refusal(() => db.as('anon', null, (sql) => sql`select * from public.find_sessions(true)`));
      expect(refusal?.sqlState).toBe('42501');
    });
  });

  it('answers at most a hundred rows, however many are asked for', async () => {
    await inTransaction(async (db) => {
      const { therapistId } = await randomPractice(db, SEED, 150);
      await db.as('authenticated', therapistId, async (sql) => {
        expect((await sql`select * from public.find_sessions(false, p_limit => 100000)`).length).toBeLessThanOrEqual(100);
      });
    });
  });
});

describe(`A therapist's day (SEED=${SEED})`, () => {
  it('has the sessions of today, the one that counts now, and what waits for a decision, most pressing first', async () => {
    await inTransaction(async (db) => {
      const { therapistId, sessions } = await randomPractice(db, SEED);
      const moment = await now(db.sql);
      const [zone] = await db.sql<{ time_zone: string }[]>`select time_zone from public.therapist_profiles where id = ${therapistId}`;
      const dateIn = (value: string | Date) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: zone?.time_zone ?? 'UTC' }).format(new Date(value));
      const live = sessions.filter((row) => row.status !== 'cancelled' && !expired(row, moment));
      const rank = (row: SessionRow): number | null => {
        const over = at(row.ends_at) <= moment;
        if (row.status === 'in_progress') return over ? 0 : null;
        if (row.status === 'confirmed') return over ? 1 : null;
        if (row.status !== 'scheduled' || over) return null;
        if (['paid', 'not_required'].includes(row.payment_status)) return 2;
        return row.payment_status === 'failed' && row.hold_expires_at !== null ? 3 : null;
      };
      const needs = live
        .map((row) => ({ row, rank: rank(row) }))
        .filter((each): each is { row: SessionRow; rank: number } => each.rank !== null)
        .toSorted((a, b) => a.rank - b.rank || at(a.row.starts_at) - at(b.row.starts_at));
      const focus = live.find((row) => row.status === 'in_progress') ?? live.find((row) => upcoming(row, moment));

      await db.as('authenticated', therapistId, async (sql) => {
        // As many as the screen asks for, and all of them.
        for (const limit of [4, 50]) {
          const rows = await sql<DayRow[]>`select * from public.find_day_sessions(${limit})`;
          expect(rows.filter((row) => row.is_today).map(({ id }) => id)).toEqual(
            live.filter((row) => dateIn(row.starts_at) === dateIn(new Date(moment))).map(({ id }) => id),
          );
          expect(rows.filter((row) => row.is_focus).map(({ id }) => id)).toEqual(focus ? [focus.id] : []);
          const first = rows
            .filter((row) => row.need_order !== null && Number(row.need_order) <= limit)
            .toSorted((a, b) => Number(a.need_order) - Number(b.need_order));
          expect(first.map(({ id, need }) => [id, need])).toEqual(needs.slice(0, limit).map((each) => [each.row.id, NEEDS[each.rank]]));
          for (const row of rows) expect(row.needs_total).toBe(String(needs.length));
        }
      });
    });
  });
});

describe('A first visit', () => {
  it('is offered to a client until they are booked with that therapist, and again once that is cancelled', async () => {
    await inTransaction(async (db) => {
      const therapistId = await db.therapist({ profile: { requires_payment: false } });
      const clientId = await db.client();
      const visited = () =>
        db.as('authenticated', clientId, async (sql) => {
          const [row] = await sql<{ has_visited: boolean }[]>`select public.has_visited(${therapistId})`;
          return row?.has_visited;
        });
      expect(await visited()).toBe(false);
      const { id } = await db.book(clientId, {
        therapist_id: therapistId,
        starts_at: iso(dayFromNow(2) + 10 * HOUR),
        duration_minutes: 60,
      });
      expect(await visited()).toBe(true);
      await db.as('authenticated', clientId, (sql) => sql`update public.client_sessions set status = 'cancelled' where id = ${id}`);
      expect(await visited()).toBe(false);
    });
  });
});
