import fc from 'fast-check';
import { expect, it } from 'vitest';

import { inTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, MINUTE, dayFromNow, every, explained, inserted, iso, listed, openListed } from '../support/slots.ts';

const CASES = 80;
const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);

const time = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Times of day on fives and, now and then, on any minute. */
const minuteOfDay = (max: number) =>
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: Math.floor(max / 5) }).map((n) => n * 5) }, fc.integer({ min: 0, max }));

const row = fc
  .tuple(fc.integer({ min: 0, max: 6 }), minuteOfDay(1435), minuteOfDay(900), fc.boolean())
  .map(([day_of_week, start, length, open]) => ({
    day_of_week,
    start_time: time(start),
    end_time: time(Math.min(1440, Math.max(start + length, start + 1))),
    is_available: open || length > 600,
  }));

const rules = fc.record({
  rows: fc.array(row, { minLength: 3, maxLength: 14 }),
  timeZone: fc.constantFrom('UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Auckland'),
  interval: fc.constantFrom(7, 15, 15, 20, 30, 45, 60, 240),
  before: fc.constantFrom(0, 0, 5, 30, 240),
  after: fc.constantFrom(0, 0, 10, 45, 240),
  duration: fc.constantFrom(5, 25, 50, 60, 90, 480),
  notice: fc.constantFrom(0, 60, 2 * 24 * 60),
  window: fc.constantFrom(3, 30),
  accepts: fc.constantFrom(true, true, true, true, true, false),
  /** Which of the listed starts to book first, for others and for the client who asks, elsewhere. */
  taken: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 }),
  busy: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
type Rule = typeof rules extends fc.Arbitrary<infer T> ? T : never;

/** Both ends of what may be booked move on while the cases run in one transaction; slots.test.ts has them to the second. */
const nearALimit = (slot: number, rule: { notice: number; window: number }) =>
  [rule.notice * MINUTE, rule.window * DAY].some((limit) => Math.abs(slot - Date.now() - limit) < 5 * MINUTE);

it(`listed, explained and accepted starts are the same, for ${CASES} random rules (FC_SEED=${seed})`, { timeout: 120_000 }, async () => {
  const from = dayFromNow(2) + 3 * HOUR;
  let bookable = 0;
  let refused = 0;
  await inTransaction(async ({ sql, therapist, client, book, as, undone }) => {
    const [theo, tess, cleo, ...others] = await Promise.all([
      therapist({ hours: [] }),
      therapist(),
      client(),
      client(),
      client(),
      client(),
    ]);

    const holds = async (rule: Rule, offset: number) => {
      const profile = {
        time_zone: rule.timeZone,
        slot_interval_minutes: rule.interval,
        buffer_before_minutes: rule.before,
        buffer_after_minutes: rule.after,
        session_durations: [rule.duration],
        booking_window_days: rule.window,
        is_accepting_clients: rule.accepts,
      };
      await sql`update public.therapist_profiles set ${sql(profile)} where id = ${theo}`;
      await sql`insert into public.availability_slots ${sql(rule.rows.map((hours) => ({ ...hours, therapist_id: theo })))}`;
      for (const [index, taken] of rule.taken.entries()) {
        const free = await listed(sql, theo, from, from + 3 * DAY, rule.duration);
        const start = free[Math.floor(taken * free.length)];
        if (start !== undefined)
          await book(others[index] ?? cleo, { therapist_id: theo, starts_at: iso(start), duration_minutes: rule.duration });
      }
      await book(cleo, { therapist_id: tess, starts_at: iso(from + Math.floor(rule.busy * 72) * HOUR), duration_minutes: 30 });
      await sql`update public.therapist_profiles set min_notice_minutes = ${rule.notice} where id = ${theo}`;

      const [start, end] = [from + offset * MINUTE, from + offset * MINUTE + 3 * DAY];
      await as('authenticated', cleo, async () => {
        const list = await listed(sql, theo, start, end, rule.duration);
        expect((await openListed(sql, theo, start, end, rule.duration)).starts).toEqual(list);
        // Listed starts, others near them, and some of anywhere.
        const near = list.slice(0, 5).flatMap((slot) => [slot - MINUTE, slot + rule.interval * MINUTE, slot + 5 * MINUTE]);
        const asked = [...new Set([...list.slice(0, 20), ...near, ...every(197 * MINUTE, start, end)])].filter(
          (slot) => !nearALimit(slot, rule),
        );
        const why = await explained(sql, theo, asked, rule.duration);
        const inWindow = (slot: number) => slot >= start && slot < end;
        const bookableHere = asked.filter((slot, index) => why[index] === 'BOOKABLE' && inWindow(slot));
        expect(new Set(bookableHere)).toEqual(new Set(list.filter((slot) => asked.includes(slot))));
        expect(await inserted(sql, theo, asked, rule.duration)).toEqual(why);
        // Asking for a part gives that part of the list.
        const [left, right] = [start + offset * 11 * MINUTE, end - offset * 5 * MINUTE];
        expect(await listed(sql, theo, left, right, rule.duration)).toEqual(list.filter((slot) => slot >= left && slot < right));
        bookable += why.filter((code) => code === 'BOOKABLE').length;
        refused += why.filter((code) => code !== 'BOOKABLE').length;
      });
    };

    await fc.assert(
      fc.asyncProperty(rules, fc.integer({ min: 0, max: 7 * 24 }), (rule, offset) => undone(() => holds(rule, offset))),
      { numRuns: CASES, seed },
    );
  });
  console.info(`${bookable} starts accepted, ${refused} refused`);
  expect(bookable).toBeGreaterThan(200);
  expect(refused).toBeGreaterThan(200);
});
