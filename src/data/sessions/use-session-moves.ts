import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { EVENT_COLUMNS, toSessionEvent } from './session-event';
import type { SessionEvent } from './session-event';

/** The last move of each of these sessions that was moved, by session id. Throws AppError. */
async function fetchSessionMoves(sessionIds: readonly string[], signal?: AbortSignal): Promise<Map<string, SessionEvent>> {
  const query = supabase
    .from('session_events')
    .select(EVENT_COLUMNS)
    .eq('kind', 'rescheduled')
    .in('session_id', sessionIds)
    .order('id', { ascending: false });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  const last = new Map<string, SessionEvent>();
  for (const event of data.map(toSessionEvent)) if (!last.has(event.sessionId)) last.set(event.sessionId, event);
  return last;
}

/** Which of these sessions were moved, from when, and by whom; renewed by `useSessionsChannel`. */
export function useSessionMoves(sessionIds: readonly string[]) {
  const userId = useCurrentUserId();
  return useQuery({
    queryKey: sessionKeys.moves(userId ?? '', sessionIds),
    queryFn: userId && sessionIds.length > 0 ? ({ signal }) => fetchSessionMoves(sessionIds, signal) : skipToken,
    placeholderData: keepPreviousData,
    ...sessionFreshness,
  });
}
