/** send-refund, which sends the refunds of a session at once. Real Deno, real Postgres, the payment sandbox. */
import { afterEach, expect, it } from 'vitest';
import { sendRefundAnswer } from '../_shared/contracts.ts';
import { newClient } from '../../tests/support/people.ts';
import {
  callFunction,
  cancel,
  expectMoneyAgrees,
  expectState,
  paidBooking,
  refundedAtStripe,
  refusalOf,
  sendRefund,
  setFaults,
  stack,
} from './support/bookings.ts';

afterEach(expectMoneyAgrees);

it('send-refund refuses a visitor, a client of another session, a wrong id and a page of another origin', async () => {
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

it('send-refund reports a refund that Stripe refused, and run-jobs sends it later', async () => {
  const booking = await paidBooking();
  await cancel(booking.client, booking.id);
  await setFaults({ requests: { rate_limit: 1, only: 'POST /v1/refunds' } });
  expect(sendRefundAnswer.parse(await (await sendRefund(booking.client, booking.id)).json())).toEqual({ sent: 0, failed: 1 });
  await expectMoneyAgrees();
  await expectState(booking, 'cancelled, refunded');
});
