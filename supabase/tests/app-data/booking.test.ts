import { randomUUID } from 'node:crypto';

import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { signIn } from '../support/app-data.ts';
import { inHours, newClient, newTherapist, service, type Person } from '../support/people.ts';
import { database } from '../support/sql.ts';

/** The app's own data layer, pointed at the stack, as one client's browser runs it. */
async function app(person: Person) {
  const supabase = await signIn(person);
  return { ...(await import('@/data/sessions/use-book-session')), ...(await import('@/data/availability/use-available-slots')), supabase };
}

/** Lets the next booking reach the database and loses its answer on the way back. */
function loseNextAnswer(): void {
  const real = globalThis.fetch;
  let lost = false;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const answer = await real(url, init);
    if (lost || init?.method !== 'POST' || !url.includes('client_sessions')) return answer;
    lost = true;
    throw new TypeError('Failed to fetch');
  });
}

describe('app data: booking', () => {
  let therapist: Person;
  let john: Person;
  let ana: Person;
  beforeAll(async () => {
    therapist = await newTherapist('Sarah Johnson', { profile: { hourly_rate: 80, currency: 'GBP' } });
    john = await newClient('John Smith');
    ana = await newClient('Ana Ruiz');
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const booking = (hours: number) => ({ id: randomUUID(), therapistId: therapist.id, startsAt: inHours(hours), durationMinutes: 60 });

  it('answers with the hold as the database has it', async () => {
    const { handleBooking } = await app(john);
    const input = { ...booking(48), sessionType: 'Initial consultation', notes: 'A first talk', price: 80 };
    const session = await handleBooking(input);
    expect(session).toMatchObject({
      id: input.id,
      startsAt: input.startsAt,
      status: 'scheduled',
      paymentStatus: 'pending',
      price: 80,
      currency: 'GBP',
      clientName: 'John Smith',
      therapistName: 'Sarah Johnson',
      sessionType: 'Initial consultation',
      notes: 'A first talk',
      cancellationNoticeHours: 24,
    });
    const [held] = await database()`
      select created_at + interval '15 minutes' as until from public.client_sessions where id = ${input.id}`;
    expect(new Date(session.holdExpiresAt ?? '')).toEqual(held?.['until']);
  });

  it('answers with the same session when a lost answer is asked again with the id', async () => {
    const { handleBooking } = await app(john);
    const input = booking(72);
    loseNextAnswer();
    await expect(handleBooking(input)).rejects.toMatchObject({ kind: 'network' });
    await expect(handleBooking(input)).resolves.toMatchObject({ id: input.id, status: 'scheduled' });
    const { data } = await service().from('client_sessions').select('id').eq('client_id', john.id).eq('starts_at', input.startsAt);
    expect(data).toEqual([{ id: input.id }]);
  });

  it('is refused for another booking under the same id', async () => {
    const { handleBooking } = await app(ana);
    const input = booking(96);
    await handleBooking(input);
    await expect(handleBooking({ ...input, startsAt: inHours(97) })).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('loses a race with alternatives that can be booked', async () => {
    const { handleBooking, alternativesOf } = await app(ana);
    const input = booking(120);
    const first = await handleBooking(input);
    const { handleBooking: johns, fetchAvailableSlots } = await app(john);
    const refusal: unknown = await johns({ ...input, id: randomUUID() }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: 'refusal', code: 'SLOT_TAKEN', status: 409 });
    const alternatives = alternativesOf(refusal);
    expect(alternatives).toHaveLength(3);
    const listed = await fetchAvailableSlots({ therapistId: therapist.id, from: inHours(24), to: inHours(400), durationMinutes: 60 });
    expect(listed.map((slot) => slot.startsAt)).toEqual(expect.arrayContaining(alternatives));
    expect(listed.map((slot) => slot.startsAt)).not.toContain(first.startsAt);
    await expect(johns({ ...booking(0), startsAt: alternatives[0] ?? '' })).resolves.toMatchObject({ startsAt: alternatives[0] });
  });

  it('is refused with the new price when another was shown', async () => {
    const { handleBooking } = await app(ana);
    await expect(handleBooking({ ...booking(144), price: 79 })).rejects.toMatchObject({
      kind: 'refusal',
      code: 'PRICE_CHANGED',
      details: { price: 80, currency: 'GBP' },
    });
  });
});
