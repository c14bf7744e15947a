import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { EVENT_COLUMNS, toSessionEvent } from './session-event';
import type { SessionEvent } from './session-event';

/** All events of a session, oldest first. Throws AppError. */
export async function fetchSessionHistory(sessionId: string, signal?: AbortSignal): Promise<SessionEvent[]> {
  const query = supabase.from('session_events').select(EVENT_COLUMNS).eq('session_id', sessionId).order('id');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toSessionEvent);
}

export function sessionHistoryOptions(sessionId: string) {
  return queryOptions({
    queryKey: sessionKeys.history(sessionId),
    queryFn: ({ signal }) => fetchSessionHistory(sessionId, signal),
    ...sessionFreshness,
  });
}

/** A session's history, for either side. */
export function useSessionHistory(sessionId: string) {
  return useQuery(sessionHistoryOptions(sessionId));
}
