/** Booking and paying while requests, webhooks and people are late, doubled or lost. Real Deno, real Postgres, the payment sandbox. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { JWT_SECRET } from '../../local/base/config.ts';
import { newClient } from '../../tests/support/people.ts';
import { database } from '../../tests/support/sql.ts';
import {
  askForIntent,
  book,
  callFunction,
  cancel,
  expectMoneyAgrees,
  expectState,
  intentOf,
  intentsOf,
  letHoldRunOut,
  newBooking,
  paidBooking,
  payWithCard,
  refundedAtStripe,
  refusalOf,
  runJobs,
  setFaults,
  stack,
  stackStripe,
  stateOf,
} from './support/bookings.ts';

const GOOD = '4242424242424242';

afterEach(expectMoneyAgrees);

describe('a double click, or a retry after a lost answer,', () => {
  it('books one session under the same id, and is refused with another body', async () => {
    const booking = await newBooking();
    const row = {
      id: booking.id,
      therapist_id: booking.therapist.id,
      starts_at: booking.startsAt,
      duration_minutes: 60,
      client_name: '',
      client_email: '',
    };
    const again = await booking.client.api.from('client_sessions').insert(row as never);
    expect(again.error?.hint).toBe('ALREADY_BOOKED');
    const other = await booking.client.api.from('client_sessions').insert({ ...row, notes: 'other words' } as never);
    expect(other.error?.hint).toBe('IDEMPOTENCY_CONFLICT');
    expect(await database()`select 1 from public.client_sessions where client_id = ${booking.client.id}`).toHaveLength(1);
  });

  it('gets the same payment intent', async () => {
    const booking = await newBooking();
    await setFaults({ requests: { timeout_after: 1, timeout_ms: 20, only: 'POST /v1/payment_intents' } });
    expect(await refusalOf(await askForIntent(booking.client, booking.id))).toEqual([502, 'PAYMENT_PROVIDER_UNAVAILABLE']);
    await setFaults(null);
    const { payment_intent_id } = await intentOf(booking);
    expect(await intentsOf(booking.id)).toEqual([payment_intent_id]);
  });
});

it('a client who pays in two tabs has one intent and one charge', async () => {
  const booking = await newBooking();
  const [one, two] = await Promise.all([intentOf(booking), intentOf(booking)]);
  const answers = await Promise.all([payWithCard(one, GOOD), payWithCard(two, GOOD)]);
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  await expectState(booking, 'confirmed, paid');
  expect(await intentsOf(booking.id)).toEqual([one.payment_intent_id]);
});

it('a payment that succeeds after its hold confirms a free time, and is refunded in full for a taken one', async () => {
  const [free, taken] = [await newBooking(), await newBooking()];
  const [keeps, loses] = [await intentOf(free), await intentOf(taken)];
  await Promise.all([letHoldRunOut(free), letHoldRunOut(taken)]);
  await book(taken.therapist, await newClient('Noah Fischer'), taken.startsAt);
  await Promise.all([payWithCard(keeps, GOOD), payWithCard(loses, GOOD)]);
  await expectState(free, 'confirmed, paid');
  await expectState(taken, 'cancelled, paid');
  await runJobs();
  await expectState(taken, 'cancelled, refunded');
  expect(await refundedAtStripe(loses)).toEqual([8000]);
  const { data } = await taken.client.api.from('refunds').select('reason').eq('session_id', taken.id);
  expect(data).toEqual([{ reason: 'slot_lost' }]);
});

it('run-jobs ends a hold while the client pays: the session is paid and confirmed, or cancelled without a charge', async () => {
  const bookings = await Promise.all([1, 2, 3].map(() => newBooking()));
  const intents = await Promise.all(bookings.map(intentOf));
  await Promise.all(bookings.map(letHoldRunOut));
  const [, ...answers] = await Promise.all([runJobs(), ...intents.map((intent) => payWithCard(intent, GOOD))]);
  for (const [index, booking] of bookings.entries()) {
    await expectState(booking, answers[index]?.status === 200 ? 'confirmed, paid' : 'cancelled, pending');
  }
});

describe('webhooks', () => {
  it.each([
    ['late', { delay: 1, delay_ms: 300 }],
    ['ten at once', { duplicate: 1, copies: 10 }],
    ['out of order', { reorder: 1, delay_ms: 300 }],
  ])('that arrive %s take effect once', async (_name, webhooks) => {
    await setFaults({ webhooks });
    const booking = await newBooking();
    const intent = await intentOf(booking);
    await payWithCard(intent, '4000000000000002');
    await payWithCard(intent, GOOD);
    await expectState(booking, 'confirmed, paid');
  });

  it('that are all lost (a decline, a success and a refund) are made good by run-jobs', async () => {
    await setFaults({ webhooks: { drop: 1 } });
    const booking = await newBooking();
    const intent = await intentOf(booking);
    await payWithCard(intent, '4000000000000002');
    await runJobs();
    expect(await stateOf(booking)).toBe('scheduled, failed');
    await payWithCard(intent, GOOD);
    await stackStripe().refunds.create({ payment_intent: intent.payment_intent_id, amount: 3000 });
    await runJobs();
    expect(await stateOf(booking)).toBe('confirmed, partially_refunded');
  });
});

it('a client whose token expires during checkout signs in again and finds the same hold and intent', async () => {
  const booking = await newBooking();
  const before = await intentOf(booking);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: booking.client.id, role: 'authenticated', aud: 'authenticated', exp: Math.floor(Date.now() / 1000) - 60 };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const expired = `${body}.${createHmac('sha256', JWT_SECRET).update(body).digest('base64url')}`;
  const headers = { apikey: stack().publishableKey, authorization: `Bearer ${expired}` };
  expect(await refusalOf(await callFunction('create-payment-intent', headers, { session_id: booking.id }))).toEqual([401, 'NOT_SIGNED_IN']);
  const { error } = await booking.client.api.auth.signInWithPassword({ email: booking.client.email, password: 'a-long-enough-password' });
  expect(error).toBeNull();
  const after = await intentOf(booking);
  expect(after).toEqual(before);
  expect((await payWithCard(after, GOOD)).status).toBe(200);
  await expectState(booking, 'confirmed, paid');
});

it('a hold keeps its time and price when the therapist changes price, currency, hours and zone while the client pays', async () => {
  const booking = await newBooking();
  const before = await intentOf(booking);
  const { error } = await booking.therapist.api
    .from('therapist_profiles')
    .update({ hourly_rate: 200, currency: 'EUR', time_zone: 'Asia/Tokyo', is_accepting_clients: false })
    .eq('id', booking.therapist.id);
  expect(error).toBeNull();
  expect((await booking.therapist.api.from('availability_slots').delete().eq('therapist_id', booking.therapist.id)).error).toBeNull();
  const after = await intentOf(booking);
  expect(after).toEqual(before);
  expect(after).toMatchObject({ amount: 8000, currency: 'GBP' });
  await paidBooking(booking);
  const { data } = await booking.client.api.from('client_sessions').select('starts_at, price, currency').eq('id', booking.id).single();
  expect(data && { ...data, starts_at: new Date(data.starts_at).toISOString() }).toEqual({
    starts_at: booking.startsAt,
    price: 80,
    currency: 'GBP',
  });
});

it('a client who pays while the therapist cancels is refunded or never charged', async () => {
  for (let round = 0; round < 3; round += 1) {
    const booking = await newBooking();
    const intent = await intentOf(booking);
    const [answer] = await Promise.all([payWithCard(intent, GOOD), cancel(booking.therapist, booking.id), runJobs()]);
    await expectMoneyAgrees();
    await runJobs();
    await expectState(booking, answer.status === 200 ? 'cancelled, refunded' : 'cancelled, pending');
    expect(await refundedAtStripe(intent)).toEqual(answer.status === 200 ? [8000] : []);
  }
});
