import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStripeSandbox } from './server.ts';
import type { StripeSandbox } from './server.ts';
import { WEBHOOK_SECRET, client, eighty, idOf, log, refusal } from '../testing/stripe-client.ts';

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: null, webhookSecret: WEBHOOK_SECRET, log });
  stripe = client(sandbox.url);
});
afterAll(() => sandbox.stop());

const pay = (method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({ ...eighty, payment_method: method, confirm: true });

const setDispute = (payment_intent: string, status?: string): Promise<Response> =>
  fetch(`${sandbox.url}/sandbox/disputes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_intent, ...(status === undefined ? {} : { status }) }),
  });

async function eventsOf(intent: Stripe.PaymentIntent): Promise<string[]> {
  const { data } = await stripe.events.list({ type: 'charge.dispute.*', limit: 100 });
  return data
    .filter((event) => 'payment_intent' in event.data.object && event.data.object.payment_intent === intent.id)
    .map((event) => event.type)
    .toReversed();
}

describe('a dispute', () => {
  it("is opened at once by the test card for disputes, in Stripe's shape", async () => {
    const intent = await pay('pm_card_createDispute');
    expect(intent.status).toBe('succeeded');
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([
      {
        object: 'dispute',
        amount: 8000,
        currency: 'gbp',
        status: 'needs_response',
        reason: 'fraudulent',
        charge: idOf(intent.latest_charge),
      },
    ]);
    expect(await stripe.disputes.retrieve(data[0]?.id ?? '')).toMatchObject({ payment_intent: intent.id });
    expect(await eventsOf(intent)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
    expect((await stripe.charges.retrieve(idOf(intent.latest_charge))).disputed).toBe(true);
  });

  it('prevents refunds while it is open or lost, and allows them when it is won', async () => {
    const [won, lost] = [await pay(), await pay()];
    for (const intent of [won, lost]) {
      expect((await setDispute(intent.id)).status).toBe(200);
      expect((await refusal(stripe.refunds.create({ payment_intent: intent.id }))).code).toBe('charge_disputed');
    }
    await setDispute(won.id, 'under_review');
    expect(await (await setDispute(won.id, 'won')).json()).toMatchObject({ object: 'dispute', status: 'won' });
    await setDispute(lost.id, 'lost');
    expect((await stripe.refunds.create({ payment_intent: won.id })).amount).toBe(8000);
    expect((await refusal(stripe.refunds.create({ payment_intent: lost.id }))).code).toBe('charge_disputed');
    expect(await eventsOf(won)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
    expect((await setDispute(lost.id, 'won')).status).toBe(400);
  });

  it('can be opened for a succeeded payment only, and from this machine only', async () => {
    expect((await setDispute((await stripe.paymentIntents.create(eighty)).id)).status).toBe(400);
    expect((await setDispute('pi_none')).status).toBe(400);
    const intent = await pay();
    expect((await setDispute(intent.id, 'forgotten')).status).toBe(400);
    const foreign = await fetch(`${sandbox.url}/sandbox/disputes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ payment_intent: intent.id }),
    });
    expect(foreign.status).toBe(403);
    expect(await eventsOf(intent)).toEqual([]);
  });

  it("is shown on the sandbox's page with buttons to close it", async () => {
    const intent = await pay('pm_card_createDispute');
    const page = await (await fetch(sandbox.url)).text();
    expect(page).toContain('Disputed');
    expect(page).toContain(`name="payment_intent" value="${intent.id}"`);
  });
});
