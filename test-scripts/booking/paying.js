import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { eventually, ok } from './answers.js';
import { check, section } from './report.js';

/** Booking, paying, confirming, cancelling and getting the money back. */
export async function bookingFlow(context) {
  const { env, service, people, freeStart, book } = context;
  section('Complete booking flow');
  if (!env.STRIPE_SECRET_KEY?.startsWith('sk_test_')) {
    console.log('  (skipped: STRIPE_SECRET_KEY holds no test key)');
    return;
  }
  let session;
  let intent;
  await check('the client books and gets a payment intent for exactly the price', async () => {
    session = ok(await book(people.client, { id: randomUUID(), starts_at: (await freeStart(5)).starts_at, price: 80 }));
    intent = ok(await people.client.api.functions.invoke('create-payment-intent', { body: { session_id: session.id } }));
    assert.equal(intent.amount, 8000);
    assert.equal(intent.currency.toLowerCase(), 'gbp');
    const again = ok(await people.client.api.functions.invoke('create-payment-intent', { body: { session_id: session.id } }));
    assert.equal(again.payment_intent_id, intent.payment_intent_id);
  });
  const pay = (method) =>
    fetch(`${env.STRIPE_API_URL ?? 'https://api.stripe.com'}/v1/payment_intents/${intent.payment_intent_id}/confirm`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${env.STRIPE_SECRET_KEY}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ payment_method: method, return_url: 'http://127.0.0.1/' }),
    });
  await check('a declined card keeps the time', async () => {
    assert.equal((await pay('pm_card_chargeDeclined')).status, 402);
    const row = await eventually('the failed payment', async () => {
      const current = ok(await people.client.api.from('client_sessions').select().eq('id', session.id).single());
      return current.payment_status === 'failed' && current;
    });
    assert.equal(row.status, 'scheduled');
  });
  await check('a good card confirms the session by webhook, for both', async () => {
    assert.equal((await pay('pm_card_visa')).status, 200);
    for (const person of [people.client, people.therapist]) {
      await eventually('the confirmation', async () => {
        const current = ok(await person.api.from('client_sessions').select().eq('id', session.id).single());
        return current.status === 'confirmed' && current.payment_status === 'paid';
      });
    }
  });
  await check('cancelling in time pays the money back', async () => {
    ok(await people.client.api.from('client_sessions').update({ status: 'cancelled', cancellation_reason: 'Ill' }).eq('id', session.id));
    ok(await service.functions.invoke('run-jobs', { body: {} }));
    await eventually(
      'the refund',
      async () => ok(await people.client.api.from('client_sessions').select().eq('id', session.id).single()).payment_status === 'refunded',
    );
  });
}
