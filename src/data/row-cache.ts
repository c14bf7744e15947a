import { queryOptions, skipToken, useQueries, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { sessionFreshness } from './freshness';

/** Rows that several lists show, each kept in the cache once. A list itself holds ids. */
export interface RowCache<Row> {
  keyOf: (id: string) => QueryKey;
  /** In any order; ids that the caller may not see are left out. */
  fetchRows: (ids: readonly string[], signal?: AbortSignal) => Promise<Row[]>;
}

function isCurrent(queryClient: QueryClient, key: QueryKey): boolean {
  const state = queryClient.getQueryState(key);
  if (!state?.data || state.isInvalidated) return false;
  return Date.now() - state.dataUpdatedAt < sessionFreshness.staleTime;
}

/**
 * Puts the rows with these ids into the cache: in one request those that are missing, invalidated, or no longer fresh; none
 * when all are there. A list asks for this after it knows its ids, so that a change of one row reads one row.
 */
export async function loadRows<Row extends { id: string }>(
  queryClient: QueryClient,
  { keyOf, fetchRows }: RowCache<Row>,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const wanted = ids.filter((id) => !isCurrent(queryClient, keyOf(id)));
  if (wanted.length === 0) return;
  for (const row of await fetchRows(wanted, signal)) queryClient.setQueryData<Row>(keyOf(row.id), row);
}

/** Null is what a single read keeps for a row that cannot be seen. */
function present<Row>(results: readonly { data: Row | null | undefined }[]): Row[] {
  return results.flatMap(({ data }) => data ?? []);
}

/** The rows of a list, in the order of its ids, as the cache has them now. Asks for nothing: `loadRows` does. */
export function useCachedRows<Row>({ keyOf }: RowCache<Row>, ids: readonly string[]): Row[] {
  return useQueries({
    queries: ids.map((id) => queryOptions<Row>({ queryKey: keyOf(id), queryFn: skipToken })),
    combine: present<Row>,
  });
}
