import type { QueryData } from '@supabase/supabase-js';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionFreshness } from '@/data/freshness';
import { toInstant } from '@/data/read-row';
import { fromMinorUnits } from '@/domain/price';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys } from './keys';

const PAYMENT_COLUMNS =
  'id, session_id, amount_minor, currency, status, refunded_minor, error_message, updated_at, refunds(id, amount_minor, currency, reason, status, created_at)';

function selectPayments() {
  return supabase.from('payments').select(PAYMENT_COLUMNS);
}

function toPayment(row: QueryData<ReturnType<typeof selectPayments>>[number]) {
  return {
    id: row.id,
    sessionId: row.session_id,
    /** In main units of `currency`, as are `refunded` and each refund. */
    amount: fromMinorUnits(row.amount_minor, row.currency),
    refunded: fromMinorUnits(row.refunded_minor, row.currency),
    currency: row.currency,
    status: row.status,
    /** Why the last try failed, in the provider's words for the payer. */
    errorMessage: row.error_message,
    updatedAt: toInstant(row.updated_at),
    refunds: row.refunds.map((refund) => ({
      id: refund.id,
      amount: fromMinorUnits(refund.amount_minor, refund.currency),
      reason: refund.reason,
      status: refund.status,
      createdAt: toInstant(refund.created_at),
    })),
  };
}

/** The payment of a session and what is or will be paid back of it. */
export type Payment = ReturnType<typeof toPayment>;

/** The payment of a session, or null before one was begun. Both parties may read it. Throws AppError. */
export async function fetchPayment(sessionId: string, signal?: AbortSignal): Promise<Payment | null> {
  const query = selectPayments().eq('session_id', sessionId);
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
