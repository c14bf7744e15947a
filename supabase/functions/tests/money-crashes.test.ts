/** Functions that are killed during a call, and Stripe failing. Real Deno, real Postgres, the payment sandbox. */
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

describe('a function is killed after Stripe did its part and before the database knows', () => {
  /** Calls a function while Stripe holds its answers back, and kills the function once Stripe has done its part. */
  async function killDuringCall(
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

  it('while it makes an intent: the retry gets the same intent', async () => {
    const booking = await newBooking();
    const headers = { apikey: stack().publishableKey, authorization: `Bearer ${await tokenOf(booking.client)}` };
    await killDuringCall(
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

  it('while it makes an intent, without a retry: run-jobs gives the intent to the session and cancels it with the hold', async () => {
    const booking = await newBooking();
    const headers = { apikey: stack().publishableKey, authorization: `Bearer ${await tokenOf(booking.client)}` };
    await killDuringCall(
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

  it('while it sends a refund: the refund is made once', async () => {
    const booking = await paidBooking();
    await cancel(booking.therapist, booking.id);
    await setFaults({ webhooks: { drop: 1 } });
    await killDuringCall(
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

describe('Stripe fails', () => {
  it.each([
    ['500 before the work', { error_before: 1 }],
    ['500 after the work', { error_after: 1 }],
    ['a lost answer', { timeout_after: 1, timeout_ms: 20 }],
  ])('once with %s, and the retry with the same key gives the client one intent', async (_name, fault) => {
    const booking = await newBooking();
    await setFaults({ requests: { ...fault, times: 1, only: 'POST /v1/payment_intents' } });
    const { payment_intent_id } = await intentOf(booking);
    expect(await intentsOf(booking.id)).toEqual([payment_intent_id]);
  });

  it.each([
    ['500', { error_before: 1 }],
    ['429', { rate_limit: 1 }],
    ['no answer', { timeout_before: 1, timeout_ms: 20 }],
  ])('for long with %s: the client gets 502, the session stays a hold, and paying works later', async (_name, fault) => {
    const booking = await newBooking();
    await setFaults({ requests: fault });
    const response = await askForIntent(booking.client, booking.id);
    expect(await refusalOf(response)).toEqual([502, 'PAYMENT_PROVIDER_UNAVAILABLE']);
    expect(await stateOf(booking)).toBe('scheduled, pending');
    await setFaults(null);
    await paidBooking(booking);
  });

  it('when a hold ends: the time is not freed before the intent is cancelled', async () => {
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

  it('at a refund: the refund stays owed and is sent once later', async () => {
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
