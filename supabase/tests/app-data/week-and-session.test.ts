import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { calculatePrice } from '../../../src/domain/price.ts';
import { localParts } from '../../../src/domain/time-zone.ts';

import { as } from '../support/app-data.ts';
import { booked } from '../support/booking.ts';
import { inHours, newClient, newTherapist, type Person } from '../support/people.ts';
import { database } from '../support/sql.ts';

it('calculatePrice equals the database’s price, for all rates, durations and currencies', async () => {
  const cases = fc.sample(
    fc.tuple(
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.integer({ min: 5, max: 480 }),
      fc.constantFrom('GBP', 'USD', 'INR', 'JPY', 'KRW', 'VND', 'MGA'),
    ),
    2_000,
  );
  const rows = cases.map(([hundredths, minutes, currency], n) => ({ n, rate: hundredths / 100, minutes, currency }));
  const priced = await database()`
    select private.session_price(r.rate, r.minutes, r.currency)::float8 as price
    from jsonb_to_recordset(${database().json(rows)}) as r (n integer, rate numeric, minutes integer, currency text) order by n`;
  expect(rows.map(({ rate, minutes, currency }) => calculatePrice(rate, minutes, currency))).toEqual(
    priced.map(({ price }) => Number(price)),
  );
});

describe('app data: a therapist', () => {
  let therapist: Person;
  beforeAll(async () => {
    therapist = await newTherapist('Maya Chen', { hours: [], timeZone: 'America/New_York' });
  });
  const hours = (dayOfWeek: number, startTime: string, endTime: string) => ({
    dayOfWeek,
    startTime,
    endTime,
    durationMinutes: 60,
    isAvailable: true,
  });

  it('saves the week as given, midnight included, and reads it back', async () => {
    const { saveAvailability, fetchWeeklyAvailability } = await as(therapist);
    const week = [hours(1, '09:00', '10:00'), hours(1, '10:00', '11:00'), hours(6, '23:00', '24:00')];
    const saved = await saveAvailability(week);
    expect(saved).toMatchObject(week);
    expect(await fetchWeeklyAvailability(therapist.id)).toEqual(saved);
    await saveAvailability(week.slice(1));
    expect(await fetchWeeklyAvailability(therapist.id)).toMatchObject(week.slice(1));
  });

  it('ticks one slot off, and clients no longer see it', async () => {
    const { saveAvailability, toggleSlotAvailability, fetchAvailableSlots, fetchNextAvailable } = await as(therapist);
    const range = { therapistId: therapist.id, from: inHours(0), to: inHours(24 * 14), durationMinutes: 60 };
    const [monday] = await saveAvailability([hours(1, '09:00', '10:00')]);
    const before = await fetchAvailableSlots(range);
    expect(before.length).toBeGreaterThan(0);
    expect(before[0]?.price).toBe(80);
    expect(localParts(new Date(before[0]?.startsAt ?? ''), 'America/New_York').time).toBe('09:00');
    expect(await fetchNextAvailable({ therapistId: therapist.id, durationMinutes: 60, from: range.from })).toEqual(before[0]);
    await toggleSlotAvailability({ slotId: monday?.id ?? '', isAvailable: false });
    expect(await fetchAvailableSlots(range)).toEqual([]);
    expect(await fetchNextAvailable({ therapistId: therapist.id, durationMinutes: 60, from: range.from })).toBeNull();
  });

  it('changes only the given fields of the profile', async () => {
    const { updateTherapistProfile, fetchOwnTherapistProfile, fetchTherapist, fetchTherapists, saveAvailability } = await as(therapist);
    const before = await fetchOwnTherapistProfile(therapist.id);
    const after = await updateTherapistProfile({ headline: 'Calm and precise', sessionDurations: [45, 30], defaultDurationMinutes: 50 });
    expect(after).toEqual({
      ...before,
      headline: 'Calm and precise',
      sessionDurations: [45, 30],
      defaultDurationMinutes: 50,
      durations: [30, 45, 50],
    });
    expect(await fetchTherapist(after.slug)).toEqual(after);
    await expect(updateTherapistProfile({ bookingWindowDays: 0 })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      message: 'At least one day.',
    });

    await saveAvailability([hours(1, '09:00', '17:00')]);
    const found = await fetchTherapists({ search: 'chen precise', page: 1 });
    expect(found.total).toBeGreaterThan(0);
    expect(found.therapists.find((card) => card.id === therapist.id)?.nextAvailableAt).toMatch(/Z$/);
    expect(await fetchTherapists({ search: 'nobody-has-this-word', page: 1 })).toEqual({ therapists: [], total: 0 });
  });
});

describe('app data: a session', () => {
  let therapist: Person;
  let john: Person;
  beforeAll(async () => {
    therapist = await newTherapist('Lukas Weber', { profile: { requires_payment: false } });
    john = await newClient('John Smith');
  });
  const bookAt = (hours: number) => booked(john.api, { therapist_id: therapist.id, starts_at: inHours(hours), duration_minutes: 60 });

  it('moves on as the therapist may, and both parties read its history', async () => {
    const { id } = await bookAt(48);
    const { updateSessionStatus, fetchSessionHistory, fetchRecentActivity, findSessions, fetchSessionCounts, NO_FILTERS } =
      await as(therapist);
    expect(await updateSessionStatus({ sessionId: id, status: 'confirmed' })).toMatchObject({
      id,
      status: 'confirmed',
      therapistName: 'Lukas Weber',
    });
    await updateSessionStatus({ sessionId: id, status: 'in_progress' });
    await updateSessionStatus({ sessionId: id, status: 'completed' });
    await expect(updateSessionStatus({ sessionId: id, status: 'scheduled' })).rejects.toMatchObject({
      kind: 'refusal',
      code: 'INVALID_TRANSITION',
    });
    const history = await fetchSessionHistory(id);
    expect(history.map(({ kind, toStatus, actorRole }) => [kind, toStatus, actorRole])).toEqual([
      ['booked', 'scheduled', 'client'],
      ['status_changed', 'confirmed', 'therapist'],
      ['status_changed', 'in_progress', 'therapist'],
      ['status_changed', 'completed', 'therapist'],
    ]);
    const [latest] = await fetchRecentActivity(1);
    expect(latest).toMatchObject({ toStatus: 'completed', session: { id, clientName: 'John Smith', therapistName: 'Lukas Weber' } });
    const found = { ...NO_FILTERS, status: 'completed', from: inHours(24), to: inHours(72) } as const;
    expect(await findSessions('earlier', found)).toEqual([id]);
    expect(await findSessions('upcoming', found)).toEqual([]);
    expect(await fetchSessionCounts(found)).toMatchObject({ completed: 1, found: 1, foundUpcoming: 0 });
    expect(await findSessions('earlier', { ...found, status: 'cancelled' })).toEqual([]);
  });

  it('is found among more sessions than one request answers', async () => {
    const veteran = await newTherapist('Vera Veteran');
    await database()`
      insert into public.client_sessions (therapist_id, client_id, starts_at, duration_minutes, session_type, status, payment_status)
      select ${veteran.id}, ${john.id}, date_trunc('hour', now()) - make_interval(hours => n), 60, 'Session', 'cancelled', 'not_required'
      from generate_series(1, 1001) as n`;
    const { findSessions, fetchSessionCounts, fetchClients, NO_FILTERS } = await as(veteran);
    const ids: string[] = [];
    for (let page = await findSessions('earlier', NO_FILTERS, { limit: 100 }); page.length > 0;) {
      ids.push(...page);
      page = await findSessions('earlier', NO_FILTERS, { after: page.at(-1) ?? null, limit: 100 });
    }
    expect(new Set(ids).size).toBe(1001);
    expect(await fetchSessionCounts(NO_FILTERS)).toMatchObject({ total: 1001, found: 1001, upcoming: 0 });
    expect(await fetchClients('')).toMatchObject({ clients: [{ id: john.id, lastSession: null }], isCut: false });
  });

  it('to come is all that is read for a change of hours, and ends its client’s first visit', async () => {
    const [vera, cleo] = [await newTherapist('Vera Veteran', { profile: { requires_payment: false } }), await newClient('Cleo Client')];
    await database()`
      insert into public.client_sessions (therapist_id, client_id, starts_at, duration_minutes, status, payment_status)
      values (${vera.id}, ${john.id}, date_trunc('hour', now()) - interval '3 hours', 60, 'completed', 'paid'),
        (${vera.id}, ${john.id}, date_trunc('hour', now()) + interval '3 days', 60, 'cancelled', 'paid')`;
    expect(await (await as(vera)).fetchComingSessions(vera.id)).toEqual([]);
    expect(await (await as(cleo)).fetchHasVisited(vera.id)).toBe(false);
    expect(await (await as(john)).fetchHasVisited(vera.id)).toBe(true);

    const { id } = await booked(cleo.api, { therapist_id: vera.id, starts_at: inHours(48), duration_minutes: 60 });
    const coming = [{ id, clientName: 'Cleo Client', startsAt: inHours(48), endsAt: inHours(49) }];
    expect(await (await as(vera)).fetchComingSessions(vera.id)).toEqual(coming);
    // A hold counts until it expires.
    const hold = (hours: number, minutes: number) => database()`
      insert into public.client_sessions (therapist_id, client_id, starts_at, duration_minutes, status, payment_status, hold_expires_at)
      values (${vera.id}, ${john.id}, ${inHours(hours)}, 60, 'scheduled', 'pending', now() + ${minutes} * interval '1 minute') returning id`;
    await hold(50, -1);
    const [held] = await hold(52, 10);
    expect(await (await as(vera)).fetchComingSessions(vera.id)).toEqual([
      ...coming,
      { id: String(held?.['id']), clientName: 'John Smith', startsAt: inHours(52), endsAt: inHours(53) },
    ]);
    expect(await (await as(cleo)).fetchHasVisited(vera.id)).toBe(true);
  });

  it('is read once, and again only after it has changed', async () => {
    const ids = [(await bookAt(108)).id, (await bookAt(110)).id, (await bookAt(112)).id];
    const { loadRows, sessionRows, refreshSessions, sessionKeys } = await as(therapist);
    const queryClient = new QueryClient();
    const asked = vi.spyOn(globalThis, 'fetch');
    const requests = () =>
      asked.mock.calls.splice(0).map(([url]) => decodeURIComponent(typeof url === 'string' ? url : '').match(/id=in\.\(([^)]*)\)/)?.[1]);
    await loadRows(queryClient, sessionRows, ids);
    expect(requests()).toEqual([ids.join(',')]);
    await loadRows(queryClient, sessionRows, ids);
    expect(requests()).toEqual([]);
    const [, changed = ''] = ids;
    await database()`update public.client_sessions set notes = 'changed since' where id = ${changed}`;
    await refreshSessions(queryClient, [changed]);
    await loadRows(queryClient, sessionRows, ids);
    expect(requests()).toEqual([changed]);
    expect(queryClient.getQueryData(sessionKeys.detail(changed))).toMatchObject({ notes: 'changed since' });
    await refreshSessions(queryClient, 'all');
    await loadRows(queryClient, sessionRows, ids);
    expect(requests()).toEqual([ids.join(',')]);
    asked.mockRestore();
  });

  it('is cancelled once, with a reason that the other party reads', async () => {
    const { id } = await bookAt(60);
    const { cancelSession, updateSessionStatus } = await as(john);
    expect(await cancelSession({ sessionId: id, reason: ' I am ill ' })).toMatchObject({
      status: 'cancelled',
      cancellationReason: 'I am ill',
      cancelledBy: 'client',
    });
    await expect(updateSessionStatus({ sessionId: id, status: 'confirmed' })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  it('hides the therapist’s notes from the client', async () => {
    const { id } = await bookAt(84);
    const { updateSessionNotes, fetchSessionNotes } = await as(therapist);
    expect(await fetchSessionNotes(id)).toBeNull();
    await updateSessionNotes({ sessionId: id, body: 'First words' });
    expect(await updateSessionNotes({ sessionId: id, body: 'Better words' })).toMatchObject({ sessionId: id, body: 'Better words' });
    const johns = await as(john);
    expect(await johns.fetchSessionNotes(id)).toBeNull();
    await expect(johns.updateSessionNotes({ sessionId: id, body: 'Not mine' })).rejects.toMatchObject({ kind: 'permission' });
  });

  it('is invisible to a stranger', async () => {
    const { id } = await bookAt(96);
    const { fetchSession, fetchSessionHistory, fetchPayment, updateSessionStatus } = await as(await newClient('Ana Ruiz'));
    expect(await fetchSession(id)).toBeNull();
    expect(await fetchSessionHistory(id)).toEqual([]);
    expect(await fetchPayment(id)).toBeNull();
    await expect(updateSessionStatus({ sessionId: id, status: 'cancelled' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has its client’s preferences, which only the client changes', async () => {
    const { updateClientProfile, fetchOwnClientProfile } = await as(john);
    expect(await updateClientProfile({ timeFormat: '24h', phone: '+44 123 456 789' })).toMatchObject({
      timeFormat: '24h',
      fullName: 'John Smith',
    });
    expect(await fetchOwnClientProfile(john.id)).toMatchObject({ timeFormat: '24h', phone: '+44 123 456 789', emailReminders: true });
    await expect(updateClientProfile({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ message: 'Choose a time zone from the list.' });
  });
});
