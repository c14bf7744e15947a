import { describe, expect, it } from 'vitest';

import type { Hours } from '../support/people.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, dayFromNow, explained, iso, listed, wallClock } from '../support/slots.ts';

/** The second day from now; D0 to D3 are the days from it. */
const SOON = dayFromNow(2);
const date = (days: number) => iso(SOON + days * DAY).slice(0, 10);
const daily = (start_time: string, end_time: string): Hours[] =>
  [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time, end_time }));

interface Change {
  starts_on: string;
  ends_on: string;
  start_time?: string;
  end_time?: string;
  is_available?: boolean;
  reason?: string;
}

/** The therapist changes their own hours, as the API would. */
const change = ({ as }: TestTransaction, therapist: string, ...changes: Change[]) =>
  as('authenticated', therapist, async (sql) => {
    for (const one of changes) await sql`insert into public.availability_overrides ${sql({ therapist_id: therapist, ...one })}`;
  });

/** The listed starts of four days, the day's number before each reading. */
async function clock({ sql }: Pick<TestTransaction, 'sql'>, therapist: string, zone = 'UTC'): Promise<string> {
  const starts = await listed(sql, therapist, SOON, SOON + 4 * DAY, 60);
  return starts
    .map((start) => {
      const { text } = wallClock(start, zone);
      return `${(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) - SOON) / DAY}/${text.slice(11)}`;
    })
    .join(' ');
}

const off = (from: number, to = from, more: Partial<Change> = {}): Change => ({ starts_on: date(from), ends_on: date(to), ...more });
const extra = (from: number, start_time: string, end_time: string, to = from): Change => ({
  ...off(from, to),
  start_time,
  end_time,
  is_available: true,
});

describe('Overrides and the free times', () => {
  const NORMAL = '0/09:00 0/09:30 0/10:00 1/09:00 1/09:30 1/10:00 2/09:00 2/09:30 2/10:00 3/09:00 3/09:30 3/10:00';
  const without = (...days: number[]) =>
    NORMAL.split(' ')
      .filter((start) => !days.includes(Number(start[0])))
      .join(' ');
  const cases: [string, Change[], string][] = [
    ['a day off', [off(1)], without(1)],
    ['days off in a row, first and last day included', [off(0, 2)], without(0, 1, 2)],
    ['days off that began long ago', [{ ...off(1), starts_on: date(-400) }], without(0, 1)],
    ['part of a day', [off(1, 1, { start_time: '09:20', end_time: '09:50' })], NORMAL.replace('1/09:00 1/09:30 1/10:00', '1/09:50')],
    [
      'part of each day of a range',
      [off(1, 2, { start_time: '10:00', end_time: '24:00' })],
      NORMAL.replace('1/09:30 1/10:00 ', '').replace('2/09:30 2/10:00 ', ''),
    ],
    ['extra hours beside the weekly ones', [extra(1, '20:00', '21:30')], NORMAL.replace('1/10:00', '1/10:00 1/20:00 1/20:30')],
    [
      'extra hours that touch the weekly ones are one stretch with them',
      [extra(1, '11:00', '12:00')],
      NORMAL.replace('1/10:00', '1/10:00 1/10:30 1/11:00'),
    ],
    [
      'extra hours before the weekly ones: the grid counts from the new beginning',
      [extra(1, '08:45', '09:00')],
      NORMAL.replace('1/09:00 1/09:30 1/10:00', '1/08:45 1/09:15 1/09:45'),
    ],
    ['time off wins over extra hours, in either order of entry', [off(1), extra(1, '09:00', '12:00')], without(1)],
    [
      'part of a day off wins over extra hours',
      [extra(1, '11:00', '13:00'), off(1, 1, { start_time: '09:30', end_time: '12:00' })],
      NORMAL.replace('1/09:00 1/09:30 1/10:00', '1/12:00'),
    ],
    [
      'extra hours until 24:00, and on after midnight, are one stretch',
      [extra(1, '23:00', '24:00'), extra(2, '00:00', '00:30')],
      NORMAL.replace('1/10:00', '1/10:00 1/23:00 1/23:30'),
    ],
    [
      'extra hours of a whole day',
      [{ ...off(1), is_available: true }, off(1, 1, { start_time: '02:00', end_time: '24:00' })],
      NORMAL.replace('1/09:00 1/09:30 1/10:00', '1/00:00 1/00:30 1/01:00'),
    ],
    [
      'a session may run over midnight only where both days are worked',
      [extra(1, '23:00', '24:00')],
      NORMAL.replace('1/10:00', '1/10:00 1/23:00'),
    ],
  ];
  it.each(cases)('%s', async (_, changes, expected) => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: daily('09:00', '11:00') });
      expect(await clock(db, theo)).toBe(NORMAL);
      await change(db, theo, ...changes);
      expect(await clock(db, theo)).toBe(expected);
    });
  });

  it('extra hours bring back what a row of the week takes out', async () => {
    await inTransaction(async (db) => {
      const closed = daily('09:00', '11:00').map((row) => ({ ...row, is_available: false }));
      const theo = await db.therapist({ hours: [...daily('08:00', '11:00'), ...closed] });
      await change(db, theo, extra(2, '09:00', '10:00'));
      expect(await clock(db, theo)).toBe('0/08:00 1/08:00 2/08:00 2/08:30 2/09:00 3/08:00');
    });
  });

  it("overrides are read in the therapist's zone", async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ timeZone: 'Pacific/Auckland', hours: [] });
      await change(db, theo, extra(1, '09:00', '10:30'));
      expect(await clock(db, theo, 'Pacific/Auckland')).toBe('1/09:00 1/09:30');
    });
  });

  it('a day off keeps the sessions of that day, and no more can be booked', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo] = [await db.therapist({ hours: daily('09:00', '11:00') }), await db.client()];
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + DAY + 9 * HOUR) });
      await change(db, theo, off(1));
      expect([...(await db.sql`select status, starts_at from public.client_sessions where id = ${id}`)]).toEqual([
        { status: 'scheduled', starts_at: new Date(SOON + DAY + 9 * HOUR) },
      ]);
      const refused = await db.refusal(async () =>
        db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + DAY + 10 * HOUR) }),
      );
      expect(refused).toMatchObject({ sqlState: 'PT422', hint: 'OUTSIDE_WORKING_HOURS' });
    });
  });

  it('a client gets the same code for a busy time and for time off', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: daily('09:00', '11:00') });
      await change(db, theo, off(1, 1, { reason: 'Surgery' }));
      const [why] = await db.as('anon', null, () => explained(db.sql, theo, [SOON + DAY + 9 * HOUR]));
      expect(why).toBe('OUTSIDE_WORKING_HOURS');
    });
  });
});

describe('An override is refused', () => {
  it.each([
    ['dates in the wrong order', off(2, 1), 'availability_overrides_dates_in_order'],
    ['a span of more than two years', { starts_on: date(0), ends_on: date(732) }, 'availability_overrides_dates_within_two_years'],
    ['a start time without an end time', off(1, 1, { start_time: '09:00' }), 'availability_overrides_both_times_or_neither'],
    ['an end time before the start time', off(1, 1, { start_time: '10:00', end_time: '09:00' }), 'availability_overrides_times_in_order'],
    ['an end time equal to the start time', off(1, 1, { start_time: '09:00', end_time: '09:00' }), 'availability_overrides_times_in_order'],
    ['a reason of 201 characters', off(1, 1, { reason: 'x'.repeat(201) }), 'availability_overrides_reason_length'],
  ])('for %s', async (_, row, constraint) => {
    await inTransaction(async (db) => {
      const theo = await db.therapist();
      const refused = await db.refusal(() => change(db, theo, row));
      expect([refused?.sqlState, refused?.message.includes(constraint)]).toEqual(['23514', true]);
    });
  });

  it('reasons are cleaned, and only their therapist reads them', async () => {
    await inTransaction(async (db) => {
      const [theo, tess, cleo] = [await db.therapist(), await db.therapist(), await db.client()];
      await change(db, theo, off(1, 1, { reason: ' Sister\u202es   wedding ' }));
      const read = (who: string) =>
        db.as('authenticated', who, async (sql) =>
          (await sql<{ reason: string }[]>`select reason from public.availability_overrides`).map((row) => row.reason),
        );
      expect(await read(theo)).toEqual(['Sisters wedding']);
      expect([await read(tess), await read(cleo)]).toEqual([[], []]);
      expect((await db.refusal(() => db.as('anon', null, (sql) => sql`select * from public.availability_overrides`)))?.sqlState).toBe(
        '42501',
      );
    });
  });

  it('for another therapist, by insert, update and delete', async () => {
    await inTransaction(async (db) => {
      const [theo, tess, cleo] = [await db.therapist(), await db.therapist(), await db.client()];
      await change(db, theo, off(1));
      for (const who of [tess, cleo]) {
        const forged = await db.refusal(() =>
          db.as('authenticated', who, (sql) => sql`insert into public.availability_overrides ${sql({ therapist_id: theo, ...off(2) })}`),
        );
        expect(forged?.sqlState).toBe('42501');
        await db.as('authenticated', who, (sql) => sql`update public.availability_overrides set is_available = true`);
        await db.as('authenticated', who, (sql) => sql`delete from public.availability_overrides`);
      }
      const moved = await db.refusal(() =>
        db.as('authenticated', theo, (sql) => sql`update public.availability_overrides set therapist_id = ${tess}`),
      );
      expect(moved?.sqlState).toBe('42501');
      expect([...(await db.sql`select is_available from public.availability_overrides where therapist_id = ${theo}`)]).toEqual([
        { is_available: false },
      ]);
    });
  });
});
