// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { signIn } from '../support/app-data.ts';
import { inHours, newClient, newTherapist, type Person } from '../support/people.ts';
import { booked } from '../support/booking.ts';
import { database } from '../support/sql.ts';

// Several people in one process look to Auth like one browser with several clients, and it says so each time.
vi.spyOn(console, 'warn').mockImplementation(() => undefined);

/** More than a request answers. */
const PAYMENTS = 1_203;

async function moneyOf(person: Person) {
  await signIn(person);
  return {
    ...(await import('@/data/payments/keys')),
    ...(await import('@/data/payments/payment-cache')),
    ...(await import('@/data/payments/use-all-payments')),
    ...(await import('@/data/payments/use-payment-counts')),
    ...(await import('@/data/payments/use-payments')),
    ...(await import('@/data/payments/use-payment-months')),
    ...(await import('@/data/payments/use-settle-by-hand')),
    ...(await import('@/data/payments/use-reopen-payment')),
  };
}

/** What is asked of the API from now on, with what it answers. */
function overhear(): { path: string; ids: string; answer: string }[] {
  const heard: { path: string; ids: string; answer: string }[] = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const answer = await real(url, init);
    const { pathname, searchParams } = new URL(url);
    heard.push({ path: pathname.replace('/rest/v1/', ''), ids: searchParams.get('id') ?? '', answer: await answer.clone().text() });
    return answer;
  });
  return heard;
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
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  // These payments have no intent: run-jobs of another suite must not ask for them.
  afterAll(async () => {
    const mine = database()`select id from public.client_sessions where therapist_id = ${theo.id}`;
    await database()`delete from public.payments where session_id in (${mine})`;
    await database()`delete from public.client_sessions where therapist_id = ${theo.id}`;
  });

  it('are added up by month in the database', async () => {
    const { fetchPaymentMonths, fetchPaymentCounts, fetchAllPayments, NO_FILTERS } = await moneyOf(theo);
    const months = await fetchPaymentMonths();
    expect(months.reduce((sum, { payments }) => sum + payments, 0)).toBe(PAYMENTS);
    expect(months.reduce((sum, { paid }) => sum + paid, 0)).toBe(PAYMENTS * 1001);
    const full = months[1];
    const range = { from: `${full?.month}-01T00:00:00Z`, to: `${months[0]?.month}-01T00:00:00Z` };
    expect(await fetchAllPayments({ ...NO_FILTERS, ...range })).toHaveLength(full?.payments ?? 0);
    expect(await fetchPaymentCounts({ ...NO_FILTERS, ...range, state: 'refunded' })).toEqual({ total: full?.payments, found: 0 });
  });

  it('are all in the file, latest first, and no others', async () => {
    const { fetchAllPayments, NO_FILTERS } = await moneyOf(theo);
    const all = await fetchAllPayments(NO_FILTERS);
    expect(new Set(all.map(({ id }) => id)).size).toBe(PAYMENTS);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const [, second] = all;
    expect(await fetchAllPayments({ ...NO_FILTERS, search: `cleo ${second?.receiptNumber}` })).toEqual([second]);
  });

  it('are each on exactly one page of the list', async () => {
    const { findPayments, NO_FILTERS } = await moneyOf(theo);
    const ids: string[] = [];
    for (;;) {
      const page = await findPayments(NO_FILTERS, { after: ids.at(-1) ?? null, limit: 100 });
      ids.push(...page);
      if (page.length < 100) break;
    }
    expect([ids.length, new Set(ids).size]).toEqual([PAYMENTS, PAYMENTS]);
  });

  it('are listed a page at a time; a change of one is read anew, and no other', async () => {
    const { usePayments, usePaymentCounts, refreshPayments, NO_FILTERS } = await moneyOf(theo);
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const wrapper = ({ children }: { children: ReactNode }) => createElement(QueryClientProvider, { client: queryClient }, children);
    const page = renderHook(() => ({ list: usePayments(NO_FILTERS), counts: usePaymentCounts(NO_FILTERS) }), { wrapper });
    const shown = () => page.result.current.list.payments;
    const heard = overhear();
    await waitFor(() => expect(shown()).toHaveLength(20));
    await waitFor(() => expect(page.result.current.counts.data).toEqual({ total: PAYMENTS, found: PAYMENTS }));
    await act(() => page.result.current.list.fetchNextPage());
    await waitFor(() => expect(shown()).toHaveLength(40));
    expect(shown().map(({ at }) => at)).toEqual(
      shown()
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    // Two pages of ids and their rows, once each.
    expect(heard.map(({ path }) => path).toSorted()).toEqual([
      'payments',
      'payments',
      'rpc/count_payments',
      'rpc/find_payments',
      'rpc/find_payments',
    ]);

    const changed = shown()[30]!;
    await database()`update public.payments set disputed_at = now() where id = ${changed.id}`;
    heard.length = 0;
    await act(() => refreshPayments(queryClient, [changed.sessionId]));
    await waitFor(() => expect(shown()[30]).toEqual({ ...changed, isDisputed: true, updatedAt: shown()[30]?.updatedAt }));
    expect(heard.map(({ path }) => path).toSorted()).toEqual(['payments', 'rpc/count_payments', 'rpc/find_payments', 'rpc/find_payments']);
    expect(heard.find(({ path }) => path === 'payments')?.ids).toBe(`in.(${changed.id})`);
    expect(heard.reduce((sum, { answer }) => sum + answer.length, 0)).toBeLessThan(5_000);

    heard.length = 0;
    await act(() => refreshPayments(queryClient, 'all'));
    expect(heard.filter(({ path }) => path === 'payments').map(({ ids }) => ids.split(',').length)).toEqual([20, 20]);
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
