/** The functions as they run: real Deno behind the API, real Postgres, the payment sandbox and its webhooks. */
import { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { newClient, newTherapist } from '../../tests/support/people.ts';
import { database } from '../../tests/support/sql.ts';
import {
  askForIntent,
  book,
  callFunction,
  expectMoneyAgrees,
  expectState,
  intentOf,
  letHoldRunOut,
  newBooking,
  payWithCard,
  refusalOf,
  runJobs,
  setFaults,
  stack,
  stackStripe,
  stateOf,
} from './support/bookings.ts';
import { WEBHOOK_SECRET } from './support/sandbox.ts';

const GOOD = '4242424242424242';
const DECLINED = '4000000000000002';
const THREE_DS = '4000002500003155';

afterEach(expectMoneyAgrees);

describe('paying for a session:', () => {
  it('a declined card keeps the hold, and a card that succeeds confirms the session', async () => {
    const booking = await newBooking();
    expect(await stateOf(booking)).toBe('scheduled, pending');
    const answer = await intentOf(booking);
    expect(answer).toMatchObject({ amount: 8000, currency: 'GBP' });
    expect(Date.parse(answer.hold_expires_at ?? '') - Date.now()).toBeGreaterThan(13 * 60_000);

    expect((await payWithCard(answer, DECLINED)).status).toBe(402);
    await expectState(booking, 'scheduled, failed');
    expect((await intentOf(booking)).payment_intent_id).toBe(answer.payment_intent_id);
    expect((await payWithCard(answer, GOOD)).status).toBe(200);
    await expectState(booking, 'confirmed, paid');
    expect(await refusalOf(await askForIntent(booking.client, booking.id))).toEqual([409, 'ALREADY_PAID']);
  });

  it('a failed 3-D Secure keeps the hold, and a passed one confirms the session', async () => {
    const booking = await newBooking();
    const answer = await intentOf(booking);
    const page = `${stack().stripeUrl}/sandbox/3ds/${answer.payment_intent_id}`;
    const choose = (outcome: string): Promise<Response> =>
      fetch(page, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
    expect(await (await payWithCard(answer, THREE_DS)).json()).toMatchObject({ status: 'requires_action' });
    expect((await choose('fail')).status).toBe(303);
    await expectState(booking, 'scheduled, failed');
    await payWithCard(answer, THREE_DS);
    expect((await choose('complete')).headers.get('location')).toContain('redirect_status=succeeded');
    await expectState(booking, 'confirmed, paid');
  });

  it('four tabs of one client get the same intent', async () => {
    const booking = await newBooking();
    const answers = await Promise.all([1, 2, 3, 4].map(() => intentOf(booking)));
    expect(new Set(answers.map((answer) => answer.payment_intent_id)).size).toBe(1);
  });

  it('a visitor, another client, the therapist and a forged token get no intent', async () => {
    const booking = await newBooking();
    const { publishableKey } = stack();
    const forged = { apikey: publishableKey, authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.' };
    const asVisitor = await callFunction('create-payment-intent', { apikey: publishableKey }, { session_id: booking.id });
    expect(asVisitor.status).toBe(401);
    expect((await callFunction('create-payment-intent', forged, { session_id: booking.id })).status).toBe(401);
    const stranger = await newClient('Tom Bailey');
    expect(await refusalOf(await askForIntent(stranger, booking.id))).toEqual([404, 'SESSION_NOT_FOUND']);
    expect(await refusalOf(await askForIntent(booking.therapist, booking.id))).toEqual([404, 'SESSION_NOT_FOUND']);
  });

  it('a session that is free, cancelled or whose hold ran out is refused with its own code', async () => {
    const free = await newTherapist('Maya Chen', { profile: { requires_payment: false } });
    const client = await newClient('Ana Ruiz');
    const unpaid = await book(free, client);
    expect(await refusalOf(await askForIntent(client, unpaid.id))).toEqual([409, 'NO_PAYMENT_NEEDED']);
    const cancelled = await newBooking();
    const { error } = await cancelled.client.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', cancelled.id);
    expect(error).toBeNull();
    expect(await refusalOf(await askForIntent(cancelled.client, cancelled.id))).toEqual([409, 'SESSION_CANCELLED']);
    const late = await newBooking();
    await letHoldRunOut(late);
    expect(await refusalOf(await askForIntent(late.client, late.id))).toEqual([409, 'HOLD_EXPIRED']);
  });

  it('a page of an origin that is not listed is refused and cannot read the answer', async () => {
    const response = await callFunction('create-payment-intent', { origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
  });
});

function deliver(payload: string, signature: string): Promise<Response> {
  return callFunction('stripe-webhook', { 'stripe-signature': signature }, payload);
}

describe('an event of Stripe', () => {
  it('takes effect once when sent ten times at once, and never when altered, old or unsigned', async () => {
    const booking = await newBooking();
    const answer = await intentOf(booking);
    const payload = JSON.stringify({
      id: `evt_${crypto.randomUUID()}`,
      object: 'event',
      type: 'payment_intent.succeeded',
      livemode: false,
      data: {
        object: {
          id: answer.payment_intent_id,
          object: 'payment_intent',
          status: 'succeeded',
          amount: 8000,
          amount_received: 8000,
          currency: 'gbp',
          metadata: { session_id: booking.id },
          last_payment_error: null,
        },
      },
    });
    const sign = (timestamp: number): Promise<string> =>
      Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: WEBHOOK_SECRET, timestamp });
    const now = Math.floor(Date.now() / 1000);
    expect((await callFunction('stripe-webhook', {}, payload)).status).toBe(400);
    expect((await deliver(payload.replaceAll('8000', '1'), await sign(now))).status).toBe(400);
    expect((await deliver(payload, await sign(now - 301))).status).toBe(400);
    expect(await stateOf(booking)).toBe('scheduled, pending');

    const signature = await sign(now);
    const responses = await Promise.all(Array.from({ length: 10 }, () => deliver(payload, signature)));
    expect(responses.map((response) => response.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await stateOf(booking)).toBe('confirmed, paid');
    // Stripe itself must have the payment too: the invariants are checked after every test.
    await setFaults({ webhooks: { drop: 1 } });
    expect((await payWithCard(answer, GOOD)).status).toBe(200);
    const history = await database()`
      select kind from public.session_events where session_id = ${booking.id} and to_payment_status = 'paid' and from_payment_status = 'pending'`;
    expect(history.length).toBe(1);
  });
});

describe('run-jobs', () => {
  it('refuses a call without a secret key', async () => {
    const { publishableKey } = stack();
    expect((await callFunction('run-jobs', {})).status).toBe(401);
    expect((await callFunction('run-jobs', { apikey: publishableKey })).status).toBe(401);
  });

  it('ends a hold that ran out, and its intent cannot be paid any more', async () => {
    const booking = await newBooking();
    const answer = await intentOf(booking);
    await letHoldRunOut(booking);
    expect((await runJobs()).holds_expired).toBeGreaterThanOrEqual(1);
    expect(await stateOf(booking)).toBe('cancelled, pending');
    expect((await stackStripe().paymentIntents.retrieve(answer.payment_intent_id)).status).toBe('canceled');
    expect((await payWithCard(answer, GOOD)).status).toBe(400);
  });

  it('refunds a payment that succeeded after its hold when another client has booked the time', async () => {
    const [first, second] = await Promise.all([newBooking(), newBooking()]);
    const [keeps, loses] = await Promise.all([intentOf(first), intentOf(second)]);
    await letHoldRunOut(first);
    await letHoldRunOut(second);
    const other = await book(second.therapist, await newClient('Leila Haddad'), second.startsAt);
    expect((await payWithCard(keeps, GOOD)).status).toBe(200);
    expect((await payWithCard(loses, GOOD)).status).toBe(200);
    await expectState(first, 'confirmed, paid');
    await expectState(second, 'cancelled, paid');
    await runJobs();
    await expectState(second, 'cancelled, refunded');
    expect(await stateOf(other)).toBe('scheduled, pending');
    const { data } = await stackStripe().refunds.list({ payment_intent: loses.payment_intent_id });
    expect(data.map((refund) => refund.amount)).toEqual([8000]);
  });

  it('confirms a paid session when all events about the payment were lost', async () => {
    const booking = await newBooking();
    const answer = await intentOf(booking);
    await setFaults({ webhooks: { drop: 1 } });
    await payWithCard(answer, GOOD);
    expect(await stateOf(booking)).toBe('scheduled, pending');
    expect((await runJobs()).events_applied).toBeGreaterThanOrEqual(1);
    expect(await stateOf(booking)).toBe('confirmed, paid');
  });

  it('refunds a cancelled session once when three passes run at the same time', async () => {
    const booking = await newBooking();
    const answer = await intentOf(booking);
    await payWithCard(answer, GOOD);
    await expectState(booking, 'confirmed, paid');
    const { error } = await booking.therapist.api
      .from('client_sessions')
      .update({ status: 'cancelled', cancellation_reason: 'ill' })
      .eq('id', booking.id);
    expect(error).toBeNull();
    await Promise.all([runJobs(), runJobs(), runJobs()]);
    await expectState(booking, 'cancelled, refunded');
    await runJobs();
    const { data } = await stackStripe().refunds.list({ payment_intent: answer.payment_intent_id });
    expect(data.map((refund) => refund.amount)).toEqual([8000]);
    const rows = await database()`select status, amount_minor from public.refunds where session_id = ${booking.id}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ status: 'succeeded', amount_minor: '8000' }]);
  });
});
