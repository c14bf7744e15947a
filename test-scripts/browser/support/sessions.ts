import { expect, vi } from 'vitest';

import { intentOf, payWithCard, stateOf, type Booking } from '../../../supabase/functions/tests/support/bookings.ts';
import { booked } from '../../../supabase/tests/support/booking.ts';
import { inHours, type Hours, type Person } from '../../../supabase/tests/support/people.ts';
import { database } from '../../../supabase/tests/support/sql.ts';

/** Monday to Friday, nine to five. */
export const OFFICE_HOURS: Hours[] = [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));

let hour = 48;

/** A session of an hour that this client holds, some days ahead and never twice at the same time. */
export async function held(therapist: Person, client: Person, { startsAt = inHours((hour += 2)), notes = '' } = {}): Promise<Booking> {
  const { id } = await booked(client.api, { therapist_id: therapist.id, starts_at: startsAt, duration_minutes: 60, notes });
  return { id, startsAt, client, therapist };
}

/** The same, paid by a card that works, and confirmed by the webhook. */
export async function paid(therapist: Person, client: Person, options: { startsAt?: string; notes?: string } = {}): Promise<Booking> {
  const booking = await held(therapist, client, options);
  const answer = await payWithCard(await intentOf(booking), '4242424242424242');
  expect(answer.status).toBe(200);
  // vi.waitFor, since expect.poll does not work in a beforeAll.
  await vi.waitFor(async () => expect(await stateOf(booking)).toBe('confirmed, paid'), { timeout: 15_000, interval: 100 });
  return booking;
}

/** Moves a booked session past the API's rules: `minutes` from now, negative for the past. */
export async function moveTo(booking: Booking, minutes: number): Promise<void> {
  await database()`update public.client_sessions
    set starts_at = date_trunc('minute', now()) + make_interval(mins => ${minutes}) where id = ${booking.id}`;
}

/** Lets a hold end so many seconds from now. */
export async function holdFor(booking: Booking, seconds: number): Promise<void> {
  await database()`update public.client_sessions
    set hold_expires_at = now() + make_interval(secs => ${seconds}) where id = ${booking.id}`;
}

/** The address of this therapist's calendar. */
export async function pathOf(therapist: Person): Promise<string> {
  const [row] = await database()<{ slug: string }[]>`select slug from public.therapist_profiles where id = ${therapist.id}`;
  return `/therapists/${row?.slug}`;
}

/** The next day with this number, 0 for Sunday, that is at least two days ahead: YYYY-MM-DD. */
export function next(dayOfWeek: number): string {
  const days = [2, 3, 4, 5, 6, 7, 8].find((ahead) => new Date(noonIn(ahead)).getUTCDay() === dayOfWeek) ?? 2;
  return noonIn(days).slice(0, 10);
}

/** Noon in UTC, so many days from the day on which the test file began: ISO. */
export const noonIn = (days: number): string => `${inHours(days * 24).slice(0, 10)}T12:00:00.000Z`;
