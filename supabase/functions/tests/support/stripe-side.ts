import { Stripe } from 'stripe';
import { expect } from 'vitest';
import { callFunction, stack } from './bookings.ts';
import { WEBHOOK_SECRET } from './sandbox.ts';

/** Delivers an event with a valid signature. */
export async function deliver(type: string, object: object, extra: object = {}): Promise<Response> {
  const payload = JSON.stringify({ id: `evt_${crypto.randomUUID()}`, object: 'event', type, livemode: false, data: { object }, ...extra });
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: WEBHOOK_SECRET });
  return callFunction('stripe-webhook', { 'stripe-signature': signature }, payload);
}

/** An intent as Stripe would have it. */
export const intentObject = (id: string, session: string, changes: object = {}): object => ({
  id,
  object: 'payment_intent',
  status: 'succeeded',
  amount: 8000,
  amount_received: 8000,
  currency: 'gbp',
  metadata: { session_id: session },
  last_payment_error: null,
  ...changes,
});

async function control(name: 'disputes' | 'payments', order: object): Promise<void> {
  const response = await fetch(`${stack().stripeUrl}/sandbox/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  expect(response.status).toBe(200);
}

/** The cardholder's bank opens a dispute of this payment, or changes its status. */
export const disputeAtStripe = (paymentIntent: string, status: string): Promise<void> =>
  control('disputes', { payment_intent: paymentIntent, status });

/** The bank decides about this payment, which is processing. */
export const bankDecides = (paymentIntent: string, outcome: 'succeed' | 'fail'): Promise<void> =>
  control('payments', { payment_intent: paymentIntent, outcome });
