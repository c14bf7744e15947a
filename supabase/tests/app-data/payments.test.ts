import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { signIn } from '../support/app-data.ts';
import { inHours, newClient, newTherapist, type Person } from '../support/people.ts';
import { booked } from '../support/booking.ts';
import { database } from '../support/sql.ts';

/** More than a request answers. */
const PAYMENTS = 1_203;

async function moneyOf(person: Person) {
  await signIn(person);
  return {
    ...(await import('@/data/payments/use-payments')),
    ...(await import('@/data/payments/use-payment-months')),
    ...(await import('@/data/payments/use-settle-by-hand')),
    ...(await import('@/data/payments/use-reopen-payment')),
  };
}

describe('app data: more than a page of payments', () => {
  let theo: Person;
  beforeAll(async () => {
    theo = await newTherapist('Theo Thousand', { profile: { hourly_rate: 9000, currency: 'JPY' } });
    const cleo = await newClient('Cleo Constant');
    const sql = database();
    // Two hours apart, a hundred days ago and before, a thousand and one yen each.
    await sql`
      with held as (
        insert into public.client_sessions (therapist_id, client_id, starts_at, duration_minutes, status, payment_status)
        select ${theo.id}, ${cleo.id}, date_trunc('hour', now()) - interval '100 days' - n * interval '2 hours', 60, 'completed', 'paid'
        from generate_series(1, ${PAYMENTS}) as n
        returning id, starts_at
      )
      insert into public.payments (session_id, amount_minor, currency, status, created_at, paid_at, receipt_number)
      select id, 1001, 'JPY', 'succeeded', starts_at, starts_at, nextval('private.receipt_numbers') from held`;
  });
  // These payments have no intent: run-jobs of another suite must not ask for them.
  afterAll(async () => {
    const mine = database()`select id from public.client_sessions where therapist_id = ${theo.id}`;
    await database()`delete from public.payments where session_id in (${mine})`;
    await database()`delete from public.client_sessions where therapist_id = ${theo.id}`;
  });

  it('are added up by month in the database', async () => {
    const { fetchPaymentMonths, fetchPayments } = await moneyOf(theo);
    const months = await fetchPaymentMonths();
    expect(months.reduce((sum, { payments }) => sum + payments, 0)).toBe(PAYMENTS);
    expect(months.reduce((sum, { paid }) => sum + paid, 0)).toBe(PAYMENTS * 1001);
    const full = months[1];
    const range = { from: `${full?.month}-01T00:00:00Z`, to: `${months[0]?.month}-01T00:00:00Z` };
    expect(await fetchPayments(range)).toHaveLength(full?.payments ?? 0);
  });

  it('are listed up to the latest thousand, and all of them for a file', async () => {
    const { fetchPayments, LATEST_PAYMENTS } = await moneyOf(theo);
    const latest = await fetchPayments({ from: null, to: null });
    expect(latest).toHaveLength(LATEST_PAYMENTS);
    const all = await fetchPayments({ from: null, to: null }, undefined, true);
    expect(new Set(all.map(({ id }) => id)).size).toBe(PAYMENTS);
    expect(all.slice(0, LATEST_PAYMENTS)).toEqual(latest);
  });
});

it('a waiver, and taking it back, answer with the changed session', async () => {
  const [theo, cleo] = [await newTherapist('Theo Waives'), await newClient('Cleo Owes')];
  const { id } = await booked(cleo.api, { therapist_id: theo.id, starts_at: inHours(48), duration_minutes: 60 });
  const { settleByHand, reopenPayment } = await moneyOf(theo);
  const waived = await settleByHand({ sessionId: id, method: 'waived' });
  expect(waived).toMatchObject({ status: 'confirmed', paymentStatus: 'not_required', payment: { method: 'waived' } });
  const asked = await reopenPayment(id);
  expect(asked).toMatchObject({ status: 'confirmed', paymentStatus: 'pending', payment: { method: 'card', status: 'open' } });
  await expect(reopenPayment(id)).rejects.toMatchObject({ kind: 'refusal', code: 'NOTHING_TO_SETTLE' });
});
