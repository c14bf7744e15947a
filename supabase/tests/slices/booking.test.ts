import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { book, booked } from '../support/booking.ts';
import { crowdOfClients } from '../support/crowd.ts';
import { newTherapist, visitor, type Person } from '../support/people.ts';
import type { Booking } from '../support/test-transaction.ts';
import { DAY, HOUR, dayFromNow, iso, nextClockChange, wallClock } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(2);
const ALL_DAY = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '23:55' }));

const therapist = (profile = {}, timeZone = 'UTC') => newTherapist('Thea', { timeZone, hours: ALL_DAY, profile });
const client = async () => (await crowdOfClients(1))[0] as Person;
const rowsOf = (person: Person) =>
  database()`select * from public.client_sessions where ${person.id} in (client_id, therapist_id) order by created_at`;

let thea: Person;
beforeAll(async () => {
  thea = await therapist();
});

describe('A booking', () => {
  it('needs a therapist and a start; the database fills in everything else', async () => {
    const [theo, cleo] = [
      await therapist(
        { hourly_rate: 75.5, buffer_before_minutes: 5, buffer_after_minutes: 10, cancellation_notice_hours: 48 },
        'Asia/Tokyo',
      ),
      await client(),
    ];
    await cleo.api.from('client_profiles').update({ phone: '+44 20 7946 0000' }).eq('id', cleo.id);
    const session = await booked(cleo.api, {
      therapist_id: theo.id,
      starts_at: iso(SOON + 20 * HOUR),
      duration_minutes: 90,
      notes: 'Knee.',
    });
    expect(session).toMatchObject({
      client_id: cleo.id,
      client_name: cleo.name,
      client_email: cleo.email,
      client_phone: '+44 20 7946 0000',
      time_zone: 'Asia/Tokyo',
      session_date: iso(SOON + DAY).slice(0, 10),
      start_time: '05:00:00',
      duration_minutes: 90,
      price: 113.25,
      currency: 'GBP',
      status: 'scheduled',
      payment_status: 'pending',
      session_type: 'Session',
      notes: 'Knee.',
      buffer_before_minutes: 5,
      buffer_after_minutes: 10,
      cancellation_notice_hours: 48,
      cancellation_reason: null,
      cancelled_at: null,
    });
    expect(Date.parse(session.ends_at) - Date.parse(session.starts_at)).toBe(90 * 60_000);
  });

  it('takes a start as local date and time, or both ways when they agree', async () => {
    const theo = await therapist({}, 'America/New_York');
    const [one, two] = (await crowdOfClients(2)) as [Person, Person];
    const byClock = await booked(one.api, { therapist_id: theo.id, session_date: iso(SOON).slice(0, 10), start_time: '09:30' });
    expect(wallClock(Date.parse(byClock.starts_at), 'America/New_York').text).toBe(`${iso(SOON).slice(0, 10)} 09:30`);
    expect(byClock.duration_minutes).toBe(60);
    const later = Date.parse(byClock.ends_at);
    const text = wallClock(later, 'America/New_York').text;
    const both = { therapist_id: theo.id, session_date: text.slice(0, 10), start_time: text.slice(11) };
    expect(await book(two.api, { ...both, starts_at: iso(later + HOUR) })).toMatchObject({ status: 422, hint: 'INVALID_TIME' });
    expect((await book(two.api, { ...both, starts_at: iso(later) })).session?.starts_at).toBe(iso(later).replace('.000Z', '+00:00'));
  });

  it("is held for 15 minutes of the database's clock", async () => {
    const cleo = await client();
    await booked(cleo.api, { therapist_id: thea.id, starts_at: iso(SOON + HOUR) });
    const [row] = await database()`select extract(epoch from hold_expires_at - created_at)::float as held,
      extract(epoch from clock_timestamp() - created_at)::float as age from public.client_sessions where client_id = ${cleo.id}`;
    expect(row?.held).toBe(900);
    expect(row?.age).toBeGreaterThanOrEqual(0);
    expect(row?.age).toBeLessThan(10);
  });

  it.each([
    ['no payment in advance', { requires_payment: false }, 80],
    ['nothing to pay', { hourly_rate: 0 }, 0],
  ])('with %s has no payment and no hold, and does not count as one', async (_, profile, price) => {
    const [theo, cleo] = [await therapist(profile), await client()];
    for (let n = 0; n < 4; n += 1) {
      const session = await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + n * 2 * HOUR) });
      expect(session).toMatchObject({ status: 'scheduled', payment_status: 'not_required', hold_expires_at: null, price });
    }
  });

  it('keeps its zone, price, buffers and notice when the therapist changes theirs', async () => {
    const [theo, cleo] = [await therapist({ hourly_rate: 80, buffer_after_minutes: 10 }), await client()];
    const { id } = await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + 10 * HOUR) });
    const before = await rowsOf(cleo);
    const edit = {
      hourly_rate: 99,
      time_zone: 'Asia/Tokyo',
      buffer_after_minutes: 30,
      cancellation_notice_hours: 1,
      currency: 'EUR',
      requires_payment: false,
    };
    expect((await theo.api.from('therapist_profiles').update(edit).eq('id', theo.id)).error).toBeNull();
    await theo.api.rpc('save_availability', { p_slots: ALL_DAY });
    expect(await rowsOf(cleo)).toEqual(before);
    const next = await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + 13 * HOUR) });
    expect(next).toMatchObject({
      price: 99,
      currency: 'EUR',
      time_zone: 'Asia/Tokyo',
      buffer_after_minutes: 30,
      cancellation_notice_hours: 1,
      hold_expires_at: null,
    });
    expect(next.id).not.toBe(id);
  });
});

describe('A booking is refused', () => {
  const cases: [string, { status: number; hint: string }, () => Promise<{ who: Person; what: Booking; details?: unknown }>][] = [
    [
      'a time that another client has booked',
      { status: 409, hint: 'SLOT_TAKEN' },
      async () => {
        const theo = await therapist();
        await booked((await client()).api, { therapist_id: theo.id, starts_at: iso(SOON + 10 * HOUR) });
        return {
          who: await client(),
          what: { therapist_id: theo.id, starts_at: iso(SOON + 10.5 * HOUR) },
          details: { alternatives: [11, 11.5, 7 * 24 + 10.5].map((hour) => iso(SOON + hour * HOUR).replace('.000Z', '+00:00')) },
        };
      },
    ],
    [
      'a time at which the client has another session',
      { status: 409, hint: 'CLIENT_BUSY' },
      async () => {
        const cleo = await client();
        await booked(cleo.api, { therapist_id: thea.id, starts_at: iso(SOON + 3 * HOUR) });
        return {
          who: cleo,
          what: { therapist_id: (await therapist()).id, starts_at: iso(SOON + 3.5 * HOUR) },
          details: { alternatives: [4, 4.5, 7 * 24 + 3.5].map((hour) => iso(SOON + hour * HOUR).replace('.000Z', '+00:00')) },
        };
      },
    ],
    [
      'a time outside the working hours',
      { status: 422, hint: 'OUTSIDE_WORKING_HOURS' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(SOON + 23.5 * HOUR) } }),
    ],
    [
      'a time between two starts',
      { status: 422, hint: 'OUTSIDE_WORKING_HOURS' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(SOON + 60_000) } }),
    ],
    [
      'a time in the past',
      { status: 422, hint: 'IN_THE_PAST' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(dayFromNow(-1)) } }),
    ],
    [
      'a time within the minimum notice',
      { status: 422, hint: 'TOO_SOON' },
      async () => ({
        who: await client(),
        what: { therapist_id: (await therapist({ min_notice_minutes: 60 * 24 * 7 })).id, starts_at: iso(SOON) },
      }),
    ],
    [
      'a time beyond the booking window',
      { status: 422, hint: 'TOO_FAR_AHEAD' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(SOON + 365 * DAY) } }),
    ],
    [
      'a start of infinity',
      { status: 422, hint: 'TOO_FAR_AHEAD' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: 'infinity' } }),
    ],
    [
      'a duration that the therapist does not have',
      { status: 422, hint: 'INVALID_DURATION' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(SOON), duration_minutes: 45 } }),
    ],
    [
      'a duration of 0',
      { status: 422, hint: 'INVALID_DURATION' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, starts_at: iso(SOON), duration_minutes: 0 } }),
    ],
    [
      'a therapist who takes no clients',
      { status: 422, hint: 'NOT_ACCEPTING_CLIENTS' },
      async () => ({
        who: await client(),
        what: { therapist_id: (await therapist({ is_accepting_clients: false })).id, starts_at: iso(SOON) },
      }),
    ],
    [
      'an unknown therapist',
      { status: 404, hint: 'THERAPIST_NOT_FOUND' },
      async () => ({ who: await client(), what: { therapist_id: randomUUID(), starts_at: iso(SOON) } }),
    ],
    [
      'a client as the therapist',
      { status: 404, hint: 'THERAPIST_NOT_FOUND' },
      async () => ({ who: await client(), what: { therapist_id: (await client()).id, starts_at: iso(SOON) } }),
    ],
    ['no start', { status: 422, hint: 'INVALID_TIME' }, async () => ({ who: await client(), what: { therapist_id: thea.id } })],
    [
      'a date without a start time',
      { status: 422, hint: 'INVALID_TIME' },
      async () => ({ who: await client(), what: { therapist_id: thea.id, session_date: '2030-01-01' } }),
    ],
    [
      'a skipped time of a clock change',
      { status: 422, hint: 'NONEXISTENT_LOCAL_TIME' },
      async () => {
        const { at } = nextClockChange('Europe/London', 'forward');
        return {
          who: await client(),
          what: {
            therapist_id: (await therapist({ booking_window_days: 600 }, 'Europe/London')).id,
            session_date: iso(at).slice(0, 10),
            start_time: '01:30',
          },
        };
      },
    ],
    [
      'a price that has changed',
      { status: 409, hint: 'PRICE_CHANGED' },
      async () => ({
        who: await client(),
        what: { therapist_id: thea.id, starts_at: iso(SOON + 6 * HOUR), price: 79.99 },
        details: { price: 80, currency: 'GBP' },
      }),
    ],
    [
      'a therapist as the caller',
      { status: 403, hint: 'NOT_A_CLIENT' },
      async () => ({ who: await therapist(), what: { therapist_id: thea.id, starts_at: iso(SOON + 6 * HOUR) } }),
    ],
  ];
  it.each(cases)('%s: %o', async (_, expected, make) => {
    const { who, what, details } = await make();
    const before = await rowsOf(who);
    const answer = await book(who.api, what);
    expect(answer).toMatchObject({ ...expected, code: `PT${expected.status}` });
    expect(answer.message).toMatch(/^[A-Z].+[.]$/);
    if (details) expect(answer.details).toEqual(details);
    expect(await rowsOf(who)).toEqual(before);
    // explain_slot gives the same reason, for those that are about a slot.
    if (!['PRICE_CHANGED', 'NOT_A_CLIENT', 'INVALID_TIME', 'NONEXISTENT_LOCAL_TIME', 'THERAPIST_NOT_FOUND'].includes(expected.hint)) {
      const question = {
        p_therapist_id: what.therapist_id ?? '',
        p_starts_at: what.starts_at ?? '',
        ...(what.duration_minutes === undefined ? {} : { p_duration_minutes: what.duration_minutes }),
      };
      expect((await who.api.rpc('explain_slot', question)).data).toBe(expected.hint);
    }
  });

  it('a fourth live hold: TOO_MANY_HOLDS until one is paid, cancelled or expired', async () => {
    const cleo = await client();
    const hold = (hour: number) => book(cleo.api, { therapist_id: thea.id, starts_at: iso(SOON + DAY + hour * HOUR) });
    const three = [await hold(1), await hold(2), await hold(3)];
    expect(three.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(await hold(4)).toMatchObject({ status: 429, hint: 'TOO_MANY_HOLDS' });
    expect(await rowsOf(cleo)).toHaveLength(3);
    const ways = [
      (id: string) =>
        database()`update public.client_sessions set payment_status = 'paid', status = 'confirmed', hold_expires_at = null where id = ${id}`,
      (id: string) => cleo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', id),
      (id: string) => database()`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`,
    ];
    for (const [index, way] of ways.entries()) {
      await way(three[index]?.session?.id ?? '');
      expect((await hold(5 + index)).status).toBe(201);
      expect((await hold(10)).status).toBe(429);
    }
  });

  it('an expired hold in the way is cancelled by the booking, with a history line', async () => {
    const [early, late] = (await crowdOfClients(2)) as [Person, Person];
    const { id } = await booked(early.api, { therapist_id: thea.id, starts_at: iso(SOON + 20 * HOUR) });
    await database()`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
    await booked(late.api, { therapist_id: thea.id, starts_at: iso(SOON + 20.5 * HOUR) });
    const { data } = await early.api.from('client_sessions').select('status, cancellation_reason, cancelled_by').eq('id', id).single();
    expect(data).toEqual({ status: 'cancelled', cancellation_reason: 'hold_expired', cancelled_by: 'system' });
  });
});

describe('The price of a booking', () => {
  it.each([
    ['GBP', 80, 30, 40],
    ['GBP', 99.99, 50, 83.33],
    ['EUR', 0.01, 30, 0.01],
    ['JPY', 9001, 50, 7501],
    ['JPY', 1, 30, 1],
    ['JPY', 1, 25, 0],
  ])('in %s at %d an hour for %d minutes is %d, sent or not', async (currency, hourly_rate, minutes, price) => {
    const theo = await therapist({ currency, hourly_rate, session_durations: [minutes] });
    const [one, two, three] = (await crowdOfClients(3)) as [Person, Person, Person];
    const at = (hour: number) => ({ therapist_id: theo.id, starts_at: iso(SOON + hour * HOUR), duration_minutes: minutes });
    expect((await booked(one.api, { ...at(1), price })).price).toBe(price);
    expect((await booked(two.api, at(2))).price).toBe(price);
    expect(await book(three.api, { ...at(3), price: price + 1 })).toMatchObject({ hint: 'PRICE_CHANGED', details: { price, currency } });
    const slots = await visitor().rpc('get_available_slots', {
      p_therapist_id: theo.id,
      p_from: iso(SOON + 5 * HOUR),
      p_to: iso(SOON + 6 * HOUR),
      p_duration_minutes: minutes,
    });
    expect(slots.data?.[0]?.price).toBe(price);
  });
});

describe('Visitors', () => {
  it('cannot book', async () => {
    expect(await book(visitor(), { therapist_id: thea.id, starts_at: iso(SOON + 21 * HOUR) })).toMatchObject({
      status: 401,
      code: '42501',
    });
    expect(
      await database()`select 1 from public.client_sessions where therapist_id = ${thea.id} and starts_at = ${iso(SOON + 21 * HOUR)}`,
    ).toHaveLength(0);
  });
});
