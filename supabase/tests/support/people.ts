import { randomUUID } from 'node:crypto';

import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { inject } from 'vitest';

import type { Database } from '../../../src/types/database.ts';

export type Client = SupabaseClient<Database>;

/** A named person, signed up and signed in through the API. */
export interface Person {
  id: string;
  name: string;
  email: string;
  api: Client;
}

/** One stretch of weekly working time, wall clock in the therapist's zone. */
export interface Hours {
  day_of_week: number;
  start_time: string;
  end_time: string;
  is_available?: boolean;
}

export const PASSWORD = 'a-long-enough-password';

/** Every day from midnight to midnight: for tests that are not about hours. */
export const ALWAYS: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
  day_of_week,
  start_time: '00:00',
  end_time: '24:00',
}));

/** A supabase-js client for one key, without a stored session. */
function apiClient(key: string): Client {
  return createClient<Database>(inject('stack').apiUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}

/** The API as a visitor sees it. */
export const visitor = (): Client => apiClient(inject('stack').publishableKey);

/** The API as the service role sees it. */
export const service = (): Client => apiClient(inject('stack').secretKey);

async function signUp(role: 'client' | 'therapist', name: string, timeZone: string): Promise<Person> {
  const api = visitor();
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${randomUUID().slice(0, 8)}@people.test`;
  const { data, error } = await api.auth.signUp({
    email,
    password: PASSWORD,
    options: { data: { role, full_name: name, time_zone: timeZone } },
  });
  if (error || !data.user) throw error ?? new Error(`${name} could not sign up`);
  return { id: data.user.id, name, email, api };
}

/** A new client, signed in. */
export const newClient = (name: string, timeZone = 'UTC'): Promise<Person> => signUp('client', name, timeZone);

/** What a therapist of a test differs in from the defaults. */
export interface TherapistOptions {
  timeZone?: string;
  hours?: Hours[];
  profile?: Database['public']['Tables']['therapist_profiles']['Update'];
}

/** A new therapist, signed in, with working hours (every hour of the week unless told) and no notice. */
export async function newTherapist(
  name: string,
  { timeZone = 'UTC', hours = ALWAYS, profile = {} }: TherapistOptions = {},
): Promise<Person> {
  const person = await signUp('therapist', name, timeZone);
  const changed = await person.api
    .from('therapist_profiles')
    .update({ min_notice_minutes: 0, ...profile })
    .eq('id', person.id);
  if (changed.error) throw changed.error;
  if (hours.length > 0) {
    const saved = await person.api.from('availability_slots').insert(hours.map((row) => ({ ...row, therapist_id: person.id })));
    if (saved.error) throw saved.error;
  }
  return person;
}

/** When the test file began: asked twice, before and after the full hour, the same hour is meant. */
const BEGAN = Date.now();

/** The start of the hour that is `hours` full hours from when this file began, ISO 8601 in UTC. */
export function inHours(hours: number): string {
  const start = new Date(BEGAN + hours * 3_600_000);
  start.setUTCMinutes(0, 0, 0);
  return start.toISOString();
}
