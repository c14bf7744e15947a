/** Faults F7 and F8 of guarantees.md: functions that die, and Stripe failing. Real Deno, real Postgres, the sandbox. */
import { afterEach, describe, expect, it } from 'vitest';
import { database } from '../../tests/support/sql.ts';
import {
  askForIntent,
  cancel,
  expectMoneyAgrees,
  expectState,
  intentOf,
  intentsOf,
  letHoldRunOut,
  newBooking,
  paidBooking,
  refundedAtStripe,
  refusalOf,
  runJobs,
  setFaults,
  stack,
  stackStripe,
  stateOf,
  tokenOf,
} from './support/bookings.ts';
import { completeEnv, ownFunctions } from './support/own-functions.ts';

afterEach(expectMoneyAgrees);

describe('F7: a function dies after Stripe answered and before the database did', () => {
  /** Calls a function that meets an answer held back by Stripe, and kills it once Stripe has done its part. */
  async function die(
    name: string,
    headers: Record<string, string>,
    body: unknown,
    only: string,
    done: () => Promise<boolean>,
  ): Promise<void> {
    const functions = await ownFunctions(completeEnv());
    await setFaults({ requests: { timeout_after: 1, timeout_ms: 60_000, only } });
    const call = functions.call(name, headers, body).catch(() => null);
    await expect.poll(done, { timeout: 15_000 }).toBe(true);
    await functions.kill();
    expect((await call)?.ok).not.toBe(true);
    await setFaults(null);
  }

  it('making the intent: the retry meets the same one', async () => {
    const booking = await newBooking();
    const headers = { apikey: stack().publishableKey, authorization: `Bearer ${await tokenOf(booking.client)}` };
    await die(
      'create-payment-intent',
      headers,
      { session_id: booking.id },
      'POST /v1/payment_intents',
      async () => (await intentsOf(booking.id)).length > 0,
    );
    expect(await database()`select provider_intent_id as intent from public.payments where session_id = ${booking.id}`).toEqual([
      { intent: null },
    ]);
    const { payment_intent_id } = await intentOf(booking);
    expect(await intentsOf(booking.id)).toEqual([payment_intent_id]);
  });

  it("and nobody retries: the intent becomes the session's, and ends with its hold", async () => {
    const booking = await newBooking();
    const headers = { apikey: stack().publishableKey, authorization: `Bearer ${await tokenOf(booking.client)}` };
    await die(
      'create-payment-intent',
      headers,
      { session_id: booking.id },
      'POST /v1/payment_intents',
      async () => (await intentsOf(booking.id)).length > 0,
    );
    await letHoldRunOut(booking);
    await runJobs();
    await runJobs();
    const [id = ''] = await intentsOf(booking.id);
    expect((await stackStripe().paymentIntents.retrieve(id)).status).toBe('canceled');
    expect(await stateOf(booking)).toBe('cancelled, pending');
  });

  it('sending a refund: it leaves once', async () => {
    const booking = await paidBooking();
    await cancel(booking.therapist, booking.id);
    await setFaults({ webhooks: { drop: 1 } });
    await die(
      'run-jobs',
      { apikey: stack().secretKey },
      {},
      'POST /v1/refunds',
      async () => (await refundedAtStripe(booking.intent)).length > 0,
    );
    await Promise.all([runJobs(), runJobs()]);
    await expectState(booking, 'cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8000]);
  });
});

describe('F8: Stripe fails', () => {
  it.each([
    ['500 before the work', { error_before: 1 }],
    ['500 after the work', { error_after: 1 }],
    ['a lost answer', { timeout_after: 1, timeout_ms: 20 }],
  ])('once with %s: retried with the same key, and the client notices nothing', async (_name, fault) => {
    const booking = await newBooking();
    await setFaults({ requests: { ...fault, times: 1, only: 'POST /v1/payment_intents' } });
    const { payment_intent_id } = await intentOf(booking);
    expect(await intentsOf(booking.id)).toEqual([payment_intent_id]);
  });

  it.each([
    ['500', { error_before: 1 }],
    ['429', { rate_limit: 1 }],
    ['no answer', { timeout_before: 1, timeout_ms: 20 }],
  ])('for long with %s: the session stays a hold, the answer says so, and later it works', async (_name, fault) => {
    const booking = await newBooking();
    await setFaults({ requests: fault });
    const response = await askForIntent(booking.client, booking.id);
    expect(await refusalOf(response)).toEqual([502, 'PAYMENT_PROVIDER_UNAVAILABLE']);
    expect(await stateOf(booking)).toBe('scheduled, pending');
    await setFaults(null);
    await paidBooking(booking);
  });

  it('at expiry: the hold is not freed before its intent is closed', async () => {
    const booking = await newBooking();
    await intentOf(booking);
    await letHoldRunOut(booking);
    await setFaults({ requests: { rate_limit: 1 } });
    expect((await runJobs()).failures).toBeGreaterThanOrEqual(1);
    expect(await stateOf(booking)).toBe('scheduled, pending');
    await setFaults(null);
    await runJobs();
    expect(await stateOf(booking)).toBe('cancelled, pending');
  });

  it('at a refund: it stays owed and is sent later, once', async () => {
    const booking = await paidBooking();
    await cancel(booking.client, booking.id);
    await setFaults({ requests: { error_after: 1, only: 'POST /v1/refunds' }, webhooks: { drop: 1 } });
    expect((await runJobs()).failures).toBeGreaterThanOrEqual(1);
    await setFaults(null);
    await expectMoneyAgrees();
    expect(await stateOf(booking)).toBe('cancelled, refunded');
    expect(await refundedAtStripe(booking.intent)).toEqual([8000]);
  });
});
