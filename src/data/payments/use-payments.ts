import { keepPreviousData, queryOptions, skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { paymentKeys } from './keys';
import type { PaymentRange } from './keys';
import { selectListed, toListedPayment } from './listed-payment';
import type { ListedPayment } from './listed-payment';

/** Rows a request asks for, and what a list without a range shows. */
export const LATEST_PAYMENTS = 1_000;

function pageOf(range: PaymentRange, offset: number, signal?: AbortSignal) {
  // A card that was never charged is left out of the list; a waived payment is in it.
  const counts = 'or(status.neq.cancelled,method.eq.waived)';
  const { from, to } = range;
  // By when it was paid, else by when it was begun: as ListedPayment.at. One condition, because a second `or` beside it
  // would not be honoured everywhere.
  const inRange =
    from && to ? `,or(and(paid_at.gte.${from},paid_at.lt.${to}),and(paid_at.is.null,created_at.gte.${from},created_at.lt.${to}))` : '';
  const query = selectListed().or(`and(${counts}${inRange})`);
  const ordered = query
    .order('created_at', { ascending: false })
    .order('id')
    .range(offset, offset + LATEST_PAYMENTS - 1);
  return signal ? ordered.abortSignal(signal) : ordered;
}

/**
 * The caller's payments, latest first: a therapist's from their clients, a client's own. With a range all of it; without,
 * the latest 1000, or `everything`. Row level security decides which. Throws AppError.
 */
export async function fetchPayments(range: PaymentRange, signal?: AbortSignal, everything = range.from !== null): Promise<ListedPayment[]> {
  const payments: ListedPayment[] = [];
  for (let offset = 0; ; offset += LATEST_PAYMENTS) {
    // oxlint-disable-next-line no-await-in-loop -- each page goes on behind the last
    const { data, error } = await pageOf(range, offset, signal);
    if (error) throw toAppError(error);
    payments.push(...data.map(toListedPayment));
    if (data.length < LATEST_PAYMENTS || !everything) break;
  }
  return payments.toSorted((a, b) => b.at.localeCompare(a.at));
}

export function paymentsOptions(userId: string | null | undefined, range: PaymentRange) {
  return queryOptions({
    queryKey: paymentKeys.list(userId ?? '', range),
    queryFn: userId ? ({ signal }) => fetchPayments(range, signal) : skipToken,
    ...sessionFreshness,
  });
}

/** The signed-in user's payments in a range, renewed by `useSessionsChannel`. */
export function usePayments(range: PaymentRange) {
  const userId = useCurrentUserId();
  return useQuery({ ...paymentsOptions(userId, range), placeholderData: keepPreviousData });
}

/** All payments of the signed-in user, for a file. Not cached. */
export function useAllPayments() {
  return useMutation({ mutationFn: () => fetchPayments({ from: null, to: null }, undefined, true) });
}
