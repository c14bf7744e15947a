import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { createClient } from '@supabase/supabase-js';
import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';

import { startRealtime } from './server.ts';
import type { Realtime } from './server.ts';
import { startTestDatabase } from '../testing/test-database.ts';
import type { TestDatabase } from '../testing/test-database.ts';

const ANN = '00000000-0000-4000-8000-00000000000a';
const BOB = '00000000-0000-4000-8000-00000000000b';
const PUBLISHABLE = 'sb_publishable_test';
const SECRET = 'sb_secret_test';

// supabase-js needs a global WebSocket, which Node 20 lacks.
vi.stubGlobal('WebSocket', WebSocket);

/** The tokens of these tests: `<sub>|<exp in ms>`. The gateway verifies real ones. */
const tokenOf = (sub: string, lifeMs = 60_000) => `${sub}|${Date.now() + lifeMs}`;

async function verifyAccessToken(token: string) {
  const [sub, expires] = token.split('|');
  if (!sub || !expires || Number(expires) <= Date.now()) return null;
  return { sub, role: 'authenticated', exp: Number(expires) / 1000 };
}

let database: TestDatabase;
let realtime: Realtime;
let gateway: Server;
let url: string;
const clients: SupabaseClient[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await database.sql.unsafe(`
    create policy "Anyone hears of availability" on realtime.messages for select to anon, authenticated
      using (extension = 'broadcast' and realtime.topic() like 'availability:%');
    create policy "People hear of their own sessions" on realtime.messages for select to authenticated
      using (extension = 'broadcast' and realtime.topic() = 'sessions:' || (select auth.uid())::text);
    create policy "Ann may talk in the lobby" on realtime.messages for insert to authenticated
      with check (realtime.topic() = 'availability:lobby' and (select auth.uid()) = '${ANN}');`);
  realtime = await startRealtime({
    databaseUrl: database.url,
    verifyAccessToken,
    publishableKey: PUBLISHABLE,
    secretKey: SECRET,
  });
  gateway = createServer().listen(0, '127.0.0.1');
  gateway.on('upgrade', (req, socket, head) => realtime.handleUpgrade(req, socket, head));
  await new Promise((resolve) => gateway.once('listening', resolve));
  const address = gateway.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}, 60_000);

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.realtime.disconnect()));
});

afterAll(async () => {
  await realtime.stop();
  gateway.close();
  await database.stop();
}, 30_000);

async function connect(token?: string): Promise<SupabaseClient> {
  const client = createClient(url, PUBLISHABLE, {
    auth: { persistSession: false, autoRefreshToken: false, storageKey: randomUUID() },
  });
  clients.push(client);
  if (token !== undefined) await client.realtime.setAuth(token);
  return client;
}

interface Listening {
  channel: RealtimeChannel;
  statuses: string[];
  errors: string[];
  messages: { event: string; payload: Record<string, unknown>; at: number }[];
}

function listen(client: SupabaseClient, topic: string, isPrivate = true): Listening {
  const channel = client.channel(topic, { config: { private: isPrivate, broadcast: { ack: true } } });
  const listening: Listening = { channel, statuses: [], errors: [], messages: [] };
  channel
    .on('broadcast', { event: '*' }, (message) => {
      listening.messages.push({ event: message.event, payload: message['payload'], at: performance.now() });
    })
    .subscribe((status, error) => {
      listening.statuses.push(status);
      if (error) listening.errors.push(error.message);
    });
  return listening;
}

const reaches = (listening: Listening, status: string, times = 1) =>
  vi.waitFor(() => expect(listening.statuses.filter((one) => one === status).length).toBeGreaterThanOrEqual(times), { timeout: 8000 });

const send = (topic: string, payload: Record<string, string | number>, isPrivate = true) =>
  database.sql`select realtime.send(${database.sql.json(payload)}, 'changed', ${topic}, ${isPrivate})`;

describe('joining a channel', () => {
  it('is open to a visitor where a policy allows it', async () => {
    const listening = listen(await connect(), 'availability:t1');
    await reaches(listening, 'SUBSCRIBED');
  });

  it("of a user's sessions is open to that user only", async () => {
    const own = listen(await connect(tokenOf(ANN)), `sessions:${ANN}`);
    const other = listen(await connect(tokenOf(BOB)), `sessions:${ANN}`);
    const visitor = listen(await connect(), `sessions:${ANN}`);
    await reaches(own, 'SUBSCRIBED');
    await reaches(other, 'CHANNEL_ERROR');
    await reaches(visitor, 'CHANNEL_ERROR');
    expect(other.errors[0]).toContain('Unauthorized');
    await send(`sessions:${ANN}`, { n: 1 });
    await expect.poll(() => own.messages).toHaveLength(1);
    expect([...other.messages, ...visitor.messages]).toEqual([]);
  });

  it('is refused with an unknown API key and with a forged token', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/websocket?apikey=wrong&vsn=2.0.0`);
    const refusal = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(refusal.message).toContain('401');
    const forged = listen(await connect('forged'), 'availability:t1');
    await reaches(forged, 'CHANNEL_ERROR');
    expect(forged.errors[0]).toContain('InvalidJWTToken');
  });

  it('stores nothing in realtime.messages', async () => {
    const count = async () => (await database.sql`select 1 from realtime.messages`).length;
    const before = await count();
    await reaches(listen(await connect(tokenOf(ANN)), 'availability:t9'), 'SUBSCRIBED');
    expect(await count()).toBe(before);
  });
});

describe('a message from the database', () => {
  it('arrives in order and with its id', async () => {
    const listening = listen(await connect(), 'availability:t2');
    await reaches(listening, 'SUBSCRIBED');
    const delays: number[] = [];
    for (let n = 0; n < 20; n++) {
      const start = performance.now();
      await send('availability:t2', { n });
      await vi.waitFor(() => expect(listening.messages).toHaveLength(n + 1), { interval: 1, timeout: 15_000 });
      delays.push((listening.messages[n]?.at ?? Infinity) - start);
    }
    expect(listening.messages.map((message) => message.payload['n'])).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(listening.messages[0]?.payload['id']).toMatch(/^[0-9a-f-]{36}$/);
    console.log(`median delivery: ${delays.toSorted((a, b) => a - b)[10]?.toFixed(1)} ms`);
  });

  it('may be larger than a notification of Postgres', async () => {
    const listening = listen(await connect(), 'availability:t3');
    await reaches(listening, 'SUBSCRIBED');
    await send('availability:t3', { text: 'x'.repeat(50_000) });
    await expect.poll(() => String(listening.messages[0]?.payload['text'])).toHaveLength(50_000);
  });

  it('reaches no public channel when it is private, and no channel when it is rolled back', async () => {
    const outside = listen(await connect(), 'availability:t4', false);
    const inside = listen(await connect(), 'availability:t4');
    await reaches(outside, 'SUBSCRIBED');
    await reaches(inside, 'SUBSCRIBED');
    await database.sql
      .begin(async (tx) => {
        await tx`select realtime.send('{"n":0}', 'changed', 'availability:t4')`;
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await send('availability:t4', { n: 1 });
    await send('availability:t4', { n: 2 }, false);
    await expect.poll(() => outside.messages).toHaveLength(1);
    await expect.poll(() => inside.messages).toHaveLength(1);
    expect(inside.messages[0]?.payload['n']).toBe(1);
    expect(outside.messages[0]?.payload['n']).toBe(2);
  });

  it('that cannot be sent does not fail its transaction', async () => {
    const rows = await database.sql.begin(async (tx) => {
      await tx`select realtime.send('{}', 'changed', null)`;
      return tx`select 1 as one`;
    });
    expect(rows[0]?.['one']).toBe(1);
  });

  it('does not reach a channel that was left', async () => {
    const client = await connect();
    const listening = listen(client, 'availability:t5');
    await reaches(listening, 'SUBSCRIBED');
    expect(await client.removeChannel(listening.channel)).toBe('ok');
    const again = listen(client, 'availability:t5');
    await reaches(again, 'SUBSCRIBED');
    await send('availability:t5', { n: 1 });
    await expect.poll(() => again.messages).toHaveLength(1);
    expect(listening.messages).toEqual([]);
  });
});

describe('a client that sends', () => {
  it('reaches the others only with an insert policy', async () => {
    const ann = listen(await connect(tokenOf(ANN)), 'availability:lobby');
    const bob = listen(await connect(tokenOf(BOB)), 'availability:lobby');
    await reaches(ann, 'SUBSCRIBED');
    await reaches(bob, 'SUBSCRIBED');
    expect(await bob.channel.send({ type: 'broadcast', event: 'hi', payload: { from: 'bob' } })).toBe('error');
    expect(await ann.channel.send({ type: 'broadcast', event: 'hi', payload: { from: 'ann' } })).toBe('ok');
    await expect.poll(() => bob.messages.map((message) => message.payload)).toEqual([{ from: 'ann' }]);
    expect(ann.messages).toEqual([]);
  });

  it('presence, or subscribes to Postgres Changes, is told that they are not supported', async () => {
    const systemMessages: string[] = [];
    const client = await connect();
    const channel = client
      .channel('availability:t6', { config: { private: true } })
      .on('postgres_changes', { event: '*', schema: 'public', table: 'anything' }, () => undefined)
      .on('system', {}, (message: { message: string }) => systemMessages.push(message.message));
    const statuses: string[] = [];
    channel.subscribe((status) => statuses.push(status));
    await expect.poll(() => statuses).toEqual(['SUBSCRIBED']);
    await expect.poll(() => systemMessages[0]).toContain('not part of the embedded Realtime');
    expect(await channel.track({ here: true })).toBe('error');
  });
});

describe('the authorisation of a channel', () => {
  it('is checked again with a new token', async () => {
    const client = await connect(tokenOf(ANN));
    const listening = listen(client, `sessions:${ANN}`);
    await reaches(listening, 'SUBSCRIBED');
    await client.realtime.setAuth(tokenOf(ANN, 90_000));
    await send(`sessions:${ANN}`, { n: 1 });
    await expect.poll(() => listening.messages).toHaveLength(1);
    await client.realtime.setAuth(tokenOf(BOB));
    await reaches(listening, 'CLOSED');
    await send(`sessions:${ANN}`, { n: 2 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(listening.messages).toHaveLength(1);
  });

  it('ends when the token expires', async () => {
    const client = await connect(tokenOf(ANN, 600));
    const listening = listen(client, `sessions:${ANN}`);
    await reaches(listening, 'SUBSCRIBED');
    await reaches(listening, 'CLOSED');
    await send(`sessions:${ANN}`, { n: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(listening.messages).toEqual([]);
  });
});

describe('the Realtime server', () => {
  it('drops a client that does not read', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${PUBLISHABLE}&vsn=2.0.0`);
    let reply = '';
    socket.on('message', (data) => (reply = Buffer.isBuffer(data) ? data.toString('utf8', 0, 200) : ''));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify(['1', '1', 'realtime:availability:slow', 'phx_join', { config: { private: true } }]));
    await expect.poll(() => reply).toContain('"ok"');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.pause();
    const text = 'x'.repeat(200_000);
    for (let n = 0; n < 60; n++) await send('availability:slow', { text });
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.resume();
    await closed;
  }, 20_000);

  it('goes on after a restart of Postgres: clients rejoin and get messages again', async () => {
    const listening = listen(await connect(), 'availability:t7');
    await reaches(listening, 'SUBSCRIBED');
    await database.restart();
    await reaches(listening, 'SUBSCRIBED', 2);
    await vi.waitFor(() => send('availability:t7', { n: 1 }), { timeout: 5000 });
    await expect.poll(() => listening.messages).toHaveLength(1);
  }, 30_000);
});
