import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { startStripeSandbox } from './server.ts';
import { WEBHOOK_SECRET as SECRET, client, eighty, log, portOf } from '../testing/stripe-client.ts';

describe('an event', () => {
  const cleanUp: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).toReversed()) await step();
  });

  /** A webhook on a free port that answers with `statuses` in turn, then 200, and verifies each signature. */
  async function webhook(statuses: number[]): Promise<{ url: string; seen: Stripe.Event[] }> {
    const seen: Stripe.Event[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signature = String(request.headers['stripe-signature']);
        seen.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, SECRET));
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: `http://127.0.0.1:${portOf(server.address())}`, seen };
  }

  it('is delivered with a signature, retried until 2xx, and listed', async () => {
    const { url, seen } = await webhook([500, 404]);
    const own = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: url, webhookSecret: SECRET, log });
    cleanUp.push(() => own.stop());
    const ownStripe = client(own.url);
    const intent = await ownStripe.paymentIntents.create({ ...eighty, payment_method: 'pm_card_visa', confirm: true });
    await expect.poll(() => new Set(seen.map((event) => event.type)).size, { timeout: 5000 }).toBe(3);
    await expect.poll(async () => (await ownStripe.events.list({ delivery_success: true })).data.length).toBe(3);
    expect(seen.length).toBe(5);
    const { data } = await ownStripe.events.list({ type: 'payment_intent.*' });
    expect(data.map((event) => event.type)).toEqual(['payment_intent.succeeded', 'payment_intent.created']);
    const event = await ownStripe.events.retrieve(data[0]?.id ?? '');
    expect(event).toMatchObject({ object: 'event', pending_webhooks: 0, data: { object: { id: intent.id, status: 'succeeded' } } });
  });

  it('that was not delivered is delivered after a restart, which keeps payments and idempotency keys too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
    cleanUp.push(() => rm(folder, { recursive: true }));
    const dataFile = join(folder, 'stripe.json');
    const dead = 'http://127.0.0.1:9/';
    const before = await startStripeSandbox({ port: 0, dataFile, webhookUrl: dead, webhookSecret: SECRET, log });
    const made = await client(before.url).paymentIntents.create(eighty, { idempotencyKey: 'k' });
    await before.stop();

    const { url, seen } = await webhook([]);
    const after = await startStripeSandbox({ port: 0, dataFile, webhookUrl: url, webhookSecret: SECRET, log });
    cleanUp.push(() => after.stop());
    expect((await client(after.url).paymentIntents.create(eighty, { idempotencyKey: 'k' })).id).toBe(made.id);
    await expect.poll(() => seen.length).toBe(1);
    expect(seen[0]).toMatchObject({ type: 'payment_intent.created', data: { object: { id: made.id } } });
  });
});
