import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';

import { startEphemeralStack } from '../support/ephemeral-stack.js';

import { ok } from './answers.js';

const required = ['VITE_SUPABASE_URL', 'VITE_SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY'];
const options = { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: WebSocket } };

/**
 * What the checks need: the stack in the environment or one of its own, clients of the API, and the people  * run, who sign up on the way. `close()` stops a stack of its own. Throws when the environment names only some of the settings.
 */
export async function openContext() {
  const missing = required.filter((name) => !process.env[name]);
  if (missing.length > 0 && missing.length < required.length) {
    throw new Error(`Half configured: ${missing.join(', ')} missing. Set all three, or none.`);
  }
  const stack = missing.length > 0 ? await startEphemeralStack() : null;
  const env = stack ? stack.env : process.env;
  const connect = (key) => createClient(env.VITE_SUPABASE_URL, key, options);
  const visitor = connect(env.VITE_SUPABASE_ANON_KEY);
  const service = connect(env.SUPABASE_SERVICE_ROLE_KEY);
  const run = randomUUID().slice(0, 8);
  const password = `booking-test-${randomUUID()}`;
  const people = { therapist: null, client: null, stranger: null };

  async function signUp(role, name, timeZone) {
    const api = connect(env.VITE_SUPABASE_ANON_KEY);
    const email = `${role}.${name.toLowerCase().replaceAll(' ', '.')}.${run}@booking.test`;
    const { user } = ok(await api.auth.signUp({ email, password, options: { data: { role, full_name: name, time_zone: timeZone } } }));
    return { id: user.id, email, name, api };
  }

  /** The first bookable start at least `days` days from now. */
  async function freeStart(days) {
    const from = new Date(Date.now() + days * 86_400_000);
    const to = new Date(from.getTime() + 7 * 86_400_000);
    const slots = ok(
      await visitor.rpc('get_available_slots', {
        p_therapist_id: people.therapist.id,
        p_from: from.toISOString(),
        p_to: to.toISOString(),
        p_duration_minutes: 60,
      }),
    );
    assert.ok(slots.length > 0, 'no bookable start in that week');
    return slots[0];
  }

  const book = (person, row) =>
    person.api
      .from('client_sessions')
      .insert({ therapist_id: people.therapist.id, duration_minutes: 60, ...row })
      .select()
      .single();

  return { env, visitor, service, people, signUp, freeStart, book, close: async () => stack?.stop() };
}
