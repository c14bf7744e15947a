/** Payments settled by hand while the card payment goes on, and payments that stay `processing`. Real Deno, real Postgres. */
import { afterEach, describe, expect, it } from 'vitest';
import { newClient } from '../../tests/support/people.ts';
import { database } from '../../tests/support/sql.ts';
import {
  askForIntent,
  book,
  expectMoneyAgrees,
  expectState,
  intentOf,
  letHoldRunOut,
  newBooking,
  payWithCard,
  refundedAtStripe,
  refusalOf,
  runJobs,
  setFaults,
  stackStripe,
  stateOf,
} from './support/bookings.ts';
import type { Booking } from './support/bookings.ts';
import { bankDecides } from './support/stripe-side.ts';

const GOOD = '4242424242424242';

afterEach(expectMoneyAgrees);

it('a therapist settles a session in person while its client pays by card, and the card payment is refunded once', async () => {
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

it('a therapist takes a waiver back, and the client pays once with a new intent while the first stays cancelled', async () => {
  const booking = await newBooking();
  const first = await intentOf(booking);
  const { api } = booking.therapist;
  expect((await api.rpc('settle_by_hand', { p_session_id: booking.id, p_method: 'waived' })).error).toBeNull();
  await runJobs();
  expect((await stackStripe().paymentIntents.retrieve(first.payment_intent_id)).status).toBe('canceled');
  expect(await refusalOf(await askForIntent(booking.client, booking.id))).toEqual([409, 'NO_PAYMENT_NEEDED']);
  expect((await api.rpc('reopen_payment', { p_session_id: booking.id })).error).toBeNull();
  expect(await stateOf(booking)).toBe('confirmed, pending');
  const [second, again] = await Promise.all([intentOf(booking), intentOf(booking)]);
  expect(again).toEqual(second);
  expect(second).toMatchObject({ amount: 8000, currency: 'GBP', hold_expires_at: null });
  expect(second.payment_intent_id).not.toBe(first.payment_intent_id);
  expect((await payWithCard(first, GOOD)).status).toBe(400);
  expect((await payWithCard(second, GOOD)).status).toBe(200);
  await expectState(booking, 'confirmed, paid');
});

it("a client gets a new intent when the first was cancelled in Stripe's dashboard and the hold has not ended", async () => {
  const booking = await newBooking();
  const first = await intentOf(booking);
  await setFaults({ webhooks: { drop: 1 } });
  await stackStripe().paymentIntents.cancel(first.payment_intent_id);
  const second = await intentOf(booking);
  expect(second.payment_intent_id).not.toBe(first.payment_intent_id);
  await setFaults(null);
  await payWithCard(second, GOOD);
  await expectState(booking, 'confirmed, paid');
});

describe('a payment that is processing at the bank', () => {
  /** A booking that was paid for, while the bank has not decided yet. */
  async function processingBooking(): Promise<Booking & { intent: Awaited<ReturnType<typeof intentOf>> }> {
    const booking = await newBooking();
    const intent = await intentOf(booking);
    await setFaults({ payments: { processing: 1, processing_ms: 60_000 } });
    expect(await (await payWithCard(intent, GOOD)).json()).toMatchObject({ status: 'processing' });
    await expect.poll(() => isProcessing(booking)).toBe(true);
    await setFaults(null);
    return { ...booking, intent };
  }
  const isProcessing = async ({ id }: Booking): Promise<boolean> =>
    (await database()`select 1 from public.payments where session_id = ${id} and processing_since is not null`).length > 0;

  it('leaves the session pending, cannot be paid again, and then succeeds or fails as the bank decides', async () => {
    const [good, bad] = [await processingBooking(), await processingBooking()];
    for (const booking of [good, bad]) {
      expect(await stateOf(booking)).toBe('scheduled, pending');
      expect(await intentOf(booking)).toMatchObject({ payment_intent_id: booking.intent.payment_intent_id, status: 'processing' });
    }
    await bankDecides(good.intent.payment_intent_id, 'succeed');
    await bankDecides(bad.intent.payment_intent_id, 'fail');
    await expectState(good, 'confirmed, paid');
    await expectState(bad, 'scheduled, failed');
    expect(await intentOf(bad)).toMatchObject({ status: 'payable' });
    expect(await isProcessing(bad)).toBe(false);
  });

  it('is not cancelled when its hold ends, and its success confirms a free time or refunds one that another client booked', async () => {
    const [keeps, loses] = [await processingBooking(), await processingBooking()];
    await letHoldRunOut(keeps);
    await letHoldRunOut(loses);
    await runJobs();
    expect(await stateOf(keeps)).toBe('scheduled, pending');
    await book(loses.therapist, await newClient('Noah Fischer'), loses.startsAt);
    expect(await stateOf(loses)).toBe('cancelled, pending');
    await runJobs();
    for (const { intent } of [keeps, loses]) {
      expect((await stackStripe().paymentIntents.retrieve(intent.payment_intent_id)).status).toBe('processing');
      await bankDecides(intent.payment_intent_id, 'succeed');
    }
    await expectState(keeps, 'confirmed, paid');
    await expectState(loses, 'cancelled, paid');
    await runJobs();
    await expectState(loses, 'cancelled, refunded');
    expect(await refundedAtStripe(loses.intent)).toEqual([8000]);
  });

  it('frees the time in the next pass of run-jobs when it fails after its hold ended', async () => {
    const booking = await processingBooking();
    await letHoldRunOut(booking);
    await bankDecides(booking.intent.payment_intent_id, 'fail');
    await expectState(booking, 'scheduled, failed');
    await runJobs();
    expect(await stateOf(booking)).toBe('cancelled, failed');
    expect((await stackStripe().paymentIntents.retrieve(booking.intent.payment_intent_id)).status).toBe('canceled');
  });
});
