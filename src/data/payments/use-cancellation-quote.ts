import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { toInstant } from '@/data/read-row';
import { fromMinorUnits } from '@/domain/price';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { paymentKeys } from './keys';

/** How often the quote is asked again: the deadline may pass while the dialog is open. */
const RENEW_MS = 10_000;

const quoteSchema = z.object({
  can_cancel: z.boolean(),
  fee_percent: z.number().int().nullable(),
  paid_minor: z.number().int(),
  refund_minor: z.number().int(),
  currency: z.string(),
  free_until: z.string(),
  disputed: z.boolean(),
});

/** What cancelling now would mean for the caller. Amounts in main units of `currency`. */
export interface CancellationQuote {
  canCancel: boolean;
  /** Percent of the price; null: the caller cannot cancel any more. */
  feePercent: number | null;
  /** Paid and not refunded yet. */
  paid: number;
  /** What cancelling pays back. */
  refund: number;
  currency: string;
  /** ISO instant. */
  freeUntil: string;
  isDisputed: boolean;
}

/** What cancelling would pay back, asked of the database; null for a session that is not the caller's. Throws AppError. */
async function fetchCancellationQuote(sessionId: string, signal?: AbortSignal): Promise<CancellationQuote | null> {
  const query = supabase.rpc('cancellation_quote', { p_session_id: sessionId });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  const quote = quoteSchema.nullable().parse(data);
  return (
    quote && {
      canCancel: quote.can_cancel,
      feePercent: quote.fee_percent,
      paid: fromMinorUnits(quote.paid_minor, quote.currency),
      refund: fromMinorUnits(quote.refund_minor, quote.currency),
      currency: quote.currency,
      freeUntil: toInstant(quote.free_until),
      isDisputed: quote.disputed,
    }
  );
}

/** What cancelling would pay back now: never cached, and asked again while it is on screen. Null: no question. */
export function useCancellationQuote(sessionId: string | null) {
  return useQuery(
    queryOptions({
      queryKey: paymentKeys.quote(sessionId ?? ''),
      queryFn: sessionId ? ({ signal }) => fetchCancellationQuote(sessionId, signal) : skipToken,
      gcTime: 0,
      staleTime: 0,
      refetchInterval: RENEW_MS,
    }),
  );
}
