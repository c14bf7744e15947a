import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { loadRows, useCachedRows } from '@/data/row-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys, type SessionListFilters, type SessionPart } from './keys';
import { sessionRows } from './session-rows';

/** How many more a list shows at a time. */
export const SESSION_PAGE = 20;

/** The ids of one page of the caller's sessions, in order, behind the session `after`. Throws AppError. */
export async function findSessions(
  part: SessionPart,
  { status, from, to, search }: SessionListFilters,
  { after = null, limit = SESSION_PAGE }: { after?: string | null; limit?: number } = {},
  signal?: AbortSignal,
): Promise<string[]> {
  const query = supabase.rpc('find_sessions', {
    p_upcoming: part === 'upcoming',
    p_limit: limit,
    ...(status ? { p_status: status } : {}),
    ...(from ? { p_from: from } : {}),
    ...(to ? { p_to: to } : {}),
    ...(search ? { p_search: search } : {}),
    ...(after ? { p_after: after } : {}),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(({ id }) => id);
}

/**
 * The signed-in user's sessions to come, or the others, a page at a time, renewed by `useSessionsChannel`: first `firstPage` of them,
 * then SESSION_PAGE more at a time. What was found for other filters stays until the new answer is there.
 */
export function useSessionPages(part: SessionPart, filters: SessionListFilters, firstPage = SESSION_PAGE) {
  const userId = useCurrentUserId();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: sessionKeys.list(userId ?? '', part, filters, firstPage),
    queryFn: async ({ pageParam, signal }) => {
      const ids = await findSessions(part, filters, { after: pageParam, limit: pageParam === null ? firstPage : SESSION_PAGE }, signal);
      await loadRows(queryClient, sessionRows, ids, signal);
      return ids;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page, pages) => (page.length < (pages.length === 1 ? firstPage : SESSION_PAGE) ? undefined : page.at(-1)),
    enabled: Boolean(userId),
    placeholderData: keepPreviousData,
    ...sessionFreshness,
  });
  const ids = query.data?.pages.flat() ?? [];
  return { ...query, ids, sessions: useCachedRows(sessionRows, ids) };
}
