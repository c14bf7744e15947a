import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { fromMinorUnits } from '@/domain/price';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys } from './keys';

/** A therapist's money of one month (in their zone) and currency, in main units. */
export interface PaymentMonth {
  /** YYYY-MM. */
  month: string;
  currency: string;
  payments: number;
  paid: number;
  /** Refunds of these payments, also those made in later months. */
  refunded: number;
}

/** The caller's months with money in them, latest first, as a therapist. Throws AppError. */
export async function fetchPaymentMonths(signal?: AbortSignal): Promise<PaymentMonth[]> {
  const query = supabase.rpc('payment_months');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map((row) => ({
    month: row.month.slice(0, 7),
    currency: row.currency,
    payments: row.payments,
    paid: fromMinorUnits(row.paid_minor, row.currency),
    refunded: fromMinorUnits(row.refunded_minor, row.currency),
  }));
}

/** Totals by month, renewed by `useSessionsChannel`. */
export function usePaymentMonths() {
  const userId = useCurrentUserId();
  return useQuery(
    queryOptions({
      queryKey: paymentKeys.months(userId ?? ''),
      queryFn: userId ? ({ signal }) => fetchPaymentMonths(signal) : skipToken,
      ...sessionFreshness,
    }),
  );
}
