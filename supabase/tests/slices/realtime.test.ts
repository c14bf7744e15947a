import type { RealtimeChannel } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { booked } from '../support/booking.ts';
import { newClient, newTherapist, service, visitor, type Client, type Person } from '../support/people.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(2);

interface Message {
  event: string;
  payload: Record<string, unknown>;
}
interface Listener {
  messages: Message[];
  channel: RealtimeChannel;
}

const open: { api: Client; channel: RealtimeChannel }[] = [];

/** Joins a private channel; answers whether it was let in, and collects the messages from then on. */
async function join(api: Client, topic: string): Promise<Listener & { status: string }> {
  const messages: Message[] = [];
  const channel = api.channel(topic, { config: { private: true } });
  channel.on('broadcast', { event: '*' }, (message) =>
    messages.push({ event: message.event, payload: { ...(message.payload as object) } }),
  );
  open.push({ api, channel });
  const status = await new Promise<string>((resolve) => channel.subscribe((state) => resolve(state)));
  return { messages, channel, status };
}

/** Joins, and ignores earlier messages: those of the people's own sign-up may still be on their way. */
async function listening(api: Client, topic: string): Promise<Listener> {
  const { status, ...listener } = await join(api, topic);
  expect(status).toBe('SUBSCRIBED');
  await database()`select realtime.send('{}', 'from now on', ${topic}, true)`;
  await soon(() => expect(listener.messages.at(-1)?.event).toBe('from now on'));
  listener.messages.length = 0;
  return listener;
}

/** How soon is printed by the browser's tests of live changes; here it only has to arrive. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

const sockets = new Set<Client>();

afterEach(async () => {
  await Promise.all(
    open.splice(0).map(async ({ api, channel }) => {
      sockets.add(api);
      await api.removeChannel(channel);
    }),
  );
});

afterAll(() => sockets.forEach((api) => void api.realtime.disconnect()));

let theo: Person;
let cleo: Person;
let hour = 0;
const free = () => iso(SOON + (hour += 2) * HOUR);

beforeAll(async () => {
  [theo, cleo] = await Promise.all([newTherapist('Theo'), newClient('Cleo')]);
});

describe('availability:<therapist>', () => {
  const topic = () => `availability:${theo.id}`;

  it('tells a visitor of a booking, and not whose it is', async () => {
    const { messages } = await listening(visitor(), topic());
    const session = await booked(cleo.api, { therapist_id: theo.id, starts_at: free(), notes: 'secret' });
    await soon(() => expect(messages).toHaveLength(1));
    const [message] = messages;
    expect(message?.event).toBe('availability_changed');
    // `id` is the message's own, as Supabase adds it.
    const { id, ...rest } = message?.payload ?? {};
    expect(rest).toEqual({ therapist_id: theo.id, from: session.starts_at, to: session.ends_at });
    for (const secret of [session.id, cleo.id, cleo.name, cleo.email, 'secret']) expect(JSON.stringify(message)).not.toContain(secret);
    expect(id).not.toBe(session.id);
  });

  it('tells of a cancellation and an expired hold, but not of a confirmation', async () => {
    const one = await booked(cleo.api, { therapist_id: theo.id, starts_at: free() });
    const two = await booked(cleo.api, { therapist_id: theo.id, starts_at: free() });
    const { messages } = await listening(visitor(), topic());
    await theo.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', one.id);
    await theo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', one.id);
    await soon(() => expect(messages).toHaveLength(1));
    expect(messages[0]?.payload).toMatchObject({ from: one.starts_at, to: one.ends_at });
    await database()`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${two.id}`;
    await service().rpc('expire_hold', { p_session_id: two.id });
    await soon(() => expect(messages).toHaveLength(2));
    expect(messages[1]?.payload).toMatchObject({ from: two.starts_at, to: two.ends_at });
  });

  it('tells of changed hours and rules once each, without a span', async () => {
    const tess = await newTherapist('Tess');
    const { messages } = await listening(visitor(), `availability:${tess.id}`);
    const anyTime = {
      event: 'availability_changed',
      payload: expect.objectContaining({ therapist_id: tess.id, from: null, to: null }) as unknown,
    };
    await tess.api.from('therapist_profiles').update({ slot_interval_minutes: 20 }).eq('id', tess.id);
    await soon(() => expect(messages).toEqual([anyTime]));
    await tess.api.from('availability_slots').delete().eq('therapist_id', tess.id);
    await soon(() => expect(messages).toEqual([anyTime, anyTime]));
    await tess.api
      .from('availability_slots')
      .insert([1, 2, 3].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '10:00' })));
    await soon(() => expect(messages).toHaveLength(3));
    await tess.api.from('availability_slots').update({ is_available: false }).eq('therapist_id', tess.id).eq('day_of_week', 2);
    await soon(() => expect(messages).toHaveLength(4));
  });

  it('says nothing of a refused booking', async () => {
    const { messages } = await listening(visitor(), topic());
    const taken = await booked(cleo.api, { therapist_id: theo.id, starts_at: free() });
    await soon(() => expect(messages).toHaveLength(1));
    const rival = await newClient('Rival');
    await rival.api.from('client_sessions').insert({ therapist_id: theo.id, starts_at: taken.starts_at } as never);
    await cleo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', taken.id);
    await soon(() => expect(messages).toHaveLength(2));
  });

  it('is a channel for each therapist', async () => {
    const tess = await newTherapist('Tess');
    const { messages } = await listening(visitor(), `availability:${tess.id}`);
    const session = await booked(cleo.api, { therapist_id: theo.id, starts_at: free() });
    await cleo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', session.id);
    await tess.api.from('therapist_profiles').update({ bio: 'New.' }).eq('id', tess.id);
    await soon(() => expect(messages.length).toBeGreaterThan(0));
    expect(new Set(messages.map((message) => message.payload.therapist_id))).toEqual(new Set([tess.id]));
  });

  it('refuses messages sent by clients', async () => {
    const { messages } = await listening(visitor(), topic());
    for (const api of [visitor(), cleo.api, theo.api]) {
      const { channel } = await listening(api, topic());
      await channel.send({ type: 'broadcast', event: 'availability_changed', payload: { therapist_id: theo.id, forged: true } });
      expect((await api.rpc('send' as never, { payload: {}, event: 'x', topic: topic() } as never)).error).not.toBeNull();
    }
    // What is sent properly afterwards is the first thing to arrive.
    await theo.api
      .from('therapist_profiles')
      .update({ headline: `Now ${Date.now()}` })
      .eq('id', theo.id);
    await soon(() => expect(messages.length).toBeGreaterThan(0));
    expect(messages.filter((message) => 'forged' in message.payload)).toEqual([]);
  });
});

describe('sessions:<user>', () => {
  it('tells both parties of each change, with ids and statuses only', async () => {
    const [client, therapist] = [await listening(cleo.api, `sessions:${cleo.id}`), await listening(theo.api, `sessions:${theo.id}`)];
    const { id } = await booked(cleo.api, { therapist_id: theo.id, starts_at: free(), notes: 'secret' });
    await theo.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', id);
    await service().from('client_sessions').update({ payment_status: 'paid' }).eq('id', id);
    await cleo.api.from('client_sessions').update({ status: 'cancelled', cancellation_reason: 'secret' }).eq('id', id);
    const told = [
      ['scheduled', 'pending'],
      ['confirmed', 'pending'],
      ['confirmed', 'paid'],
      ['cancelled', 'paid'],
    ];
    for (const { messages } of [client, therapist]) {
      await soon(() => expect(messages.map(({ payload }) => [payload.status, payload.payment_status])).toEqual(told));
      for (const { event, payload } of messages) {
        expect(event).toBe('session_changed');
        expect(Object.keys(payload).sort()).toEqual(['id', 'payment_status', 'session_id', 'status']);
        expect(payload.session_id).toBe(id);
      }
    }
  });

  it('refuses all other people', async () => {
    const mallory = await newClient('Mallory');
    const attempts = await Promise.all([visitor(), mallory.api, theo.api].map((api) => join(api, `sessions:${cleo.id}`)));
    expect(attempts.map((attempt) => attempt.status)).toEqual(['CHANNEL_ERROR', 'CHANNEL_ERROR', 'CHANNEL_ERROR']);
    const own = await listening(cleo.api, `sessions:${cleo.id}`);
    const { id } = await booked(cleo.api, { therapist_id: theo.id, starts_at: free() });
    await soon(() => expect(own.messages).toHaveLength(1));
    expect(attempts.flatMap((attempt) => attempt.messages)).toEqual([]);
    await cleo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', id);
  });

  it('is joined by its exact name: other topics are refused', async () => {
    for (const topic of ['everything', 'sessions:', `sessions:${cleo.id}x`, 'availability', `xavailability:${theo.id}`]) {
      expect([topic, (await join(cleo.api, topic)).status]).toEqual([topic, 'CHANNEL_ERROR']);
    }
  });
});
