import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toInstant } from '@/data/read-row';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { EVENT_COLUMNS, toSessionEvent } from './session-event';
import type { SessionEvent } from './session-event';

/** An event of a session, with the client and the session's start. */
export interface Activity extends SessionEvent {
  session: { id: string; clientName: string; therapistName: string; startsAt: string };
}

const ACTIVITY_COLUMNS =
  `${EVENT_COLUMNS}, session:client_sessions!inner(id, client_name, starts_at, therapist:therapist_profiles(full_name))` as const;

/** The latest events of the caller's sessions, newest first. Throws AppError. */
export async function fetchRecentActivity(limit: number, signal?: AbortSignal): Promise<Activity[]> {
  const query = supabase.from('session_events').select(ACTIVITY_COLUMNS).order('id', { ascending: false }).limit(limit);
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map((row) => ({
    ...toSessionEvent(row),
    session: {
      id: row.session.id,
      clientName: row.session.client_name,
      therapistName: row.session.therapist.full_name,
      startsAt: toInstant(row.session.starts_at),
    },
  }));
}

export function recentActivityOptions(userId: string | null | undefined, limit: number) {
  return queryOptions({
    queryKey: sessionKeys.activity(userId ?? '', limit),
    queryFn: userId ? ({ signal }) => fetchRecentActivity(limit, signal) : skipToken,
    ...sessionFreshness,
  });
}

/** The feed of the dashboard, renewed by `useSessionsChannel`. */
export function useRecentActivity(limit = 10) {
  return useQuery(recentActivityOptions(useCurrentUserId(), limit));
}
