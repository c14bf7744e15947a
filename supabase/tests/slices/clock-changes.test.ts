import { describe, expect, it } from 'vitest';

import { ALWAYS, type Hours } from '../support/people.ts';
import { inTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, MINUTE, every, explained, inserted, iso, listed, nextClockChange, wallClock } from '../support/slots.ts';

/** Zones whose clocks change in ways of their own; Lord Howe moves by half an hour, Cairo and Santiago at midnight. */
const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'];
const changes = ZONES.flatMap((zone) => [
  [zone, 'forward', nextClockChange(zone, 'forward')] as const,
  [zone, 'back', nextClockChange(zone, 'back')] as const,
]);

const everyDay = (start_time: string, end_time: string, is_available = true): Hours[] =>
  [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time, end_time, is_available }));

const readings = (starts: number[], zone: string) => starts.map((start) => wallClock(start, zone).text.slice(11));
const toMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The slot rule a second time, minute by minute and with Node's time zone data: an instant is working time when the
 * local clock reads a time within the hours of its day; starts lie on a grid counted from the start of each stretch.
 */
function modelStarts(zone: string, hours: Hours[], interval: number, length: number, from: number, to: number): number[] {
  const works = (instant: number) => {
    const { day, minutes } = wallClock(instant, zone);
    const rows = hours.filter(
      (row) => row.day_of_week === day && toMinutes(row.start_time) <= minutes && minutes < toMinutes(row.end_time),
    );
    return rows.length > 0 && rows.every((row) => row.is_available !== false);
  };
  const starts: number[] = [];
  let since: number | null = null;
  let candidates: number[] = [];
  const close = (end: number) => starts.push(...candidates.filter((start) => start + length * MINUTE <= end));
  for (const instant of every(5 * MINUTE, from - 2 * DAY, to + 2 * DAY)) {
    if (!works(instant)) {
      if (since !== null) close(instant);
      since = null;
      candidates = [];
      continue;
    }
    since ??= instant;
    if ((instant - since) % (interval * MINUTE) === 0) candidates.push(instant);
  }
  return starts.filter((start) => start >= from && start < to);
}

describe('Working hours across a clock change', () => {
  const weeks: [string, Hours[]][] = [
    ['nights from 22:10 to 05:00', [...everyDay('00:00', '05:00'), ...everyDay('22:10', '24:00')]],
    [
      'evenings and a break in the small hours',
      [...everyDay('00:00', '24:00'), ...everyDay('01:20', '02:20', false), ...everyDay('12:00', '12:30', false)],
    ],
    ['one hour in the middle of the night', everyDay('01:30', '03:30')],
  ];
  it.each(changes)('%s, %s: listed = the model = bookable', { timeout: 60_000 }, async (zone, _, { at }) => {
    await inTransaction(async ({ sql, therapist, client, as }) => {
      const cleo = await client();
      for (const [, hours] of weeks) {
        const theo = await therapist({
          timeZone: zone,
          hours,
          profile: { booking_window_days: 600, slot_interval_minutes: 25, session_durations: [50] },
        });
        const [from, to] = [at - 26 * HOUR, at + 26 * HOUR];
        const expected = modelStarts(zone, hours, 25, 50, from, to);
        expect(readings(await listed(sql, theo, from, to, 50), zone)).toEqual(readings(expected, zone));
        expect(await listed(sql, theo, from, to, 50)).toEqual(expected);
        await as('authenticated', cleo, async () => {
          const near = every(5 * MINUTE, at - 2 * HOUR, at + 2 * HOUR);
          const why = await explained(sql, theo, near, 50);
          expect(near.filter((_start, index) => why[index] === 'BOOKABLE')).toEqual(expected.filter((start) => near.includes(start)));
          if (hours === weeks[0]?.[1]) expect(await inserted(sql, theo, near, 50)).toEqual(why);
        });
      }
    });
  });

  it.each(['America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo'])(
    '%s: with hours round the clock the grid never shifts within a year',
    async (zone) => {
      await inTransaction(async ({ sql, therapist }) => {
        const theo = await therapist({ timeZone: zone, hours: ALWAYS, profile: { booking_window_days: 600, slot_interval_minutes: 60 } });
        const from = Math.ceil(Date.now() / DAY) * DAY;
        for (let start = from; start < from + 366 * DAY; start += 61 * DAY) {
          const starts = await listed(sql, theo, start, start + 61 * DAY);
          expect(starts).toHaveLength(61 * 24);
          expect(new Set(starts.map((slot) => (slot - (starts[0] ?? 0)) % HOUR))).toEqual(new Set([0]));
        }
      });
    },
  );
});

describe('A skipped hour', () => {
  it.each(changes.filter(([, direction]) => direction === 'forward'))(
    '%s %s: cannot be booked by its local time',
    async (zone, _, { at, by }) => {
      await inTransaction(async ({ sql, therapist, client, book, refusal }) => {
        const [theo, cleo] = [await therapist({ timeZone: zone, profile: { booking_window_days: 600 } }), await client()];
        // The clock reading that would come next if nothing changed.
        const before = wallClock(at - MINUTE, zone);
        const skipped = iso(Date.parse(`${before.text.replace(' ', 'T')}:00Z`) + 16 * MINUTE);
        const refused = await refusal(() =>
          book(cleo, { therapist_id: theo, session_date: skipped.slice(0, 10), start_time: skipped.slice(11, 16) }),
        );
        expect(refused).toMatchObject({ sqlState: 'PT422', hint: 'NONEXISTENT_LOCAL_TIME' });
        expect(refused?.message).toContain(skipped.slice(11, 16));
        expect(await sql`select 1 from public.client_sessions where therapist_id = ${theo}`).toHaveLength(0);
        expect(by).toBe(zone === 'Australia/Lord_Howe' ? 30 : 60);
      });
    },
  );

  it('is not working time: 01:00 to 03:00 has one session of 60 minutes that night', async () => {
    const { at } = nextClockChange('Europe/London', 'forward');
    await inTransaction(async ({ sql, therapist, client, book }) => {
      const theo = await therapist({
        timeZone: 'Europe/London',
        hours: everyDay('00:00', '03:00'),
        profile: { booking_window_days: 600, slot_interval_minutes: 60 },
      });
      const starts = await listed(sql, theo, at - 2 * HOUR, at + 2 * HOUR);
      expect(readings(starts, 'Europe/London')).toEqual(['00:00', '02:00']);
      const session = await book(await client(), { therapist_id: theo, starts_at: iso(at - HOUR / 2 - HOUR / 2) });
      expect(session).toMatchObject({ start_time: '00:00:00', starts_at: new Date(at - HOUR), ends_at: new Date(at) });
    });
  });
});

describe('A repeated hour', () => {
  it.each(changes.filter(([, direction]) => direction === 'back'))(
    '%s %s: is two instants, both listed and bookable',
    async (zone, _, { at, by }) => {
      await inTransaction(async ({ sql, therapist, client, book }) => {
        const theo = await therapist({
          timeZone: zone,
          profile: { booking_window_days: 600, slot_interval_minutes: 15, session_durations: [15] },
        });
        const [first, second] = [at + by * MINUTE, at];
        expect(wallClock(first, zone).text).toBe(wallClock(second, zone).text);
        const starts = await listed(sql, theo, at - 2 * HOUR, at + 2 * HOUR, 15);
        expect(starts).toContain(first);
        expect(starts).toContain(second);

        const { text } = wallClock(first, zone);
        const byClock = { therapist_id: theo, duration_minutes: 15, session_date: text.slice(0, 10), start_time: text.slice(11) };
        // By the clock alone it is the first of the two; the instant beside it chooses.
        const one = await book(await client(), byClock);
        expect(one).toMatchObject({ starts_at: new Date(first), start_time: `${text.slice(11)}:00` });
        const two = await book(await client(), { ...byClock, starts_at: iso(second) });
        expect(two).toMatchObject({ starts_at: new Date(second), start_time: `${text.slice(11)}:00` });
      });
    },
  );
});

describe('A therapist who changes zone', () => {
  it('has the weekly hours in the new zone, and no booked session moves', async () => {
    await inTransaction(async ({ sql, therapist, client, book, as }) => {
      const theo = await therapist({ timeZone: 'Europe/London', hours: everyDay('09:00', '12:00') });
      const from = Math.ceil(Date.now() / DAY) * DAY + 2 * DAY;
      const [start = 0] = await listed(sql, theo, from, from + DAY);
      const session = await book(await client(), { therapist_id: theo, starts_at: iso(start) });
      await as('authenticated', theo, () => sql`update public.therapist_profiles set time_zone = 'Asia/Tokyo' where id = ${theo}`);
      const [row] = await sql`select starts_at, session_date, start_time, time_zone from public.client_sessions where id = ${session.id}`;
      expect(row).toEqual({
        starts_at: session.starts_at,
        session_date: session.session_date,
        start_time: session.start_time,
        time_zone: 'Europe/London',
      });
      expect(new Set(readings(await listed(sql, theo, from, from + 3 * DAY), 'Asia/Tokyo'))).toEqual(
        new Set(['09:00', '09:30', '10:00', '10:30', '11:00']),
      );
    });
  });
});
