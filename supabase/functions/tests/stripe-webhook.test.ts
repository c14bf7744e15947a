import { Stripe } from 'stripe';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { functionError } from '../_shared/contracts.ts';
import { createStripe } from '../_shared/stripe.ts';
import { createHandler } from '../stripe-webhook/handler.ts';
import { MemoryDb } from './support/memory-db.ts';
import { STRIPE_SECRET_KEY, WEBHOOK_SECRET } from './support/sandbox.ts';

const SESSION = '33333333-3333-4333-8333-333333333333';

let db: MemoryDb;
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  db = new MemoryDb();
  handle = createHandler({ db, stripe: createStripe({ STRIPE_SECRET_KEY }), webhookSecret: WEBHOOK_SECRET, livemode: false });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function event(type: string, object: object, extra: object = {}): string {
  return JSON.stringify({ id: 'evt_1', object: 'event', type, livemode: false, data: { object }, ...extra });
}

const succeeded = event('payment_intent.succeeded', {
  id: 'pi_1',
  object: 'payment_intent',
  status: 'succeeded',
  amount: 8000,
  amount_received: 8000,
  currency: 'gbp',
  metadata: { session_id: SESSION },
  last_payment_error: null,
});

async function deliver(payload: string, options: { timestamp?: number; secret?: string; body?: string } = {}): Promise<Response> {
  const { timestamp = Math.floor(Date.now() / 1000), secret = WEBHOOK_SECRET, body = payload } = options;
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });
  return handle(new Request('http://functions/stripe-webhook', { method: 'POST', body, headers: { 'stripe-signature': signature } }));
}

describe('stripe-webhook', () => {
  it('passes a signed event to the database with its session id and amounts', async () => {
    expect((await deliver(succeeded)).status).toBe(200);
    expect(db.applied).toEqual([
      {
        event_id: 'evt_1',
        event_type: 'payment_intent.succeeded',
        intent_id: 'pi_1',
        intent_status: 'succeeded',
        amount_minor: 8000,
        amount_received: 8000,
        currency: 'GBP',
        session_id: SESSION,
        error: null,
      },
    ]);
  });

  it('passes a refund to the database, and a session id that is not a uuid as null', async () => {
    const refund = { id: 're_1', object: 'refund', payment_intent: 'pi_1', amount: 500, status: 'succeeded' };
    expect((await deliver(event('refund.updated', refund))).status).toBe(200);
    expect(db.refundUpdates).toMatchObject([{ event_id: 'evt_1', provider_refund_id: 're_1', intent_id: 'pi_1', amount_minor: 500 }]);
    await deliver(succeeded.replace(SESSION, "'; drop table payments"));
    expect(db.applied[0]?.session_id).toBeNull();
  });

  it.each<[string, () => Promise<Response>]>([
    ['an event without a signature', () => handle(new Request('http://f/', { method: 'POST', body: succeeded }))],
    ['a signature with another secret', () => deliver(succeeded, { secret: 'whsec_other' })],
    ['an altered body', () => deliver(succeeded, { body: succeeded.replace('8000', '8001') })],
    ['a signature older than five minutes', () => deliver(succeeded, { timestamp: Math.floor(Date.now() / 1000) - 301 })],
    ['an event of the other mode', () => deliver(event('payment_intent.succeeded', {}, { livemode: true }))],
  ])('answers 400 to %s and writes nothing', async (_name, send) => {
    const response = await send();
    expect(response.status).toBe(400);
    functionError.parse(await response.json());
    expect(db.applied).toEqual([]);
  });

  it('answers 200 to types it does not handle, and 405 to GET', async () => {
    expect((await deliver(event('customer.created', {}))).status).toBe(200);
    expect((await handle(new Request('http://f/'))).status).toBe(405);
  });

  it('answers 500 when the database fails, so that Stripe sends the event again', async () => {
    db.down = true;
    const response = await deliver(succeeded);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('select');
  });
});
