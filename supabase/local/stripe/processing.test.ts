import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultSettingsInput } from './faults/fault-settings.ts';
import { startStripeSandbox } from './server.ts';
import type { StripeSandbox } from './server.ts';
import { WEBHOOK_SECRET, client, eighty, log, refusal } from '../testing/stripe-client.ts';

let sandbox: StripeSandbox;
let folder: string | null = null;
afterEach(async () => {
  await sandbox.stop();
  if (folder !== null) await rm(folder, { recursive: true });
  folder = null;
});

async function open(payments: FaultSettingsInput['payments'], dataFile: string | null = null): Promise<Stripe> {
  const faults = payments === undefined ? {} : { payments };
  sandbox = await startStripeSandbox({ port: 0, dataFile, webhookUrl: null, webhookSecret: WEBHOOK_SECRET, log, faults });
  return client(sandbox.url);
}
const pay = (stripe: Stripe, method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({ ...eighty, payment_method: method, confirm: true });

const end = (payment_intent: string, outcome: string): Promise<Response> =>
  fetch(`${sandbox.url}/sandbox/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_intent, outcome }),
  });
const eventsOf = async (stripe: Stripe): Promise<string[]> =>
  (await stripe.events.list({ type: 'payment_intent.*' })).data.map(({ type }) => type.replace('payment_intent.', '')).toReversed();

describe('a processing payment', () => {
  it('cannot be paid again, and then succeeds or fails', async () => {
    const stripe = await open({ processing: 1, processing_ms: 60_000 });
    const [one, two] = [await pay(stripe), await pay(stripe)];
    expect(one).toMatchObject({ status: 'processing', amount_received: 0, processing: { type: 'card' }, next_action: null });
    expect((await refusal(stripe.paymentIntents.confirm(one.id, { payment_method: 'pm_card_visa' }))).code).toBe(
      'payment_intent_unexpected_state',
    );
    expect((await end(one.id, 'succeed')).status).toBe(200);
    expect((await end(two.id, 'fail')).status).toBe(200);
    expect((await end(two.id, 'fail')).status).toBe(400);
    expect(await stripe.paymentIntents.retrieve(one.id)).toMatchObject({ status: 'succeeded', amount_received: 8000, processing: null });
    expect(await stripe.paymentIntents.retrieve(two.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined' },
    });
    expect(await eventsOf(stripe)).toEqual(['created', 'processing', 'created', 'processing', 'succeeded', 'payment_failed']);
  });

  it('ends by itself after its time, while a declined card ends at once', async () => {
    const stripe = await open({ processing: 1, processing_ms: 20 });
    const { id } = await pay(stripe);
    await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    expect((await refusal(pay(stripe, 'pm_card_chargeDeclined'))).code).toBe('card_declined');
  });

  it('ends after a restart of the sandbox', async () => {
    folder = await mkdtemp(join(tmpdir(), 'payments-'));
    const file = join(folder, 'stripe.json');
    const { id } = await pay(await open({ processing: 1, processing_ms: 1 }, file));
    await sandbox.stop();
    const stripe = await open(undefined, file);
    await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });
});
