import { randomUUID } from 'node:crypto';

import type { RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';

import { newClient, newTherapist, visitor } from '../../tests/support/people.ts';
import type { Client, Person } from '../../tests/support/people.ts';

/** The channels of the migrations on the whole stack, with real tokens and triggers. */
let sarah: Person;
let john: Person;
const open: Client[] = [];

beforeAll(async () => {
  sarah = await newTherapist('Sarah Johnson');
  john = await newClient('John Smith');
  open.push(sarah.api, john.api);
});
afterAll(() => Promise.all(open.map((api) => api.realtime.disconnect())));

interface Heard {
  channel: RealtimeChannel;
  statuses: string[];
  messages: { event: string; payload: unknown }[];
}

function listen(api: Client, topic: string): Heard {
  const heard: Heard = { channel: api.channel(topic, { config: { private: true } }), statuses: [], messages: [] };
  heard.channel
    .on('broadcast', { event: '*' }, ({ event, payload }) => heard.messages.push({ event, payload }))
    .subscribe((status) => heard.statuses.push(status));
  return heard;
}

const joined = (heard: Heard) => vi.waitFor(() => expect(heard.statuses).toContain('SUBSCRIBED'), { timeout: 5000 });

it('a booking notifies a visitor of the calendar without names, and the client of the session', async () => {
  const guest = visitor();
  open.push(guest);
  const calendar = listen(guest, `availability:${sarah.id}`);
  const sessions = listen(john.api, `sessions:${john.id}`);
  await Promise.all([joined(calendar), joined(sessions)]);

  const slots = await guest.rpc('get_available_slots', {
    p_therapist_id: sarah.id,
    p_from: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    p_to: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  });
  const start = slots.data?.[0]?.starts_at ?? '';
  const { data } = await john.api.auth.getSession();
  const { apiUrl, publishableKey } = inject('stack');
  const id = randomUUID();
  const booked = await fetch(`${apiUrl}/rest/v1/client_sessions`, {
    method: 'POST',
    headers: { apikey: publishableKey, authorization: `Bearer ${data.session?.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, therapist_id: sarah.id, starts_at: start, duration_minutes: 60 }),
  });
  expect(booked.status).toBe(201);

  await expect.poll(() => calendar.messages[0]).toMatchObject({ event: 'availability_changed' });
  await expect.poll(() => sessions.messages[0]).toMatchObject({ event: 'session_changed', payload: { session_id: id } });
  expect(JSON.stringify(calendar.messages)).not.toContain(john.id);
});

it("a visitor and a therapist cannot join the channel of a client's sessions", async () => {
  const guest = visitor();
  open.push(guest);
  const attempts = [listen(guest, `sessions:${john.id}`), listen(sarah.api, `sessions:${john.id}`)];
  for (const attempt of attempts) {
    await vi.waitFor(() => expect(attempt.statuses).toContain('CHANNEL_ERROR'), { timeout: 5000 });
    expect(attempt.statuses).not.toContain('SUBSCRIBED');
  }
});
