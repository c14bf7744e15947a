import type { QueryClient } from '@tanstack/react-query';
import { paymentKeys } from './keys';
import type { ListedPayment } from './listed-payment';

/**
 * Marks the payments of these sessions as changed, or all payments, and asks again for what shows them: first the payments, so
 * that the lists read them anew, and no other.
 */
export async function refreshPayments(queryClient: QueryClient, changedSessions: readonly string[] | 'all'): Promise<void> {
  const rows = queryClient.getQueriesData<ListedPayment>({ queryKey: paymentKeys.rows() });
  const changed = rows.filter(([, row]) => changedSessions === 'all' || (row && changedSessions.includes(row.sessionId)));
  const isList = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== paymentKeys.rows()[1];
  await Promise.all([
    ...changed.map(([queryKey]) => queryClient.invalidateQueries({ queryKey, exact: true })),
    queryClient.invalidateQueries({ queryKey: paymentKeys.all, predicate: isList }),
  ]);
}
