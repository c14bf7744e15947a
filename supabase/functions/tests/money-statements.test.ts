/** Statements 10 to 15 of guarantees.md, and disputes: real Deno, real Postgres, the payment sandbox. */
import { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { sendRefundAnswer } from '../_shared/contracts.ts';
import { newClient, newTherapist } from '../../tests/support/people.ts';
import { database } from '../../tests/support/sql.ts';
import {
  book,
  callFunction,
  cancel,
  expectMoneyAgrees,
  expectState,
  intentOf,
  letHoldRunOut,
  newBooking,
  nextHour,
  paidBooking,
  payWithCard,
  refundedAtStripe,
  refusalOf,
  runJobs,
  sendRefund,
  setFaults,
  stack,
  stackStripe,
  stateOf,
} from './support/bookings.ts';
import type { Booking } from './support/bookings.ts';
import { WEBHOOK_SECRET } from './support/sandbox.ts';

const GOOD = '4242424242424242';

afterEach(expectMoneyAgrees);

async function deliver(type: string, object: object, extra: object = {}): Promise<Response> {
  const payload = JSON.stringify({ id: `evt_${crypto.randomUUID()}`, object: 'event', type, livemode: false, data: { object }, ...extra });
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: WEBHOOK_SECRET });
  return callFunction('stripe-webhook', { 'stripe-signature': signature }, payload);
}

/** An intent as Stripe would have it. */
const intent = (id: string, session: string, changes: object = {}): object => ({
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

async function disputeAtStripe(paymentIntent: string, status: string): Promise<void> {
  const response = await fetch(`${stack().stripeUrl}/sandbox/disputes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_intent: paymentIntent, status }),
  });
  expect(response.status).toBe(200);
}

describe('Statement 10', () => {
  it("amount and currency come from the session's row, minor units or none; one intent; its metadata is the session's id", async () => {
    const yuki = await newTherapist('Yuki Tanaka', { profile: { currency: 'JPY', hourly_rate: 9000 } });
    const booking = await book(yuki, await newClient('Ana Ruiz'));
    const answers = await Promise.all([1, 2, 3].map(() => intentOf(booking)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const stored = await stackStripe().paymentIntents.retrieve(answers[0]?.payment_intent_id ?? '');
    expect(stored).toMatchObject({ amount: 9000, currency: 'jpy', metadata: { session_id: booking.id } });
    expect(Object.keys(stored.metadata)).toEqual(['session_id']);
  });
});

describe('Statement 11: only the webhook or the reconciler makes a session paid', () => {
  it('not a party, by writing it', async () => {
    const booking = await newBooking();
    for (const { api } of [booking.client, booking.therapist]) {
      const { error } = await api.from('client_sessions').update({ payment_status: 'paid' }).eq('id', booking.id);
      expect(error?.code).toBe('42501');
    }
    expect(await stateOf(booking)).toBe('scheduled, pending');
  });

  it('not another intent, nor an event of the other mode', async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    expect((await deliver('payment_intent.succeeded', intent('pi_other', booking.id))).status).toBe(200);
    expect((await deliver('payment_intent.succeeded', intent(payment_intent_id, booking.id), { livemode: true })).status).toBe(400);
    expect(await stateOf(booking)).toBe('scheduled, pending');
  });
});

describe('Statements 12 and 13: the event and its effect are one', () => {
  it('when the database fails the answer is 5xx, nothing is remembered, and the next delivery takes effect', async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    await setFaults({ webhooks: { drop: 1 } });
    await stackStripe().paymentIntents.confirm(payment_intent_id, { payment_method: 'pm_card_visa' });
    const { data } = await stackStripe().events.list({ type: 'payment_intent.succeeded', limit: 1 });
    const [event] = data;
    const payload = JSON.stringify(event);
    const again = async (): Promise<number> => {
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: WEBHOOK_SECRET });
      const response = await callFunction('stripe-webhook', { 'stripe-signature': signature }, payload);
      expect(await response.text()).not.toMatch(/permission|client_sessions/);
      return response.status;
    };
    // The event's id is written first, the session last.
    await database()`revoke update on public.client_sessions from service_role`;
    try {
      expect(await again()).toBe(500);
      expect(await database()`select 1 from private.payment_events where id = ${event?.id ?? ''}`).toHaveLength(0);
      expect(await stateOf(booking)).toBe('scheduled, pending');
    } finally {
      await database()`grant update on public.client_sessions to service_role`;
    }
    expect(await again()).toBe(200);
    expect(await stateOf(booking)).toBe('confirmed, paid');
    expect(await again()).toBe(200);
  });

  it('a late payment_failed after success changes nothing; a type nobody knows is 200', async () => {
    const booking = await paidBooking();
    const failed = { status: 'requires_payment_method', amount_received: 0, last_payment_error: { message: 'Your card was declined.' } };
    const late = await deliver('payment_intent.payment_failed', intent(booking.intent.payment_intent_id, booking.id, failed));
    expect(await late.json()).toMatchObject({ outcome: 'unchanged' });
    expect((await deliver('customer.created', { id: 'cus_1', object: 'customer' })).status).toBe(200);
    expect(await stateOf(booking)).toBe('confirmed, paid');
  });

  it("a refund's event before its payment's is kept", async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    await setFaults({ webhooks: { drop: 1 } });
    await stackStripe().paymentIntents.confirm(payment_intent_id, { payment_method: 'pm_card_visa' });
    const refund = await stackStripe().refunds.create({ payment_intent: payment_intent_id, amount: 3000 });
    expect((await deliver('refund.created', refund)).status).toBe(200);
    expect(await stateOf(booking)).toBe('scheduled, pending');
    await runJobs();
    expect(await stateOf(booking)).toBe('confirmed, partially_refunded');
  });
});

it('Statement 14: a hold ends at Stripe first, also while 3-D Secure is under way: who approves it afterwards pays nothing', async () => {
  const booking = await newBooking();
  const answer = await intentOf(booking);
  await payWithCard(answer, '4000002500003155');
  await letHoldRunOut(booking);
  // 3-D Secure under way is no payment yet: Stripe is told first that it may not become one.
  await runJobs();
  expect((await stackStripe().paymentIntents.retrieve(answer.payment_intent_id)).status).toBe('canceled');
  expect(await stateOf(booking)).toBe('cancelled, pending');
  const page = `${stack().stripeUrl}/sandbox/3ds/${answer.payment_intent_id}`;
  expect((await fetch(page, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' })).status).toBe(200);
  expect((await stackStripe().paymentIntents.retrieve(answer.payment_intent_id)).status).toBe('canceled');
});

/** A paid session with a policy of half the price when cancelled within a day. */
async function withLateFee(startsAt: string): Promise<Awaited<ReturnType<typeof paidBooking>>> {
  const therapist = await newTherapist('Lukas Weber', {
    profile: { cancellation_notice_hours: 24, late_cancel_fee_percent: 50, hourly_rate: 80.01 },
  });
  return paidBooking(await book(therapist, await newClient('Tom Bailey'), startsAt));
}

const quoteOf = async (booking: Booking): Promise<unknown> =>
  (await booking.client.api.rpc('cancellation_quote', { p_session_id: booking.id })).data;

describe('Statement 15: only what the frozen policy says', () => {
  const soon = (): string => {
    const start = new Date(Date.now() + 6 * 3_600_000);
    start.setUTCMinutes(0, 0, 0);
    return start.toISOString();
  };

  it('inside the notice the fee stays, as quoted; a policy changed afterwards changes nothing', async () => {
    const booking = await withLateFee(soon());
    await booking.therapist.api.from('therapist_profiles').update({ late_cancel_fee_percent: 100 }).eq('id', booking.therapist.id);
    expect(await quoteOf(booking)).toMatchObject({ can_cancel: true, fee_percent: 50, paid_minor: 8001, refund_minor: 4000 });
    await cancel(booking.client, booking.id);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 1, failed: 0 });
    await expectState(booking, 'cancelled, partially_refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([4000]);
  });

  it('outside it all of it goes back, at once and once, however often it is asked for', async () => {
    const booking = await withLateFee(nextHour());
    expect(await quoteOf(booking)).toMatchObject({ fee_percent: 0, refund_minor: 8001 });
    await cancel(booking.client, booking.id);
    await Promise.all([sendRefund(booking.client, booking.id), sendRefund(booking.therapist, booking.id), runJobs()]);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 0 });
    await expectState(booking, 'cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8001]);
  });

  it("the therapist's cancellation is all of it, also inside the notice", async () => {
    const booking = await withLateFee(soon());
    await cancel(booking.therapist, booking.id);
    await sendRefund(booking.therapist, booking.id);
    await expectState(booking, 'cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8001]);
  });
});

describe('send-refund', () => {
  it('is for the two parties of the session', async () => {
    const booking = await paidBooking();
    await cancel(booking.client, booking.id);
    const { publishableKey } = stack();
    expect(await refusalOf(await callFunction('send-refund', { apikey: publishableKey }, { session_id: booking.id }))).toEqual([
      401,
      'NOT_SIGNED_IN',
    ]);
    expect(await refusalOf(await sendRefund(await newClient('Leila Haddad'), booking.id))).toEqual([404, 'SESSION_NOT_FOUND']);
    expect(await refusalOf(await sendRefund(booking.client, 'not an id'))).toEqual([400, 'INVALID_REQUEST']);
    expect((await callFunction('send-refund', { origin: 'https://evil.example' })).status).toBe(403);
    expect(await refundedAtStripe(booking.intent)).toEqual([]);
  });

  it('says when Stripe did not take it; it stays owed', async () => {
    const booking = await paidBooking();
    await cancel(booking.client, booking.id);
    await setFaults({ requests: { rate_limit: 1, only: 'POST /v1/refunds' } });
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 1 });
    await expectMoneyAgrees();
    await expectState(booking, 'cancelled, refunded');
  });
});

describe('A dispute', () => {
  it('stops the refund until it is won', async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    await payWithCard(await intentOf(booking), '4000000000000259');
    await expectState(booking, 'confirmed, paid');
    await runJobs();
    const { data } = await booking.client.api.from('payments').select('disputed_at, dispute_status').eq('session_id', booking.id).single();
    expect(data).toMatchObject({ disputed_at: expect.any(String), dispute_status: 'needs_response' });
    await cancel(booking.therapist, booking.id);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 0 });
    await disputeAtStripe(payment_intent_id, 'won');
    await runJobs();
    await runJobs();
    await expectState(booking, 'cancelled, refunded');
  });

  it('that is lost has sent the money back through the bank: nothing of ours follows', async () => {
    const booking = await paidBooking();
    await disputeAtStripe(booking.intent.payment_intent_id, 'needs_response');
    await disputeAtStripe(booking.intent.payment_intent_id, 'lost');
    await runJobs();
    await cancel(booking.therapist, booking.id);
    await runJobs();
    expect(await stateOf(booking)).toBe('cancelled, paid');
    expect(await refundedAtStripe(booking.intent)).toEqual([]);
  });
});

it("a refund made in Stripe's dashboard crosses ours: together exactly what was paid", async () => {
  const booking = await paidBooking();
  await setFaults({ webhooks: { drop: 1 } });
  await stackStripe().refunds.create({ payment_intent: booking.intent.payment_intent_id, amount: 3000 });
  await cancel(booking.therapist, booking.id);
  // Ours asks for all of it, and Stripe refuses that.
  expect(sendRefundAnswer.parse(await (await sendRefund(booking.therapist, booking.id)).json())).toEqual({ sent: 0, failed: 1 });
  await expectMoneyAgrees();
  await runJobs();
  expect(await stateOf(booking)).toBe('cancelled, refunded');
  expect((await refundedAtStripe(booking.intent)).toSorted((a, b) => a - b)).toEqual([3000, 5000]);
});

it("a session settled in person while its client paid by card: the card's money goes back, once", async () => {
  const booking = await newBooking();
  const answer = await intentOf(booking);
  await setFaults({ webhooks: { drop: 1 } });
  await payWithCard(answer, GOOD);
  const { error } = await booking.therapist.api.rpc('settle_by_hand', { p_session_id: booking.id, p_method: 'in_person' });
  expect(error).toBeNull();
  await runJobs();
  await runJobs();
  expect(await stateOf(booking)).toBe('confirmed, paid');
  expect(await refundedAtStripe(answer)).toEqual([8000]);
});
