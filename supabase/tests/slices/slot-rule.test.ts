import { describe, expect, it } from 'vitest';

import { ALWAYS, type Hours } from '../support/people.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, dayFromNow, explained, iso, listed, openStarts, slotRefusal, wallClock } from '../support/slots.ts';

/** The second day from now: nothing here depends on the time of day at which the tests run. */
const SOON = dayFromNow(2);
const dow = (instant: number) => new Date(instant).getUTCDay();

const hours = (start_time: string, end_time: string, more: Partial<Hours> = {}): Hours => ({
  day_of_week: dow(SOON),
  start_time,
  end_time,
  ...more,
});

/** The listed starts of two days from SOON, as clock readings, those of the second day with a plus. */
async function clock({ sql }: Pick<TestTransaction, 'sql'>, therapist: string, minutes = 60): Promise<string> {
  const starts = await listed(sql, therapist, SOON, SOON + 2 * DAY, minutes);
  return starts.map((start) => (start >= SOON + DAY ? '+' : '') + wallClock(start, 'UTC').text.slice(11)).join(' ');
}

describe('The weekly hours', () => {
  const cases: [string, Hours[], string][] = [
    ['one row is one stretch', [hours('09:00', '11:00')], '09:00 09:30 10:00'],
    ['rows that touch are one stretch', [hours('09:00', '09:45'), hours('09:45', '11:00')], '09:00 09:30 10:00'],
    ['rows that overlap count once', [hours('09:00', '10:15'), hours('09:50', '11:00')], '09:00 09:30 10:00'],
    ['a gap ends a stretch, and a new grid begins after it', [hours('09:00', '10:00'), hours('10:10', '11:40')], '09:00 10:10 10:40'],
    [
      'an unavailable row takes its hours out',
      [hours('09:00', '12:00'), hours('10:00', '10:20', { is_available: false })],
      '09:00 10:20 10:50',
    ],
    [
      'an unavailable row wins over every row it overlaps',
      [hours('09:00', '11:00'), hours('09:00', '11:00'), hours('09:30', '11:00', { is_available: false })],
      '',
    ],
    ['nothing but unavailable rows is nothing', [hours('09:00', '17:00', { is_available: false })], ''],
    ['a stretch shorter than the session offers nothing', [hours('09:00', '09:59')], ''],
    ['a stretch as long as the session offers one start', [hours('09:00', '10:00')], '09:00'],
    ['24:00 is the end of the day', [hours('22:00', '24:00')], '22:00 22:30 23:00'],
    [
      'hours that touch over midnight are one stretch: a session may cross, the grid runs on',
      [hours('22:15', '24:00'), { day_of_week: (dow(SOON) + 1) % 7, start_time: '00:00', end_time: '01:15' }],
      '22:15 22:45 23:15 23:45 +00:15',
    ],
    [
      'hours that stop a minute before midnight do not join the next day',
      [hours('22:15', '23:59'), { day_of_week: (dow(SOON) + 1) % 7, start_time: '00:00', end_time: '01:15' }],
      '22:15 22:45 +00:00',
    ],
  ];
  it.each(cases)('%s', async (_, rows, expected) => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: rows });
      expect(await clock(db, theo)).toBe(expected);
    });
  });

  it('without hours there are no slots', async () => {
    await inTransaction(async (db) => expect(await clock(db, await db.therapist({ hours: [] }))).toBe(''));
  });
});

describe('The grid of starts', () => {
  it('follows the slot interval for every duration', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({
        hours: [hours('09:10', '11:00')],
        profile: { slot_interval_minutes: 25, session_durations: [30, 90] },
      });
      expect(await clock(db, theo, 30)).toBe('09:10 09:35 10:00 10:25');
      expect(await clock(db, theo, 60)).toBe('09:10 09:35 10:00');
      expect(await clock(db, theo, 90)).toBe('09:10');
    });
  });

  it('does not shift after a booking', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: [hours('09:00', '13:00')], profile: { session_durations: [20] } });
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR), duration_minutes: 20 });
      expect(await clock(db, theo)).toBe('09:00 10:30 11:00 11:30 12:00');
    });
  });

  it.each([
    ['around the clock, every 25 minutes', ALWAYS, 25],
    [
      'around the clock but for one hour a week',
      [...ALWAYS, { day_of_week: (dow(SOON) + 4) % 7, start_time: '03:20', end_time: '04:20', is_available: false }],
      35,
    ],
    [
      'over midnight, every 35 minutes',
      [hours('20:05', '24:00'), { day_of_week: (dow(SOON) + 1) % 7, start_time: '00:00', end_time: '06:00' }],
      35,
    ],
  ])('does not depend on the requested range: %s', async (_, rows, interval) => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ timeZone: 'Europe/London', hours: rows, profile: { slot_interval_minutes: interval } });
      const whole = await listed(sql, theo, SOON, SOON + 8 * DAY);
      expect(whole.length).toBeGreaterThan(5);
      for (const [from, to] of [
        [0, 1],
        [0.5, 0.6],
        [1.01, 1.02],
        [1, 4],
        [6.5, 8],
        [2.9, 3],
      ] as const) {
        const [start, end] = [SOON + from * DAY, SOON + to * DAY];
        expect(await listed(sql, theo, start, end)).toEqual(whole.filter((slot) => slot >= start && slot < end));
      }
      // The window is half-open: its beginning belongs to it, its end does not.
      const [one = 0] = whole;
      expect(await listed(sql, theo, one, one + 1)).toEqual([one]);
      expect(await listed(sql, theo, one - HOUR, one)).not.toContain(one);
      expect(await listed(sql, theo, one, one)).toEqual([]);
    });
  });
});

describe('Busy time', () => {
  it('adds up the buffers of neighbours, also past the ends of a stretch', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({
        hours: [hours('09:00', '15:00')],
        profile: { slot_interval_minutes: 5, buffer_before_minutes: 10, buffer_after_minutes: 15 },
      });
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 12 * HOUR) });
      const starts = (await clock(db, theo)).split(' ');
      // 12:00 needs 11:50 to 13:15; its neighbours need 15 minutes after themselves and 10 before.
      expect([starts[0], starts.find((s) => s > '12'), starts.at(-1)]).toEqual(['09:00', '13:25', '14:00']);
      expect(starts.filter((s) => s < '12').at(-1)).toBe('10:35');
    });
  });

  it("keeps a session's own buffers when the profile changes", async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({
        hours: [hours('09:00', '15:00')],
        profile: { slot_interval_minutes: 30, buffer_after_minutes: 30 },
      });
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 11 * HOUR) });
      await db.sql`update public.therapist_profiles set buffer_after_minutes = 0 where id = ${theo}`;
      expect(await clock(db, theo)).toBe('09:00 09:30 10:00 12:30 13:00 13:30 14:00');
    });
  });

  it('includes a live hold, but no expired one and no cancelled session', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: [hours('09:00', '12:00')] });
      const { id } = await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR) });
      expect(await clock(db, theo)).toBe('09:00 11:00');
      for (const payment of ['pending', 'failed']) {
        await db.sql`update public.client_sessions set hold_expires_at = now() + interval '1 second', payment_status = ${payment} where id = ${id}`;
        expect(await clock(db, theo)).toBe('09:00 11:00');
        await db.sql`update public.client_sessions set hold_expires_at = now() where id = ${id}`;
        expect(await clock(db, theo)).toBe('09:00 09:30 10:00 10:30 11:00');
      }
      await db.sql`update public.client_sessions set status = 'confirmed' where id = ${id}`;
      expect(await clock(db, theo)).toBe('09:00 11:00');
      await db.sql`update public.client_sessions set status = 'cancelled' where id = ${id}`;
      expect(await clock(db, theo)).toBe('09:00 09:30 10:00 10:30 11:00');
    });
  });

  it("hides a client's own busy times from that client only", async () => {
    await inTransaction(async (db) => {
      const [theo, tess, cleo] = [await db.therapist({ hours: [hours('09:00', '12:00')] }), await db.therapist(), await db.client()];
      await db.book(cleo, { therapist_id: tess, starts_at: iso(SOON + 10 * HOUR) });
      expect(await db.as('authenticated', cleo, () => clock(db, theo))).toBe('09:00 11:00');
      expect(await db.as('authenticated', await db.client(), () => clock(db, theo))).toBe('09:00 09:30 10:00 10:30 11:00');
      expect(await db.as('anon', null, () => clock(db, theo))).toBe('09:00 09:30 10:00 10:30 11:00');
      expect(await db.as('authenticated', cleo, () => explained(db.sql, theo, [SOON + 10 * HOUR]))).toEqual(['CLIENT_BUSY']);
    });
  });

  it('leaves out a session to be moved, for its own parties only', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo, mallory] = [await db.therapist({ hours: [hours('09:00', '12:00')] }), await db.client(), await db.client()];
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR) });
      const count = (who: string) =>
        db.as(
          'authenticated',
          who,
          async (sql) => (await sql`select 1 from public.get_available_slots(${theo}, ${iso(SOON)}, ${iso(SOON + DAY)}, 60, ${id})`).length,
        );
      expect([await count(cleo), await count(theo), await count(mallory)]).toEqual([5, 5, 2]);
    });
  });
});

describe('Notice and booking window', () => {
  const NOW = SOON + 7 * HOUR + 123;
  it('the minimum notice is exact to the second', async () => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ hours: [hours('09:00', '12:00')], profile: { min_notice_minutes: 120 } });
      const nine = SOON + 9 * HOUR;
      const open = (now: number) => openStarts(sql, theo, { from: SOON, to: SOON + DAY, minutes: 60, now });
      const why = (now: number) => slotRefusal(sql, theo, { start: nine, minutes: 60, now });
      expect([(await open(nine - 2 * HOUR))[0], await why(nine - 2 * HOUR)]).toEqual([nine, null]);
      expect([(await open(nine - 2 * HOUR + 1))[0], await why(nine - 2 * HOUR + 1)]).toEqual([nine + HOUR / 2, 'TOO_SOON']);
      expect(await why(nine)).toBe('TOO_SOON');
      expect(await why(nine + 1)).toBe('IN_THE_PAST');
    });
  });

  it('without notice a start ends at its own instant', async () => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ hours: [hours('09:00', '12:00')] });
      const nine = SOON + 9 * HOUR;
      expect(await slotRefusal(sql, theo, { start: nine, minutes: 60, now: nine })).toBeNull();
      expect(await slotRefusal(sql, theo, { start: nine, minutes: 60, now: nine + 1 })).toBe('IN_THE_PAST');
    });
  });

  it('the booking window is exact to the second, in days of 24 hours', async () => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ hours: ALWAYS, profile: { booking_window_days: 3 } });
      const last = SOON + 3 * DAY;
      const open = (now: number) => openStarts(sql, theo, { from: SOON, to: SOON + 9 * DAY, minutes: 60, now });
      expect([(await open(SOON)).at(-1), await slotRefusal(sql, theo, { start: last, minutes: 60, now: SOON })]).toEqual([last, null]);
      expect([(await open(SOON - 1)).at(-1), await slotRefusal(sql, theo, { start: last, minutes: 60, now: SOON - 1 })]).toEqual([
        last - HOUR / 2,
        'TOO_FAR_AHEAD',
      ]);
    });
  });

  it('the first start is on the grid, not at the end of the notice', async () => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ hours: [hours('05:10', '12:00')], profile: { slot_interval_minutes: 50 } });
      const [first] = await openStarts(sql, theo, { from: SOON, to: SOON + DAY, minutes: 60, now: NOW });
      expect(wallClock(first ?? 0, 'UTC').text.slice(11)).toBe('07:40');
    });
  });
});
