import { randomUUID } from 'node:crypto';

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { as, dateOf, loseNextAnswer, noonIn } from '../support/app-data.ts';
import { inHours, newClient, newTherapist, service, type Hours, type Person } from '../support/people.ts';
import { weeksLater } from '@/domain/slots';

const refusalOf = (tried: Promise<unknown>): Promise<unknown> =>
  tried.then(
    () => null,
    (error: unknown) => error,
  );
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('app data: rescheduling', () => {
  let sarah: Person;
  let john: Person;
  let ana: Person;
  beforeAll(async () => {
    sarah = await newTherapist('Sarah Johnson', { profile: { requires_payment: false, hourly_rate: 80 } });
    john = await newClient('John Smith');
    ana = await newClient('Ana Ruiz');
  });
  const booking = (startsAt: string) => ({ id: randomUUID(), therapistId: sarah.id, startsAt, durationMinutes: 60 });

  it('moves the session, keeps its terms, and records the move', async () => {
    const app = await as(john);
    const booked = await app.handleBooking(booking(inHours(72)));
    const asked = { therapistId: sarah.id, from: inHours(71), to: inHours(74), durationMinutes: 60 };
    const free = async (more: object = {}) => (await app.fetchAvailableSlots({ ...asked, ...more })).map((slot) => slot.startsAt);
    // Half an hour later overlaps the session itself: free only when that session is moved.
    const halfLater = new Date(Date.parse(booked.startsAt) + 1_800_000).toISOString();
    expect(await free()).not.toContain(halfLater);
    expect(await free({ ignoreSessionId: booked.id })).toContain(halfLater);
    expect(
      await (
        await as(ana)
      )
        .fetchAvailableSlots({ ...asked, ignoreSessionId: booked.id })
        .then((slots) => slots.map((slot) => slot.startsAt)),
    ).not.toContain(halfLater);

    await (await as(sarah)).updateTherapistProfile({ hourlyRate: 100 });
    const { rescheduleSession, fetchSessionHistory } = await as(john);
    loseNextAnswer('client_sessions');
    await expect(rescheduleSession({ sessionId: booked.id, startsAt: halfLater })).rejects.toMatchObject({ kind: 'network' });
    const moved = await rescheduleSession({ sessionId: booked.id, startsAt: halfLater });
    expect(moved).toMatchObject({ id: booked.id, startsAt: halfLater, price: 80, durationMinutes: 60, status: 'scheduled' });
    const history = await fetchSessionHistory(booked.id);
    expect(history.filter((event) => event.kind === 'rescheduled')).toMatchObject([
      { actorRole: 'client', fromStartsAt: booked.startsAt, toStartsAt: halfLater },
    ]);
  });

  it('is refused for a taken time, with alternatives', async () => {
    const johns = await (await as(john)).handleBooking(booking(inHours(120)));
    const app = await as(ana);
    const anas = await app.handleBooking(booking(inHours(130)));
    const refusal = await refusalOf(app.rescheduleSession({ sessionId: anas.id, startsAt: johns.startsAt }));
    expect(refusal).toMatchObject({ code: 'SLOT_TAKEN', status: 409 });
    const [instead] = app.alternativesOf(refusal);
    await expect(app.rescheduleSession({ sessionId: anas.id, startsAt: instead ?? '' })).resolves.toMatchObject({
      id: anas.id,
      startsAt: instead,
    });
    await expect(app.rescheduleSession({ sessionId: johns.id, startsAt: inHours(140) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is too late for a client within the notice, and not for the therapist', async () => {
    const soon = await (await as(john)).handleBooking(booking(inHours(5)));
    await service().from('client_sessions').update({ status: 'confirmed' }).eq('id', soon.id);
    const refusal = await refusalOf((await as(john)).rescheduleSession({ sessionId: soon.id, startsAt: inHours(200) }));
    expect(refusal).toMatchObject({ code: 'TOO_LATE_TO_CHANGE', status: 422 });
    const moved = await (await as(sarah)).rescheduleSession({ sessionId: soon.id, startsAt: inHours(200) });
    expect(moved).toMatchObject({ startsAt: inHours(200), status: 'confirmed' });
  });
});

describe('app data: booking for a client', () => {
  const days: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
  let sarah: Person;
  let john: Person;
  beforeAll(async () => {
    sarah = await newTherapist('Sarah Johnson', { hours: days, profile: { requires_payment: false } });
    john = await newClient('John Smith');
  });
  const guest = { name: 'Nora Guest', email: 'nora@example.test', phone: '0123' };

  it('books a guest, who then is in the list of clients', async () => {
    const app = await as(sarah);
    const session = await app.bookForClient({
      id: randomUUID(),
      startsAt: noonIn(2),
      durationMinutes: 60,
      client: guest,
      payment: 'pending',
    });
    expect(session).toMatchObject({
      status: 'confirmed',
      paymentStatus: 'pending',
      clientId: null,
      clientName: 'Nora Guest',
      clientEmail: guest.email,
      holdExpiresAt: null,
    });
    await app.bookForClient({
      id: randomUUID(),
      startsAt: noonIn(9),
      durationMinutes: 60,
      client: { ...guest, email: 'NORA@example.test' },
    });
    expect(await app.fetchClients('')).toEqual({
      clients: [{ id: null, name: 'Nora Guest', email: 'NORA@example.test', phone: '0123', lastSession: noonIn(9) }],
      isCut: false,
    });
  });

  it('books a client by id, but not a person who is not their client', async () => {
    const before = { id: randomUUID(), startsAt: noonIn(3), durationMinutes: 60, client: { id: john.id } };
    await expect((await as(sarah)).bookForClient(before)).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
    await (await as(john)).handleBooking({ id: randomUUID(), therapistId: sarah.id, startsAt: noonIn(4), durationMinutes: 60 });
    const app = await as(sarah);
    const [known] = (await app.fetchClients('john SMITH')).clients;
    expect(known).toMatchObject({ id: john.id, name: 'John Smith', lastSession: noonIn(4) });
    await expect(app.bookForClient(before)).resolves.toMatchObject({
      clientId: john.id,
      clientName: 'John Smith',
      clientEmail: john.email,
      startsAt: noonIn(3),
    });
  });

  it('gets the same session when the first answer was lost', async () => {
    const app = await as(sarah);
    const input = { id: randomUUID(), startsAt: noonIn(6), durationMinutes: 60, client: guest };
    loseNextAnswer('book_for_client');
    await expect(app.bookForClient(input)).rejects.toMatchObject({ kind: 'network' });
    await expect(app.bookForClient(input)).resolves.toMatchObject({ id: input.id, startsAt: input.startsAt });
    // Another client's id at that time is a conflict, not the same booking.
    await expect(app.bookForClient({ ...input, id: randomUUID() })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
  });

  it('can override a time outside the hours, but never another session', async () => {
    const app = await as(sarah);
    const evening = noonIn(7).replace('T12', 'T20');
    const input = { id: randomUUID(), startsAt: evening, durationMinutes: 60, client: guest };
    const refusal = await refusalOf(app.bookForClient(input));
    expect(refusal).toMatchObject({ code: 'OUTSIDE_WORKING_HOURS' });
    expect(app.canOverride(refusal)).toBe(true);
    await expect(app.bookForClient({ ...input, outsideHours: true })).resolves.toMatchObject({ isOutsideHours: true, startsAt: evening });
    await expect(app.bookForClient({ ...input, id: randomUUID(), outsideHours: true })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
  });

  it('is refused without a name, with a wrong email, and by a client', async () => {
    const { bookForClient } = await as(sarah);
    const input = { id: randomUUID(), startsAt: noonIn(8), durationMinutes: 60, client: { name: ' ' } };
    await expect(bookForClient(input)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    await expect(bookForClient({ ...input, client: { name: 'Nora', email: 'nora at home' } })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
    await expect((await as(john)).bookForClient({ ...input, client: guest })).rejects.toMatchObject({ code: 'NOT_A_THERAPIST' });
  });
});

describe('app data: why a start cannot be booked', () => {
  const days: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
  let sarah: Person;
  let john: Person;
  beforeAll(async () => {
    sarah = await newTherapist('Sarah Johnson', {
      hours: days,
      profile: { requires_payment: false, buffer_after_minutes: 30, max_sessions_per_day: 1 },
    });
    john = await newClient('John Smith');
  });

  it('names the cause to the therapist', async () => {
    const booked = await (
      await as(john)
    ).handleBooking({ id: randomUUID(), therapistId: sarah.id, startsAt: noonIn(3), durationMinutes: 60 });
    const app = await as(sarah);
    const off = await app.saveOverride({
      startsOn: dateOf(noonIn(4)),
      endsOn: dateOf(noonIn(4)),
      startTime: null,
      endTime: null,
      isAvailable: false,
    });
    const why = async (startsAt: string, durationMinutes = 60) => (await app.explainOwnSlot({ startsAt, durationMinutes })).reason;
    const at = (days: number, time: string) => noonIn(days).replace('12:00', time);

    expect(await app.explainOwnSlot({ startsAt: noonIn(5) })).toEqual({
      code: 'BOOKABLE',
      reason: 'open',
      sessionId: null,
      overrideId: null,
    });
    expect(await app.explainOwnSlot({ startsAt: noonIn(3), durationMinutes: 60 })).toMatchObject({
      reason: 'session',
      sessionId: booked.id,
    });
    expect(await app.explainOwnSlot({ startsAt: at(3, '13:00') })).toMatchObject({ reason: 'buffer', sessionId: booked.id });
    expect(await app.explainOwnSlot({ startsAt: noonIn(4) })).toMatchObject({ reason: 'time_off', overrideId: off.id });
    expect(await why(at(3, '15:00'))).toBe('day_full');
    expect(await why(at(5, '20:00'))).toBe('weekly_hours');
    expect(await why(at(5, '12:10'))).toBe('between_starts');
    expect(await why(at(5, '16:30'))).toBe('does_not_fit');
    expect(await why(noonIn(5), 45)).toBe('duration');
    expect(await why(noonIn(-1))).toBe('past');
    expect(await why(noonIn(200))).toBe('booking_window');
    await app.updateTherapistProfile({ minNoticeMinutes: 8 * 24 * 60 });
    expect(await why(noonIn(5))).toBe('notice');
    await app.updateTherapistProfile({ minNoticeMinutes: 0, isAcceptingClients: false });
    expect(await why(noonIn(5))).toBe('paused');
    await app.updateTherapistProfile({ isAcceptingClients: true });
    await expect((await as(john)).explainOwnSlot({ startsAt: noonIn(5) })).rejects.toMatchObject({ code: 'NOT_A_THERAPIST' });
  });

  it('is a full day to a client, with other days to choose from', async () => {
    const app = await as(await newClient('Ana Ruiz'));
    const refusal = await refusalOf(
      app.handleBooking({ id: randomUUID(), therapistId: sarah.id, startsAt: noonIn(3).replace('12:00', '15:00'), durationMinutes: 60 }),
    );
    expect(refusal).toMatchObject({ code: 'DAY_FULL', status: 409 });
    const alternatives = app.alternativesOf(refusal);
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.map(dateOf)).not.toContain(dateOf(noonIn(3)));
  });

  it('comes with the same time of a coming week among the alternatives', async () => {
    const { fetchAlternatives } = await as(john);
    const instead = await fetchAlternatives({ therapistId: sarah.id, startsAt: noonIn(3), durationMinutes: 60 });
    expect(instead).toHaveLength(3);
    expect(instead.filter((slot) => weeksLater(noonIn(3), slot.startsAt, 'UTC') === 1)).toHaveLength(1);
    expect(await fetchAlternatives({ therapistId: sarah.id, startsAt: noonIn(3), limit: 0 })).toEqual([]);
  });

  it('is no longer a full day without the limit', async () => {
    const app = await as(sarah);
    expect((await app.updateTherapistProfile({ maxSessionsPerDay: null })).maxSessionsPerDay).toBeNull();
    expect((await app.explainOwnSlot({ startsAt: noonIn(3).replace('12:00', '15:00') })).reason).toBe('open');
    await expect(app.updateTherapistProfile({ maxSessionsPerDay: 0 })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});
