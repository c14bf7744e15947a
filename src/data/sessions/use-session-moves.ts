import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { EVENT_COLUMNS, toSessionEvent } from './session-event';
import type { SessionEvent } from './session-event';

/** Enough for everything that is still to come; what was moved before that is in each session's history. */
const LIMIT = 200;

/** The last move of each of the caller's sessions that was moved lately, by session id. Throws AppError. */
async function fetchSessionMoves(signal?: AbortSignal): Promise<Map<string, SessionEvent>> {
  const query = supabase
    .from('session_events')
    .select(EVENT_COLUMNS)
    .eq('kind', 'rescheduled')
    .order('id', { ascending: false })
    .limit(LIMIT);
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  const last = new Map<string, SessionEvent>();
  for (const event of data.map(toSessionEvent)) if (!last.has(event.sessionId)) last.set(event.sessionId, event);
  return last;
}

function sessionMovesOptions(userId: string | null | undefined) {
  return queryOptions({
    queryKey: sessionKeys.moves(userId ?? ''),
    queryFn: userId ? ({ signal }) => fetchSessionMoves(signal) : skipToken,
    ...sessionFreshness,
  });
}

/** Which sessions were moved, from when, and by whom; renewed by `useSessionsChannel`. */
export function useSessionMoves() {
  return useQuery(sessionMovesOptions(useCurrentUserId()));
}
