import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys } from './keys';
import { PAYMENT_COLUMNS, toPayment } from './payment';
import type { Payment } from './payment';

/** The payment of a session, or null before one was begun. Both parties may read it. Throws AppError. */
export async function fetchPayment(sessionId: string, signal?: AbortSignal): Promise<Payment | null> {
  const query = supabase.from('payments').select(PAYMENT_COLUMNS).eq('session_id', sessionId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toPayment(data);
}

export function paymentOptions(sessionId: string) {
  return queryOptions({
    queryKey: paymentKeys.ofSession(sessionId),
    queryFn: ({ signal }) => fetchPayment(sessionId, signal),
    ...sessionFreshness,
  });
}

/** The payment of a session, renewed by `useSessionsChannel`. */
export function usePayment(sessionId: string) {
  return useQuery(paymentOptions(sessionId));
}
