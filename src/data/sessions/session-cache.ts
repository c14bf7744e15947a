import type { QueryClient } from '@tanstack/react-query';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { sessionKeys } from './keys';
import { selectSessions, toSession } from './session';

function isCurrent(queryClient: QueryClient, sessionId: string): boolean {
  const state = queryClient.getQueryState(sessionKeys.detail(sessionId));
  if (!state?.data || state.isInvalidated) return false;
  return Date.now() - state.dataUpdatedAt < sessionFreshness.staleTime;
}

/**
 * Puts the sessions with these ids into the cache: in one request those that are missing, have changed since, or are no
 * longer fresh; none when all are there. A list asks for this after it knows its ids, so that a change of one session
 * reads one session. Throws AppError.
 */
export async function loadSessions(queryClient: QueryClient, sessionIds: readonly string[], signal?: AbortSignal): Promise<void> {
  const missing = sessionIds.filter((id) => !isCurrent(queryClient, id));
  if (missing.length === 0) return;
  const query = selectSessions().in('id', missing);
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  for (const session of data.map(toSession)) queryClient.setQueryData(sessionKeys.detail(session.id), session);
}

/**
 * Marks sessions as changed, or all of them, and asks again for what shows them: first the sessions, so that the lists
 * read them anew.
 */
export async function refreshSessions(queryClient: QueryClient, changed: readonly string[] | 'all'): Promise<void> {
  const marked =
    changed === 'all'
      ? [queryClient.invalidateQueries({ queryKey: sessionKeys.one() })]
      : changed.map((id) => queryClient.invalidateQueries({ queryKey: sessionKeys.detail(id) }));
  const isList = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== sessionKeys.one()[1];
  await Promise.all([...marked, queryClient.invalidateQueries({ queryKey: sessionKeys.all, predicate: isList })]);
}
