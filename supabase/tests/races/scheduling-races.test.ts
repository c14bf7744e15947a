import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deadlocks, expectNoOverlaps } from '../support/invariants.ts';
import { booking, cancelling, moving, printRounds, tally, therapistOnTrack, track, type Racer, type Track } from '../support/racing.ts';
import { DAY, HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

/*
 * Races on real connections, one for each caller, at the level of the API's role: ROUNDS=100 for the long run.
 * Each loser gets the reason code of the rule; no caller ever gets a deadlock.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 12);
const CROWD = 50;
const SOON = dayFromNow(3);

let run: Track;
let before = 0;

beforeAll(async () => {
  run = await track(CROWD);
  before = await deadlocks();
});

afterAll(async () => {
  await run.end();
  await expectNoOverlaps();
  expect(await deadlocks()).toBe(before);
});

const live = (therapist: string, from: number, to: number) => database()<{ id: string; client_id: string | null; starts_at: Date }[]>`
  select id, client_id, starts_at from public.client_sessions
  where therapist_id = ${therapist} and during && tstzrange(${iso(from)}, ${iso(to)}) and status in ('scheduled', 'confirmed', 'in_progress')`;

/** Each test has a stretch of days of its own: all of them share the clients. */
let nextDay = SOON;

/** Plays a round per day, times it, and hands the answers to `check`. */
async function rounds(
  what: string,
  play: (day: number) => Promise<string>[],
  check: (answers: string[], day: number) => Promise<void>,
  times = ROUNDS,
): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const day = (nextDay += 2 * DAY);
    const began = performance.now();
    const answers = await Promise.all(play(day));
    took.push(performance.now() - began);
    await check(answers, day);
  }
  printRounds(what, took);
}

describe(`${CROWD} clients at once, ${ROUNDS} rounds`, { timeout: 30_000 + ROUNDS * 2000 }, () => {
  it('for one start: one has it, the others get SLOT_TAKEN', async () => {
    const theo = await therapistOnTrack();
    await rounds(
      'the same start',
      (day) => run.racers.map((one) => one.run(booking(theo, iso(day + 10 * HOUR)))),
      async (answers, day) => {
        expect(tally(answers)).toEqual({ done: 1, SLOT_TAKEN: CROWD - 1 });
        expect(await live(theo, day, day + DAY)).toHaveLength(1);
      },
    );
  });

  it('for overlapping starts: no two overlap, each loser overlaps a winner', async () => {
    const theo = await therapistOnTrack({ slot_interval_minutes: 15 });
    const start = (day: number, index: number) => day + 10 * HOUR + (index % 8) * (HOUR / 4);
    await rounds(
      'overlapping starts',
      (day) => run.racers.map((one, index) => one.run(booking(theo, iso(start(day, index))))),
      async (answers, day) => {
        const rows = await live(theo, day, day + DAY);
        expect(tally(answers)).toEqual({ done: rows.length, SLOT_TAKEN: CROWD - rows.length });
        const starts = rows.map((row) => row.starts_at.getTime()).sort((a, b) => a - b);
        expect(starts.every((one, index) => index === 0 || one - (starts[index - 1] ?? 0) >= HOUR)).toBe(true);
        for (const [index, answer] of answers.entries()) {
          if (answer === 'SLOT_TAKEN') expect(starts.some((one) => Math.abs(one - start(day, index)) < HOUR)).toBe(true);
        }
      },
    );
  });

  it('on a day with room for three: three have it, the others are refused', async () => {
    const theo = await therapistOnTrack({ max_sessions_per_day: 3 });
    await rounds(
      'a cap of three',
      (day) => run.racers.map((one, index) => one.run(booking(theo, iso(day + (1 + (index % 20)) * HOUR)))),
      async (answers, day) => {
        const counts = tally(answers);
        expect(counts.done).toBe(3);
        expect((counts.DAY_FULL ?? 0) + (counts.SLOT_TAKEN ?? 0)).toBe(CROWD - 3);
        expect(await live(theo, day, day + DAY)).toHaveLength(3);
      },
      Math.ceil(ROUNDS / 3),
    );
  });
});

describe('Different writes at once', { timeout: 30_000 + ROUNDS * 2000 }, () => {
  it('moves of many sessions to one start: one gets there, none is lost', async () => {
    const theo = await therapistOnTrack();
    const movers = run.racers.slice(0, 12);
    await rounds(
      'twelve moves to one start, bookings of it, and two that change places',
      (day) => {
        const ids = movers.map(() => randomUUID());
        const prepared = Promise.all(movers.map((one, index) => one.run(booking(theo, iso(day + index * HOUR), ids[index]))));
        const after = <T>(then: () => Promise<T>) => prepared.then(then);
        return [
          ...movers.map((one, index) => after(() => one.run(moving(ids[index] ?? '', iso(day + 15 * HOUR))))),
          ...run.racers.slice(20, 26).map((one) => after(() => one.run(booking(theo, iso(day + 15 * HOUR))))),
        ];
      },
      async (answers, day) => {
        expect(tally(answers)).toEqual({ done: 1, SLOT_TAKEN: 17 });
        const rows = await live(theo, day, day + DAY);
        expect(rows.filter((row) => row.starts_at.getTime() === day + 15 * HOUR)).toHaveLength(1);
        // No session went missing: twelve, or twelve and the booking that won.
        expect([12, 13]).toContain(rows.length);
      },
      Math.ceil(ROUNDS / 2),
    );
  });

  it('book, move, cancel, confirm, change hours, expire: no overlap, no wrong answer', async () => {
    const [theo, tess] = [await therapistOnTrack(), await therapistOnTrack({ slot_interval_minutes: 15 })];
    const own = (id: string): Racer => run.as(id);
    const allowed = new Set(['done', 'SLOT_TAKEN', 'CLIENT_BUSY', 'INVALID_TRANSITION', 'OUTSIDE_WORKING_HOURS', 'HOLD_EXPIRED']);
    const seen: string[] = [];
    await rounds(
      'book, move, cancel, confirm, hours, sweep',
      (day) => {
        const first = run.racers.slice(0, 10);
        const ids = first.map(() => randomUUID());
        const at = (hour: number) => iso(day + hour * HOUR);
        const prepared = Promise.all(first.map((one, index) => one.run(booking(index % 2 ? theo : tess, at(8 + index), ids[index]))))
          // Some are expired holds, free for the first to book.
          .then(
            () =>
              database()`update public.client_sessions set payment_status = 'pending', hold_expires_at = now() - interval '1 second' where id in ${database()(ids.slice(0, 4))}`,
          );
        const acts: [Racer, string][] = [
          ...first.map((one, index): [Racer, string] => [
            one,
            index % 3 ? moving(ids[index] ?? '', at(9 + index)) : cancelling(ids[index] ?? ''),
          ]),
          ...ids.map((id, index): [Racer, string] => [
            own(index % 2 ? theo : tess),
            index % 2 ? `update public.client_sessions set status = 'confirmed' where id = '${id}'` : moving(id, at(20)),
          ]),
          ...run.racers.slice(12, 32).map((one, index): [Racer, string] => [one, booking(index % 2 ? theo : tess, at(8 + (index % 10)))]),
          // The same people with the other therapist.
          ...run.racers
            .slice(12, 32)
            .map((one, index): [Racer, string] => [own(one.id), booking(index % 2 ? tess : theo, at(8 + (index % 10) + 0.5))]),
          [
            own(theo),
            `select public.save_availability('${JSON.stringify([0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '23:55' })))}')`,
          ],
          [
            own(tess),
            `insert into public.availability_overrides (starts_on, ends_on, start_time, end_time) values ('${at(0).slice(0, 10)}', '${at(0).slice(0, 10)}', '12:00', '13:00')`,
          ],
        ];
        const sweeps = ids.slice(0, 4).map((id) =>
          prepared.then(async () => {
            await database()`select public.expire_hold(${id})`;
            return 'done';
          }),
        );
        return [...acts.map(([one, statement]) => prepared.then(() => one.run(statement))), ...sweeps];
      },
      async (answers) => {
        seen.push(...answers);
        expect(answers.filter((answer) => !allowed.has(answer))).toEqual([]);
        await expectNoOverlaps();
      },
    );
    console.info(tally(seen));
    // Each session is where its history says it is.
    const astray = await database()`
      select s.id from public.client_sessions as s
      cross join lateral (select to_starts_at from public.session_events as e where e.session_id = s.id and to_starts_at is not null order by e.id desc limit 1) as h
      where s.therapist_id in (${theo}, ${tess}) and s.starts_at <> h.to_starts_at`;
    expect([...astray]).toEqual([]);
  });

  it('one client, two therapists, the same hour: one session', async () => {
    const [theo, tess] = [await therapistOnTrack(), await therapistOnTrack()];
    await rounds(
      'one client and two therapists, twenty-five times over',
      (day) =>
        run.racers.slice(0, 25).flatMap((one, index) => {
          const start = iso(day + (index % 23) * HOUR);
          return [one.run(booking(index % 2 ? theo : tess, start)), run.as(one.id).run(booking(index % 2 ? tess : theo, start))];
        }),
      async (answers) => {
        expect(Object.keys(tally(answers)).filter((answer) => !['done', 'CLIENT_BUSY', 'SLOT_TAKEN'].includes(answer))).toEqual([]);
        await expectNoOverlaps();
      },
      Math.ceil(ROUNDS / 3),
    );
  });
});
