import { randomUUID } from 'node:crypto';

import type { RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';

import { newClient, newTherapist, visitor } from '../../tests/support/people.ts';
import type { Client, Person } from '../../tests/support/people.ts';

/** The channels as the migrations define them, over the whole stack: gateway, real tokens, real triggers. */
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

it('tells a visitor that a calendar changed, and a client that their session did', async () => {
  const stranger = visitor();
  open.push(stranger);
  const calendar = listen(stranger, `availability:${sarah.id}`);
  const sessions = listen(john.api, `sessions:${john.id}`);
  await Promise.all([joined(calendar), joined(sessions)]);

  const slots = await stranger.rpc('get_available_slots', {
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

  await vi.waitFor(() => expect(calendar.messages[0]).toMatchObject({ event: 'availability_changed' }));
  await vi.waitFor(() => expect(sessions.messages[0]).toMatchObject({ event: 'session_changed', payload: { session_id: id } }));
  expect(JSON.stringify(calendar.messages)).not.toContain(john.id);
});

it("keeps everybody else away from a person's sessions", async () => {
  const stranger = visitor();
  open.push(stranger);
  const attempts = [listen(stranger, `sessions:${john.id}`), listen(sarah.api, `sessions:${john.id}`)];
  for (const attempt of attempts) {
    await vi.waitFor(() => expect(attempt.statuses).toContain('CHANNEL_ERROR'), { timeout: 5000 });
    expect(attempt.statuses).not.toContain('SUBSCRIBED');
  }
});
