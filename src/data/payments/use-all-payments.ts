import { useMutation } from '@tanstack/react-query';
import type { PaymentListFilters } from './keys';
import { fetchListed, type ListedPayment } from './listed-payment';
import { findPayments } from './use-payments';

/** Ids of one request, and rows of one: these are asked for by name, and an address has an end. */
const IDS = 1_000;
const ROWS = 100;

async function fetchInOrder(ids: readonly string[]): Promise<ListedPayment[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / ROWS) }, (_, n) => ids.slice(n * ROWS, (n + 1) * ROWS));
  const rows = new Map((await Promise.all(parts.map((part) => fetchListed(part)))).flat().map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** All of the caller's payments that the filters leave, latest first, however many. Throws AppError. */
export async function fetchAllPayments(filters: PaymentListFilters): Promise<ListedPayment[]> {
  const payments = new Map<string, ListedPayment>();
  let after: string | null = null;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- each page goes on behind the last
    const ids: string[] = await findPayments(filters, { after, limit: IDS });
    // oxlint-disable-next-line no-await-in-loop -- a thousand rows at a time
    for (const payment of await fetchInOrder(ids)) payments.set(payment.id, payment);
    after = ids.at(-1) ?? null;
    if (ids.length < IDS) return [...payments.values()];
  }
}

/** All payments of the signed-in user that the filters leave, for a file. Not cached. */
export function useAllPayments() {
  return useMutation({ mutationFn: fetchAllPayments });
}
