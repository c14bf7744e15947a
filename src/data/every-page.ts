import { toAppError } from '@/lib/errors';

/** Rows of one request: what a Supabase project answers at most unless it is told otherwise. */
export const PAGE_ROWS = 1_000;

interface Page<Row> {
  data: Row[] | null;
  error: unknown;
}

/**
 * All rows of a query, page by page; `pageAt` asks for the rows `from` to `to`, both inclusive, in an order that is total
 * (end it with the id). A row that moves to a later page meanwhile is there twice, as it was and as it is. Throws AppError.
 */
export async function everyPage<Row>(pageAt: (from: number, to: number) => PromiseLike<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; ; from += PAGE_ROWS) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known when this one is full
    const { data, error } = await pageAt(from, from + PAGE_ROWS - 1);
    if (error) throw toAppError(error);
    rows.push(...(data ?? []));
    if ((data ?? []).length < PAGE_ROWS) return rows;
  }
}
