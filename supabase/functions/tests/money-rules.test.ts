/** The rules of paying: whose amount counts, what makes a session paid, and what a cancellation gives back. Real Deno and Postgres. */
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
  runJobs,
  sendRefund,
  setFaults,
  stack,
  stackStripe,
  stateOf,
} from './support/bookings.ts';
import type { Booking } from './support/bookings.ts';
import { WEBHOOK_SECRET } from './support/sandbox.ts';
import { deliver, intentObject } from './support/stripe-side.ts';

afterEach(expectMoneyAgrees);

/** The start of the hour six hours from now. */
const inSixHours = (): string => {
  const start = new Date(Date.now() + 6 * 3_600_000);
  start.setUTCMinutes(0, 0, 0);
  return start.toISOString();
};

const quoteOf = async (booking: Booking): Promise<unknown> =>
  (await booking.client.api.rpc('cancellation_quote', { p_session_id: booking.id })).data;

describe('the amount', () => {
  it("of a session's one intent comes from its row, and the intent's only metadata is the session's id", async () => {
    const yuki = await newTherapist('Yuki Tanaka', { profile: { currency: 'JPY', hourly_rate: 9000 } });
    const booking = await book(yuki, await newClient('Ana Ruiz'));
    const answers = await Promise.all([1, 2, 3].map(() => intentOf(booking)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const stored = await stackStripe().paymentIntents.retrieve(answers[0]?.payment_intent_id ?? '');
    expect(stored).toMatchObject({ amount: 9000, currency: 'jpy', metadata: { session_id: booking.id } });
    expect(Object.keys(stored.metadata)).toEqual(['session_id']);
  });

  it('in a currency without minor units stays right through payment, a refund by hand and a late cancellation', async () => {
    const profile = { currency: 'JPY', hourly_rate: 9001, cancellation_notice_hours: 48, late_cancel_fee_percent: 50 };
    const booking = await paidBooking(
      await book(await newTherapist('Yuki Tanaka', { profile }), await newClient('Ana Ruiz'), inSixHours()),
    );
    expect(booking.intent).toMatchObject({ amount: 9001, currency: 'JPY' });
    const { error } = await booking.therapist.api.rpc('refund_session', { p_session_id: booking.id, p_amount_minor: 1000, p_note: 'late' });
    expect(error).toBeNull();
    await sendRefund(booking.therapist, booking.id);
    // Half of 9001 is kept, rounded up. The 1000 refunded by hand do not lower what the policy gives back.
    expect(await quoteOf(booking)).toMatchObject({ fee_percent: 50, refund_minor: 4500, currency: 'JPY' });
    await cancel(booking.client, booking.id);
    await sendRefund(booking.client, booking.id);
    await expectState(booking, 'cancelled, partially_refunded');
    expect((await refundedAtStripe(booking.intent)).toSorted((a, b) => a - b)).toEqual([1000, 4500]);
    const { data } = await booking.therapist.api.rpc('payment_months');
    expect(data).toMatchObject([{ currency: 'JPY', payments: 1, paid_minor: 9001, refunded_minor: 5500 }]);
  });
});

describe('a session does not become paid', () => {
  it('when its client or therapist writes the payment status', async () => {
    const booking = await newBooking();
    for (const { api } of [booking.client, booking.therapist]) {
      const { error } = await api.from('client_sessions').update({ payment_status: 'paid' }).eq('id', booking.id);
      expect(error?.code).toBe('42501');
    }
    expect(await stateOf(booking)).toBe('scheduled, pending');
  });

  it('by the event of another intent, or by an event of the other mode (live or test)', async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    expect((await deliver('payment_intent.succeeded', intentObject('pi_other', booking.id))).status).toBe(200);
    expect((await deliver('payment_intent.succeeded', intentObject(payment_intent_id, booking.id), { livemode: true })).status).toBe(400);
    expect(await stateOf(booking)).toBe('scheduled, pending');
  });
});

describe('an event of Stripe', () => {
  it('gets 5xx when the database fails, is not stored, and takes effect at its next delivery', async () => {
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

  it('that reports a failure after the success changes nothing, and one of an unknown type gets 200', async () => {
    const booking = await paidBooking();
    const failed = { status: 'requires_payment_method', amount_received: 0, last_payment_error: { message: 'Your card was declined.' } };
    const late = await deliver('payment_intent.payment_failed', intentObject(booking.intent.payment_intent_id, booking.id, failed));
    expect(await late.json()).toMatchObject({ outcome: 'unchanged' });
    expect((await deliver('customer.created', { id: 'cus_1', object: 'customer' })).status).toBe(200);
    expect(await stateOf(booking)).toBe('confirmed, paid');
  });

  it('about a refund is kept when it arrives before the event about its payment', async () => {
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

it('a hold that ends during 3-D Secure is cancelled at Stripe first, and approving it afterwards charges nothing', async () => {
  const booking = await newBooking();
  const answer = await intentOf(booking);
  await payWithCard(answer, '4000002500003155');
  await letHoldRunOut(booking);
  // During 3-D Secure nothing is paid yet: the intent is cancelled at Stripe before the time is freed.
  await runJobs();
  expect((await stackStripe().paymentIntents.retrieve(answer.payment_intent_id)).status).toBe('canceled');
  expect(await stateOf(booking)).toBe('cancelled, pending');
  const page = `${stack().stripeUrl}/sandbox/3ds/${answer.payment_intent_id}`;
  expect((await fetch(page, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' })).status).toBe(200);
  expect((await stackStripe().paymentIntents.retrieve(answer.payment_intent_id)).status).toBe('canceled');
});

/** A paid session whose policy keeps half of the price when the client cancels within a day. */
async function withLateFee(startsAt: string): Promise<Awaited<ReturnType<typeof paidBooking>>> {
  const therapist = await newTherapist('Lukas Weber', {
    profile: { cancellation_notice_hours: 24, late_cancel_fee_percent: 50, hourly_rate: 80.01 },
  });
  return paidBooking(await book(therapist, await newClient('Tom Bailey'), startsAt));
}

describe('a cancellation', () => {
  it('by the client within the notice keeps the fee that was quoted, even if the policy has changed since the booking', async () => {
    const booking = await withLateFee(inSixHours());
    await booking.therapist.api.from('therapist_profiles').update({ late_cancel_fee_percent: 100 }).eq('id', booking.therapist.id);
    expect(await quoteOf(booking)).toMatchObject({ can_cancel: true, fee_percent: 50, paid_minor: 8001, refund_minor: 4000 });
    await cancel(booking.client, booking.id);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 1, failed: 0 });
    await expectState(booking, 'cancelled, partially_refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([4000]);
  });

  it('by the client before the notice refunds everything once, however often the refund is requested', async () => {
    const booking = await withLateFee(nextHour());
    expect(await quoteOf(booking)).toMatchObject({ fee_percent: 0, refund_minor: 8001 });
    await cancel(booking.client, booking.id);
    await Promise.all([sendRefund(booking.client, booking.id), sendRefund(booking.therapist, booking.id), runJobs()]);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 0 });
    await expectState(booking, 'cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8001]);
  });

  it('by the therapist refunds everything, also within the notice', async () => {
    const booking = await withLateFee(inSixHours());
    await cancel(booking.therapist, booking.id);
    await sendRefund(booking.therapist, booking.id);
    await expectState(booking, 'cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8001]);
  });
});
