import { describe, expect, it } from 'vitest';

import type { Hours } from '../support/people.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, MINUTE, dayFromNow, every, explained, inserted, iso, listed, openListed } from '../support/slots.ts';

/** The second day from now: nothing here depends on the time of day at which the tests run. */
const SOON = dayFromNow(2);

const hours = (start_time: string, end_time: string): Hours => ({ day_of_week: new Date(SOON).getUTCDay(), start_time, end_time });

describe('Listed = explained = accepted', () => {
  it('on two days with a booking, a hold, buffers and a break', { timeout: 60_000 }, async () => {
    await inTransaction(async (db) => {
      const { sql } = db;
      const [theo, cleo] = [
        await db.therapist({
          timeZone: 'Asia/Kathmandu',
          hours: [0, 1, 2, 3, 4, 5, 6].flatMap((day_of_week) => [
            { day_of_week, start_time: '08:20', end_time: '18:00' },
            { day_of_week, start_time: '12:00', end_time: '13:10', is_available: false },
          ]),
          profile: { slot_interval_minutes: 20, buffer_before_minutes: 5, buffer_after_minutes: 10, session_durations: [45] },
        }),
        await db.client(),
      ];
      await db.book(await db.client(), {
        therapist_id: theo,
        session_date: iso(SOON).slice(0, 10),
        start_time: '09:40',
        duration_minutes: 45,
      });
      const tess = await db.therapist();
      await db.book(cleo, { therapist_id: tess, starts_at: iso(SOON + 10 * HOUR) });
      await db.as('authenticated', cleo, async () => {
        const asked = every(5 * MINUTE, SOON, SOON + 2 * DAY);
        const list = await listed(sql, theo, SOON, SOON + 2 * DAY, 45);
        const why = await explained(sql, theo, asked, 45);
        expect(list.length).toBeGreaterThan(20);
        expect(asked.filter((_, index) => why[index] === 'BOOKABLE')).toEqual(list);
        expect(await inserted(sql, theo, asked, 45)).toEqual(why);
        expect(new Set(why)).toEqual(new Set(['BOOKABLE', 'OUTSIDE_WORKING_HOURS', 'SLOT_TAKEN', 'CLIENT_BUSY']));
      });
    });
  });

  it('reasons come in the same order from explain_slot and an insert', async () => {
    await inTransaction(async (db) => {
      const { sql } = db;
      const [theo, cleo] = [
        await db.therapist({
          hours: [hours('09:00', '17:00')],
          profile: { min_notice_minutes: 2 * 24 * 60 - 1, booking_window_days: 5 },
        }),
        await db.client(),
      ];
      const probe = (start: number, minutes = 60) =>
        db.as('authenticated', cleo, async () => {
          const [why] = await explained(sql, theo, [start], minutes);
          expect(await inserted(sql, theo, [start], minutes)).toEqual([why]);
          return why;
        });
      expect(await probe(Date.now() - DAY)).toBe('IN_THE_PAST');
      expect(await probe(Date.now() + MINUTE)).toBe('TOO_SOON');
      expect(await probe(SOON + 60 * DAY)).toBe('TOO_FAR_AHEAD');
      expect(await probe(SOON + DAY + 9 * HOUR)).toBe('OUTSIDE_WORKING_HOURS');
      expect(await probe(SOON + 9 * HOUR, 61)).toBe('INVALID_DURATION');
      for (const odd of [0, -60, 2_147_483_647]) expect(await probe(SOON + 9 * HOUR, odd)).toBe('INVALID_DURATION');
      await sql`update public.therapist_profiles set is_accepting_clients = false where id = ${theo}`;
      expect(await probe(SOON + 9 * HOUR, 61)).toBe('NOT_ACCEPTING_CLIENTS');
    });
  });
});

describe('get_available_slots', () => {
  it('refuses ranges over 62 days, backwards, or without an end', async () => {
    await inTransaction(async ({ sql, therapist, refusal }) => {
      const theo = await therapist();
      const ask = (from: string | null, to: string | null) =>
        refusal(() => sql`select * from public.get_available_slots(${theo}, ${from}, ${to})`);
      expect(await ask(iso(SOON), iso(SOON + 62 * DAY))).toBeNull();
      const refused = { sqlState: 'PT422', hint: 'INVALID_RANGE' };
      expect(await ask(iso(SOON), iso(SOON + 62 * DAY + 1))).toMatchObject(refused);
      expect(await ask(iso(SOON), iso(SOON - 1))).toMatchObject(refused);
      expect(await ask(null, iso(SOON))).toMatchObject(refused);
      expect(await ask(iso(SOON), null)).toMatchObject(refused);
      expect(await refusal(() => sql`select * from public.get_available_slots(${theo}, '-infinity', 'infinity')`)).toMatchObject(refused);
    });
  });

  it("accepts the therapist's durations and refuses others with the list", async () => {
    await inTransaction(async ({ sql, therapist, refusal }) => {
      const theo = await therapist({ profile: { session_durations: [30], default_duration_minutes: 45 } });
      for (const minutes of [30, 45, null]) expect((await listed(sql, theo, SOON, SOON + DAY, minutes)).length).toBeGreaterThan(0);
      expect(await refusal(() => listed(sql, theo, SOON, SOON + DAY, 60))).toMatchObject({
        hint: 'INVALID_DURATION',
        details: { session_durations: [30] },
      });
    });
  });

  it('refuses an unknown therapist', async () => {
    await inTransaction(async ({ sql, client, refusal }) => {
      const notATherapist = await client();
      const notFound = { sqlState: 'PT404', hint: 'THERAPIST_NOT_FOUND' };
      expect(await refusal(() => listed(sql, notATherapist, SOON, SOON + DAY))).toMatchObject(notFound);
      expect(await refusal(() => explained(sql, notATherapist, [SOON]))).toMatchObject(notFound);
      expect(await refusal(() => sql`select * from public.suggest_alternatives(${notATherapist}, now())`)).toMatchObject(notFound);
    });
  });

  it("answers the end, the therapist's local time, and the price in its currency", async () => {
    await inTransaction(async ({ sql, therapist }) => {
      const theo = await therapist({ timeZone: 'Asia/Tokyo', profile: { hourly_rate: 9001, currency: 'JPY', session_durations: [50] } });
      const [row] = await sql`select * from public.get_available_slots(${theo}, ${iso(SOON + 20 * HOUR)}, ${iso(SOON + DAY)}, 50)`;
      // 9001 * 50 / 60 = 7500.83…, and a yen has no parts.
      expect(row).toMatchObject({
        starts_at: new Date(SOON + 20 * HOUR),
        ends_at: new Date(SOON + 20 * HOUR + 50 * MINUTE),
        session_date: new Date(SOON + DAY),
        start_time: '05:00:00',
        price: '7501.00',
      });
    });
  });

  it('lists nothing for a therapist who takes no clients', async () => {
    await inTransaction(async ({ sql, therapist }) =>
      expect(await listed(sql, await therapist({ profile: { is_accepting_clients: false } }), SOON, SOON + DAY)).toEqual([]),
    );
  });
});

describe('get_open_starts', () => {
  it('answers one row: what all starts share, and each start as seconds since 1970', async () => {
    await inTransaction(async ({ sql, therapist, client, book }) => {
      const theo = await therapist({
        hours: [hours('09:00', '12:00')],
        profile: { hourly_rate: 90, session_durations: [40], slot_interval_minutes: 20 },
      });
      await book(await client(), { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR), duration_minutes: 40 });
      expect(await sql`select * from public.get_open_starts(${theo}, ${iso(SOON)}, ${iso(SOON + DAY)}, 40)`).toEqual([
        { duration_minutes: 40, price: '60.00', starts: [540, 560, 640, 660, 680].map((minute) => String(SOON / 1000 + minute * 60)) },
      ]);
      expect(await openListed(sql, theo, SOON + DAY, SOON + 2 * DAY, 40)).toMatchObject({ duration_minutes: 40, starts: [] });
    });
  });

  it('refuses what get_available_slots refuses', async () => {
    await inTransaction(async ({ sql, therapist, client, refusal }) => {
      const theo = await therapist({ profile: { session_durations: [30] } });
      const refused = async (id: string, to: number, minutes: number) => {
        const compact = await refusal(() => openListed(sql, id, SOON, to, minutes));
        expect(compact).toEqual(await refusal(() => listed(sql, id, SOON, to, minutes)));
        return compact;
      };
      expect(await refused(theo, SOON + 63 * DAY, 30)).toMatchObject({ hint: 'INVALID_RANGE' });
      expect(await refused(theo, SOON + DAY, 77)).toMatchObject({ hint: 'INVALID_DURATION', details: { session_durations: [30] } });
      expect(await refused(await client(), SOON + DAY, 30)).toMatchObject({ hint: 'THERAPIST_NOT_FOUND' });
    });
  });
});

describe('suggest_alternatives', () => {
  const suggestions = async ({ sql }: TestTransaction, therapist: string, start: number | null, limit: number | null = 3) =>
    (
      await sql<
        { starts_at: Date }[]
      >`select * from public.suggest_alternatives(${therapist}, ${start === null ? null : iso(start)}, 60, ${limit})`
    ).map((row) => (row.starts_at.getTime() - SOON) / HOUR);

  it('names the nearest bookable starts, one of them at the same time in a coming week', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ hours: [hours('09:00', '17:00')] });
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 12 * HOUR) });
      expect(await suggestions(db, theo, SOON + 12 * HOUR)).toEqual([11, 13, 7 * 24 + 12]);
      expect(await suggestions(db, theo, SOON + 9 * HOUR, 2)).toEqual([9.5, 7 * 24 + 9]);
      expect(await suggestions(db, theo, SOON + 5 * DAY, 1)).toEqual([7 * 24 + 9]);
    });
  });

  it('answers at most 20, none for a limit of 0, and never the start itself', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist();
      expect(await suggestions(db, theo, SOON, 1000)).toHaveLength(20);
      expect(await suggestions(db, theo, SOON, 1000)).not.toContain(0);
      for (const none of [0, -5]) expect(await suggestions(db, theo, SOON, none)).toEqual([]);
      expect(await suggestions(db, theo, SOON, null)).toHaveLength(3);
      expect(await suggestions(db, theo, null)).toEqual([]);
    });
  });
});
