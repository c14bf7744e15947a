import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { book, booked, type Answer } from '../support/booking.ts';
import { crowdOfClients } from '../support/crowd.ts';
import { deadlocks, expectListIsBookable, expectNoOverlaps } from '../support/invariants.ts';
import { newTherapist, service, type Person } from '../support/people.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(2);
const OFFICE = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '06:00', end_time: '22:00' }));
const liveOf = (id: string) =>
  database()`select id, client_id, starts_at from public.client_sessions where ${id} in (therapist_id, client_id) and status in ('scheduled', 'confirmed', 'in_progress')`;
const count = (answers: Answer[]) => {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer.hint ?? String(answer.status)] = (counts[answer.hint ?? String(answer.status)] ?? 0) + 1;
  return counts;
};

/** Prints how long an attempt takes; machines differ, so nothing is asserted. */
async function timed<T>(what: string, attempts: Promise<T>[]): Promise<T[]> {
  const began = performance.now();
  const answers = await Promise.all(attempts);
  console.info(`${what}: ${answers.length} answers in ${Math.round(performance.now() - began)} ms`);
  return answers;
}

let crowd: Person[];
let before = 0;
beforeAll(async () => {
  crowd = await crowdOfClients(50);
  before = await deadlocks();
});

afterAll(async () => {
  await expectNoOverlaps();
  expect(await deadlocks()).toBe(before);
});

describe('Fifty clients at once', () => {
  it.each([1, 2])('for one start: one session, forty-nine SLOT_TAKEN with bookable alternatives (round %d)', async () => {
    const theo = await newTherapist('Theo', { hours: OFFICE, profile: { requires_payment: false } });
    const starts_at = iso(SOON + 12 * HOUR);
    const answers = await timed(
      'the same start',
      crowd.map(({ api }) => book(api, { therapist_id: theo.id, starts_at })),
    );
    expect(count(answers)).toEqual({ 201: 1, SLOT_TAKEN: 49 });
    expect(await liveOf(theo.id)).toHaveLength(1);

    const losers = crowd.filter((_, index) => answers[index]?.hint === 'SLOT_TAKEN');
    const offers = answers.filter((answer) => answer.hint === 'SLOT_TAKEN').map((answer) => answer.details.alternatives as string[]);
    expect(new Set(offers.map((offer) => offer.length))).toEqual(new Set([3]));
    for (const [index, offered] of (offers[0] ?? []).entries()) {
      const loser = losers[index];
      // The offers overlap one another: each is good on its own.
      if (loser) {
        const { id } = await booked(loser.api, { therapist_id: theo.id, starts_at: offered });
        await loser.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', id);
      }
    }
    await expectListIsBookable(losers[5]?.api ?? service(), theo.id, SOON);
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id = ${theo.id} and status = 'scheduled'`;
  });

  it('for starts that overlap: no two sessions overlap, and every refusal is SLOT_TAKEN', async () => {
    const theo = await newTherapist('Theo', { hours: OFFICE, profile: { requires_payment: false } });
    // 12:00, 12:30 and 13:00, an hour each.
    const answers = await timed(
      'half-overlapping starts',
      crowd.map(({ api }, index) => book(api, { therapist_id: theo.id, starts_at: iso(SOON + (24 + (index % 3)) * (HOUR / 2)) })),
    );
    const live = await liveOf(theo.id);
    const counts = count(answers);
    expect(Object.keys(counts).sort()).toEqual(['201', 'SLOT_TAKEN']);
    expect(counts[201]).toBe(live.length);
    // Either the one in the middle, or the two around it.
    expect([1, 2]).toContain(live.length);
    await expectNoOverlaps();
    await expectListIsBookable(service(), theo.id, SOON);
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id = ${theo.id} and status = 'scheduled'`;
  });

  it('for twenty-five starts of two therapists: every start is booked once', async () => {
    const therapists = await Promise.all(
      ['Theo', 'Thea'].map((name) => newTherapist(name, { hours: OFFICE, profile: { requires_payment: false, session_durations: [30] } })),
    );
    // Each asks both therapists for the same time at once: one goes through, the other is CLIENT_BUSY.
    const answers = await timed(
      'crosswise',
      crowd
        .slice(0, 25)
        .flatMap(({ api }, index) =>
          (index % 2 ? therapists : [...therapists].reverse()).map(({ id }) =>
            book(api, { therapist_id: id, starts_at: iso(SOON + 6 * HOUR + index * (HOUR / 2)), duration_minutes: 30 }),
          ),
        ),
    );
    expect(count(answers)).toEqual({ 201: 25, CLIENT_BUSY: 25 });
    for (const answer of answers.filter((one) => one.hint === 'CLIENT_BUSY')) expect(answer.details.alternatives).toHaveLength(3);
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id in ${database()(therapists.map(({ id }) => id))} and status = 'scheduled'`;
  });
});

describe('One client', () => {
  it('booking overlapping times of two therapists gets one session and one CLIENT_BUSY', async () => {
    const [theo, thea] = [await newTherapist('Theo', { hours: OFFICE }), await newTherapist('Thea', { hours: OFFICE })];
    const outcomes = await Promise.all(
      crowd.slice(0, 10).map(async ({ id, api }, index) => {
        const start = SOON + 6 * HOUR + index * HOUR;
        const answers = await Promise.all([
          book(api, { therapist_id: theo.id, starts_at: iso(start) }),
          book(api, { therapist_id: thea.id, starts_at: iso(start) }),
        ]);
        return { outcome: count(answers), live: (await liveOf(id)).length };
      }),
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ outcome: { 201: 1, CLIENT_BUSY: 1 }, live: 1 })));
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id in (${theo.id}, ${thea.id}) and status = 'scheduled'`;
  });

  it('booking in five tabs at once gets three holds', async () => {
    const theo = await newTherapist('Theo', { hours: OFFICE });
    const cleo = crowd[20];
    if (!cleo) throw new Error('the crowd is too small');
    const answers = await Promise.all(
      [6, 8, 10, 12, 14].map((hour) => book(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + hour * HOUR) })),
    );
    expect(count(answers)).toEqual({ 201: 3, TOO_MANY_HOLDS: 2 });
    expect(await liveOf(cleo.id)).toHaveLength(3);
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id = ${theo.id} and status = 'scheduled'`;
  });
});

describe('An expired hold', () => {
  it('with a new booking, a confirmation and the job at once: one of them has the time', async () => {
    const theo = await newTherapist('Theo', { hours: OFFICE });
    const winners: Record<string, number> = {};
    for (let round = 0; round < 8; round += 1) {
      const [early, late] = [crowd[round], crowd[round + 10]];
      if (!early || !late) throw new Error('the crowd is too small');
      const starts_at = iso(SOON + (7 + round) * HOUR);
      const { id } = await booked(early.api, { therapist_id: theo.id, starts_at });
      await database()`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
      const [booking, confirmed, swept] = await Promise.all([
        book(late.api, { therapist_id: theo.id, starts_at }),
        theo.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', id).select('status'),
        service().rpc('expire_hold', { p_session_id: id }),
      ]);
      expect(swept.error).toBeNull();
      const live =
        await database()`select client_id from public.client_sessions where therapist_id = ${theo.id} and starts_at = ${starts_at} and status in ('scheduled', 'confirmed')`;
      if (confirmed.error) {
        expect(confirmed.error.hint).toBe('INVALID_TRANSITION');
        expect(booking.status).toBe(201);
        expect(live).toEqual([{ client_id: late.id }]);
      } else {
        expect(booking.hint).toBe('SLOT_TAKEN');
        expect(live).toEqual([{ client_id: early.id }]);
      }
      const winner = confirmed.error ? 'the booking' : 'the confirmation';
      winners[winner] = (winners[winner] ?? 0) + 1;
    }
    console.info('expired hold:', winners);
    await database()`update public.client_sessions set status = 'cancelled' where therapist_id = ${theo.id} and status in ('scheduled', 'confirmed')`;
  });
});

describe('The service role', () => {
  it('booking at the same time as clients: the same constraint allows one session', async () => {
    const theo = await newTherapist('Theo', { hours: OFFICE, profile: { requires_payment: false } });
    const starts_at = iso(SOON + 15 * HOUR);
    const [desk, ...online] = crowd.slice(30, 42);
    const [written, ...answers] = await Promise.all([
      book(service(), { therapist_id: theo.id, client_id: desk?.id ?? '', starts_at }),
      ...online.map(({ api }) => book(api, { therapist_id: theo.id, starts_at })),
    ]);
    const live = await liveOf(theo.id);
    expect(live).toHaveLength(1);
    if (live[0]?.client_id === desk?.id) {
      expect([written?.status, count(answers)]).toEqual([201, { SLOT_TAKEN: 11 }]);
    } else {
      expect([written?.code, count(answers)]).toEqual(['23P01', { 201: 1, SLOT_TAKEN: 10 }]);
    }
  });
});
