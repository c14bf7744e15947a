import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { addDays, timeOf } from '../../../src/domain/calendar-date.ts';
import { hoursOn } from '../../../src/domain/overrides.ts';
import { priceOfType } from '../../../src/domain/session-type.ts';

import { as, dateOf, noonIn } from '../support/app-data.ts';
import { newClient, newTherapist, service, type Hours, type Person } from '../support/people.ts';
import { database } from '../support/sql.ts';

const dayOf = (therapistId: string, date: string, more: object = {}) => ({
  therapistId,
  from: `${date}T00:00:00.000Z`,
  to: `${addDays(date, 1)}T00:00:00.000Z`,
  durationMinutes: 60,
  ...more,
});

describe('app data: overrides', () => {
  const nineToFive: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
  let maya: Person;
  let lukas: Person;
  beforeAll(async () => {
    maya = await newTherapist('Maya Chen', { hours: nineToFive });
    lukas = await newTherapist('Lukas Weber', { hours: nineToFive });
  });

  it('remove and add free times, and give them back when removed', async () => {
    const app = await as(maya);
    const date = dateOf(noonIn(5));
    const starts = async () => (await app.fetchAvailableSlots(dayOf(maya.id, date))).map((slot) => slot.startsAt.slice(11, 16));
    const usual = await starts();
    expect(usual).toHaveLength(15);

    const morning = await app.saveOverride({
      startsOn: date,
      endsOn: date,
      startTime: '09:00',
      endTime: '15:00',
      isAvailable: false,
      reason: ' Dentist ',
    });
    expect(morning).toMatchObject({ startsOn: date, startTime: '09:00', endTime: '15:00', isAvailable: false, reason: 'Dentist' });
    expect(await starts()).toEqual(['15:00', '15:30', '16:00']);

    await app.saveOverride({ startsOn: date, endsOn: date, startTime: '22:00', endTime: '24:00', isAvailable: true });
    expect(await starts()).toEqual(['15:00', '15:30', '16:00', '22:00', '22:30', '23:00']);

    const whole = await app.saveOverride({ ...morning, startTime: null, endTime: null });
    expect(whole.id).toBe(morning.id);
    expect(await starts()).toEqual([]);
    expect(await app.fetchOverrides(maya.id, null)).toHaveLength(2);
    expect(await app.fetchOverrides(maya.id, addDays(date, 1))).toEqual([]);

    const { id: _, ...removed } = await app.removeOverride(morning.id);
    expect(await starts()).toHaveLength(18);
    await app.saveOverride(removed);
    expect(await starts()).toEqual([]);
  });

  it('are refused before sending when invalid', async () => {
    const { saveOverride } = await as(maya);
    const date = dateOf(noonIn(7));
    const hours = { startsOn: date, endsOn: date, startTime: '17:00', endTime: '09:00', isAvailable: false };
    await expect(saveOverride(hours)).rejects.toMatchObject({ kind: 'refusal', code: 'INVALID_VALUE' });
    await expect(saveOverride({ ...hours, endTime: null })).rejects.toMatchObject({ message: 'Say until when.' });
    await expect(saveOverride({ ...hours, startTime: '25:00' })).rejects.toMatchObject({ message: 'Write a time such as 09:00.' });
    await expect(saveOverride({ ...hours, startsOn: '2027-02-30' })).rejects.toMatchObject({ message: 'Choose a day.' });
  });

  it('cannot be seen, changed or removed by others', async () => {
    const mine = await (
      await as(maya)
    ).saveOverride({ startsOn: '2030-01-01', endsOn: '2030-01-01', startTime: null, endTime: null, isAvailable: false, reason: 'Private' });
    const app = await as(lukas);
    expect(await app.fetchOverrides(maya.id, null)).toEqual([]);
    await expect(app.saveOverride({ ...mine, reason: 'Mine now' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(app.removeOverride(mine.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { data } = await service().from('availability_overrides').select('reason').eq('id', mine.id).single();
    expect(data).toEqual({ reason: 'Private' });
  });

  it('give the same hours on screen as in the database, for all weeks and overrides', async () => {
    const sql = database();
    const monday = '2027-03-01';
    const times = fc
      .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }))
      .map(([from, to]) => (from < to ? ([from, to] as const) : ([to - 1, from + 1] as const)));
    const clock = (halfHours: number) => `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 ? '30' : '00'}`;
    const row = fc.tuple(fc.integer({ min: 0, max: 6 }), times, fc.boolean()).map(([dayOfWeek, [from, to], isAvailable]) => ({
      dayOfWeek,
      startTime: clock(from),
      endTime: clock(to),
      durationMinutes: 60,
      isAvailable,
    }));
    const change = fc
      .tuple(fc.integer({ min: -2, max: 8 }), fc.integer({ min: 0, max: 3 }), fc.option(times), fc.boolean())
      .map(([day, days, span, isAvailable]) => ({
        startsOn: addDays(monday, day),
        endsOn: addDays(monday, day + days),
        startTime: span && clock(span[0]),
        endTime: span && clock(span[1]),
        isAvailable,
      }));
    const cases = fc.sample(fc.tuple(fc.array(row, { maxLength: 6 }), fc.array(change, { maxLength: 4 })), 40);
    for (const [week, overrides] of cases) {
      await sql`delete from public.availability_slots where therapist_id = ${lukas.id}`;
      await sql`delete from public.availability_overrides where therapist_id = ${lukas.id}`;
      for (const { dayOfWeek, startTime, endTime, isAvailable } of week) {
        await sql`insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time, is_available)
          values (${lukas.id}, ${dayOfWeek}, ${startTime}, ${endTime}, ${isAvailable})`;
      }
      for (const { startsOn, endsOn, startTime, endTime, isAvailable } of overrides) {
        await sql`insert into public.availability_overrides (therapist_id, starts_on, ends_on, start_time, end_time, is_available)
          values (${lukas.id}, ${startsOn}, ${endsOn}, ${startTime}, ${endTime}, ${isAvailable})`;
      }
      const minutes = await sql`
        select d::date::text as date, h::time::text as time
        from generate_series(${monday}::timestamp, ${monday}::timestamp + interval '6 days 23:30', interval '30 minutes') as h
        cross join lateral (select h::date as d) as day
        where h <@ private.local_hours(${lukas.id}, ${monday}::date, ${monday}::date + 6) order by h`;
      const shown = [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
        hoursOn({ week, overrides }, addDays(monday, day)).flatMap(({ start, end }) =>
          Array.from({ length: 48 }, (_, index) => clock(index))
            .filter((time) => time >= timeOf(start) && time < timeOf(end))
            .map((time) => `${addDays(monday, day)} ${time}`),
        ),
      );
      expect(shown).toEqual(minutes.map(({ date, time }) => `${String(date)} ${String(time).slice(0, 5)}`));
    }
  });
});

describe('app data: session types', () => {
  let sarah: Person;
  let john: Person;
  const offer = { durations: [60], price: null, place: 'online' as const };
  beforeAll(async () => {
    sarah = await newTherapist('Sarah Johnson', {
      profile: { hourly_rate: 80, currency: 'GBP', location: '12 Harley Street', requires_payment: false },
    });
    john = await newClient('John Smith');
  });

  it('are listed in their order, to clients without the paused ones', async () => {
    const app = await as(sarah);
    const first = await app.saveSessionType({ ...offer, name: ' First visit ', price: 95, place: 'in_person', firstVisitOnly: true });
    expect(first).toMatchObject({
      name: 'First visit',
      price: 95,
      place: 'in_person',
      firstVisitOnly: true,
      bufferBefore: null,
      isActive: true,
      position: 0,
    });
    const followUp = await app.saveSessionType({ ...offer, name: 'Follow-up', durations: [90, 30, 60, 60], bufferAfter: 15 });
    expect(followUp).toMatchObject({ durations: [30, 60, 90], price: null, bufferAfter: 15, position: 1 });
    const call = await app.saveSessionType({ ...offer, name: 'Call', durations: [30], price: 0, place: 'phone', isActive: false });

    await app.reorderSessionTypes([call.id, followUp.id, first.id]);
    expect((await app.fetchSessionTypes(sarah.id, { paused: true })).map((type) => type.name)).toEqual([
      'Call',
      'Follow-up',
      'First visit',
    ]);
    const seen = await (await as(john)).fetchSessionTypes(sarah.id);
    expect(seen.map((type) => type.name)).toEqual(['Follow-up', 'First visit']);
    expect(await (await as(john)).fetchSessionTypes(sarah.id, { paused: true })).toEqual(seen);
  });

  it('are refused for a repeated name, or a fixed price for several durations', async () => {
    const { saveSessionType } = await as(sarah);
    await expect(saveSessionType({ ...offer, name: 'follow-UP' })).rejects.toMatchObject({
      code: 'DUPLICATE',
      message: 'You already have a type called “follow-UP”.',
    });
    await expect(saveSessionType({ ...offer, name: 'Two lengths', durations: [30, 60], price: 50 })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
  });

  it('decide duration, price and place of what is listed and booked', async () => {
    const app = await as(john);
    const types = await app.fetchSessionTypes(sarah.id);
    for (const type of types) {
      for (const durationMinutes of type.durations) {
        const [slot] = await app.fetchAvailableSlots(dayOf(sarah.id, dateOf(noonIn(4)), { durationMinutes, sessionTypeId: type.id }));
        expect(slot?.price).toBe(priceOfType(type, durationMinutes, 80, 'GBP'));
      }
    }
    const [unnamed] = await app.fetchAvailableSlots(dayOf(sarah.id, dateOf(noonIn(4))));
    // The first type of this duration that every client may book.
    const expected = types.find((type) => !type.firstVisitOnly && type.durations.includes(60));
    expect(unnamed?.price).toBe(priceOfType(expected ?? null, 60, 80, 'GBP'));

    const first = types.find((type) => type.firstVisitOnly);
    const booking = {
      id: randomUUID(),
      therapistId: sarah.id,
      startsAt: noonIn(4),
      durationMinutes: 60,
      sessionTypeId: first?.id,
      price: 95,
    };
    const session = await app.handleBooking(booking);
    expect(session).toMatchObject({
      sessionType: 'First visit',
      sessionTypeId: first?.id,
      place: 'in_person',
      price: 95,
      location: '12 Harley Street',
      isOutsideHours: false,
    });
    await expect(app.handleBooking({ ...booking, id: randomUUID(), startsAt: noonIn(5) })).rejects.toMatchObject({
      code: 'NOT_FIRST_VISIT',
    });
    await expect(
      app.handleBooking({ ...booking, id: randomUUID(), startsAt: noonIn(5), sessionTypeId: randomUUID() }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_SESSION_TYPE' });
  });

  it('leave their name on booked sessions when they are removed', async () => {
    const app = await as(sarah);
    const first = (await app.fetchSessionTypes(sarah.id, { paused: true })).find((type) => type.firstVisitOnly);
    await app.removeSessionType(first?.id ?? '');
    await expect(app.removeSessionType(first?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { data } = await service()
      .from('client_sessions')
      .select('session_type, session_type_id, place, price')
      .eq('therapist_id', sarah.id);
    expect(data).toEqual([{ session_type: 'First visit', session_type_id: null, place: 'in_person', price: 95 }]);
  });
});
