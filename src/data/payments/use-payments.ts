import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { loadRows, useCachedRows } from '@/data/row-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys, type PaymentListFilters } from './keys';
import { fetchListed } from './listed-payment';

/** How many more a list shows at a time. */
export const PAYMENT_PAGE = 20;

const LISTED = { keyOf: paymentKeys.listed, fetchRows: fetchListed };

/** The filters as `find_payments` and `count_payments` take them. */
export function filterParams({ state, from, to, search }: PaymentListFilters) {
  return onlyGiven({
    p_state: state ?? undefined,
    p_from: from ?? undefined,
    p_to: to ?? undefined,
    p_search: search === '' ? undefined : search,
  });
}

/**
 * The ids of one page of the caller's payments, latest first, behind the payment `after`: a therapist's from their clients, a
 * client's own. At most 1,000. Throws AppError.
 */
export async function findPayments(
  filters: PaymentListFilters,
  { after, limit }: { after: string | null; limit: number },
  signal?: AbortSignal,
): Promise<string[]> {
  const page = onlyGiven({ p_after: after ?? undefined });
  const query = supabase.rpc('find_payments', { ...filterParams(filters), ...page, p_limit: limit }).select('id');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(({ id }) => id);
}

/**
 * The signed-in user's payments, latest first, a page at a time, renewed by `useSessionsChannel`. What was found for other filters
 * stays until the new answer is there.
 */
export function usePayments(filters: PaymentListFilters) {
  const userId = useCurrentUserId();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: paymentKeys.list(userId ?? '', filters),
    queryFn: async ({ pageParam, signal }) => {
      const ids = await findPayments(filters, { after: pageParam, limit: PAYMENT_PAGE }, signal);
      await loadRows(queryClient, LISTED, ids, signal);
      return ids;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length < PAYMENT_PAGE ? undefined : page.at(-1)),
    enabled: Boolean(userId),
    placeholderData: keepPreviousData,
    ...sessionFreshness,
  });
  // One that was paid while the pages were read is on two of them.
  const ids = [...new Set(query.data?.pages.flat())];
  return { ...query, payments: useCachedRows(LISTED, ids) };
}
