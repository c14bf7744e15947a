/** Disputes, and refunds made in Stripe's dashboard. Real Deno, real Postgres, the payment sandbox. */
import { afterEach, describe, expect, it } from 'vitest';
import { sendRefundAnswer } from '../_shared/contracts.ts';
import {
  cancel,
  expectMoneyAgrees,
  expectState,
  intentOf,
  newBooking,
  paidBooking,
  payWithCard,
  refundedAtStripe,
  runJobs,
  sendRefund,
  setFaults,
  stackStripe,
  stateOf,
} from './support/bookings.ts';
import { disputeAtStripe } from './support/stripe-side.ts';

afterEach(expectMoneyAgrees);

describe('a dispute', () => {
  it('stops the refund of a cancelled session until the dispute is won', async () => {
    const booking = await newBooking();
    const { payment_intent_id } = await intentOf(booking);
    await payWithCard(await intentOf(booking), '4000000000000259');
    await expectState(booking, 'confirmed, paid');
    await runJobs();
    const { data } = await booking.client.api.from('payments').select('disputed_at, dispute_status').eq('session_id', booking.id).single();
    expect(data).toMatchObject({ disputed_at: expect.any(String), dispute_status: 'needs_response' });
    const byHand = { p_session_id: booking.id, p_amount_minor: 100, p_note: 'sorry' };
    expect((await booking.therapist.api.rpc('refund_session', byHand)).error?.hint).toBe('PAYMENT_DISPUTED');
    await cancel(booking.therapist, booking.id);
    expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 0 });
    await disputeAtStripe(payment_intent_id, 'won');
    await runJobs();
    await runJobs();
    await expectState(booking, 'cancelled, refunded');
  });

  it('that is lost returns the money through the bank, and no refund of ours follows', async () => {
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

it("a refund made in Stripe's dashboard and ours add up to exactly what was paid", async () => {
  const booking = await paidBooking();
  await setFaults({ webhooks: { drop: 1 } });
  await stackStripe().refunds.create({ payment_intent: booking.intent.payment_intent_id, amount: 3000 });
  await cancel(booking.therapist, booking.id);
  // Our refund is for the whole amount, so Stripe refuses it.
  expect(sendRefundAnswer.parse(await (await sendRefund(booking.therapist, booking.id)).json())).toEqual({ sent: 0, failed: 1 });
  await expectMoneyAgrees();
  await runJobs();
  expect(await stateOf(booking)).toBe('cancelled, refunded');
  expect((await refundedAtStripe(booking.intent)).toSorted((a, b) => a - b)).toEqual([3000, 5000]);
});
