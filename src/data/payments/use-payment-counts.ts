import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys, type PaymentListFilters } from './keys';
import { filterParams } from './use-payments';

export interface PaymentCounts {
  /** In the range of the filters. */
  total: number;
  /** Of these, what the other filters leave. */
  found: number;
}

/** Counted in the database by the filters of `findPayments`. Throws AppError. */
export async function fetchPaymentCounts(filters: PaymentListFilters, signal?: AbortSignal): Promise<PaymentCounts> {
  const query = supabase.rpc('count_payments', filterParams(filters));
  const { data, error } = await (signal ? query.abortSignal(signal) : query).single();
  if (error) throw toAppError(error);
  return data;
}

/** The signed-in user's counts, renewed by `useSessionsChannel`. */
export function usePaymentCounts(filters: PaymentListFilters) {
  const userId = useCurrentUserId();
  return useQuery({
    queryKey: paymentKeys.counts(userId ?? '', filters),
    queryFn: userId ? ({ signal }) => fetchPaymentCounts(filters, signal) : skipToken,
    placeholderData: keepPreviousData,
    ...sessionFreshness,
  });
}
