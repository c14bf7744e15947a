import { inject, vi } from 'vitest';

import { addDays } from '../../../src/domain/calendar-date.ts';

import { inHours, PASSWORD, type Person } from './people.ts';

/** The app's own Supabase client, pointed at the stack and signed in as this person, as their browser has it. */
export async function signIn(person: Person) {
  vi.stubEnv('VITE_SUPABASE_URL', inject('stack').apiUrl);
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', inject('stack').publishableKey);
  const { supabase } = await import('@/lib/supabase');
  const { error } = await supabase.auth.signInWithPassword({ email: person.email, password: PASSWORD });
  if (error) throw error;
  return supabase;
}

/** The app's own data layer, signed in as this person. */
export async function as(person: Person) {
  await signIn(person);
  return {
    ...(await import('@/data/availability/use-alternatives')),
    ...(await import('@/data/availability/use-available-slots')),
    ...(await import('@/data/availability/use-explain-own-slot')),
    ...(await import('@/data/availability/use-next-available')),
    ...(await import('@/data/availability/use-save-availability')),
    ...(await import('@/data/availability/use-weekly-availability')),
    ...(await import('@/data/clients/use-own-client-profile')),
    ...(await import('@/data/clients/use-update-client-profile')),
    ...(await import('@/data/overrides/use-overrides')),
    ...(await import('@/data/overrides/use-remove-override')),
    ...(await import('@/data/overrides/use-save-override')),
    ...(await import('@/data/payments/use-payment')),
    ...(await import('@/data/session-types/use-remove-session-type')),
    ...(await import('@/data/session-types/use-reorder-session-types')),
    ...(await import('@/data/session-types/use-save-session-type')),
    ...(await import('@/data/session-types/use-session-types')),
    ...(await import('@/data/sessions/use-book-for-client')),
    ...(await import('@/data/sessions/use-book-session')),
    ...(await import('@/data/sessions/use-cancel-session')),
    ...(await import('@/data/sessions/use-clients')),
    ...(await import('@/data/sessions/use-coming-sessions')),
    ...(await import('@/data/sessions/use-has-visited')),
    ...(await import('@/data/sessions/use-recent-activity')),
    ...(await import('@/data/sessions/use-reschedule-session')),
    ...(await import('@/data/sessions/use-save-session-notes')),
    ...(await import('@/data/sessions/use-session')),
    ...(await import('@/data/sessions/use-session-history')),
    ...(await import('@/data/sessions/use-session-notes')),
    ...(await import('@/data/sessions/use-session-pages')),
    ...(await import('@/data/sessions/use-session-counts')),
    ...(await import('@/data/sessions/use-day-sessions')),
    ...(await import('@/data/sessions/use-practice-figures')),
    ...(await import('@/data/sessions/session-cache')),
    ...(await import('@/data/sessions/session-rows')),
    ...(await import('@/data/row-cache')),
    ...(await import('@/data/sessions/keys')),
    ...(await import('@/data/sessions/use-update-session-status')),
    ...(await import('@/data/therapists/use-own-therapist-profile')),
    ...(await import('@/data/therapists/use-therapist')),
    ...(await import('@/data/therapists/use-therapists')),
    ...(await import('@/data/therapists/use-update-therapist-profile')),
  };
}

/** The date of a UTC instant. */
export const dateOf = (instant: string): string => instant.slice(0, 10);

/** Noon UTC, so many days from today. */
export const noonIn = (days: number): string => `${addDays(dateOf(inHours(0)), days)}T12:00:00.000Z`;

/** Loses the answer of the next call of this path, after the database has done what it asked. Undo with `vi.unstubAllGlobals`. */
export function loseNextAnswer(path: string): void {
  const real = globalThis.fetch;
  let lost = false;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const answer = await real(url, init);
    if (lost || !url.includes(path)) return answer;
    lost = true;
    throw new TypeError('Failed to fetch');
  });
}
