import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { paymentKeys } from './keys';
import { selectListed, toListedPayment } from './listed-payment';
import type { ListedPayment } from './listed-payment';

/** A payment of the caller's by its id, or null where there is none they may see. Throws AppError. */
async function fetchReceipt(paymentId: string, signal?: AbortSignal): Promise<ListedPayment | null> {
  const query = selectListed().eq('id', paymentId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (!error) return data && toListedPayment(data);
  const failure = toAppError(error);
  // An address that holds no id at all names nothing either.
  if (failure.code === 'INVALID_VALUE') return null;
  throw failure;
}

/** What a receipt shows, renewed by `useSessionsChannel`. */
export function useReceipt(paymentId: string) {
  const userId = useCurrentUserId();
  return useQuery(
    queryOptions({
      queryKey: paymentKeys.receipt(userId ?? '', paymentId),
      queryFn: userId ? ({ signal }) => fetchReceipt(paymentId, signal) : skipToken,
      ...sessionFreshness,
    }),
  );
}
