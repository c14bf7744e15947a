import { queryOptions, useQuery } from '@tanstack/react-query';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { sessionKeys } from './keys';
import { selectSessions, toSession } from './session';
import type { Session } from './session';

/** One session of the caller's, or null when there is none they may see. Throws AppError. */
export async function fetchSession(sessionId: string, signal?: AbortSignal): Promise<Session | null> {
  const query = selectSessions().eq('id', sessionId);
  const { data, error } = await (signal ? query.abortSignal(signal) : query).maybeSingle();
  if (error) throw toAppError(error);
  return data && toSession(data);
}

/** The session as it is after a write of the caller's own. Throws AppError, also when it cannot be seen any more. */
export async function readBack(sessionId: string): Promise<Session> {
  const { data, error } = await selectSessions().eq('id', sessionId).single();
  if (error) throw toAppError(error);
  return toSession(data);
}

export function sessionOptions(sessionId: string) {
  return queryOptions({
    queryKey: sessionKeys.detail(sessionId),
    queryFn: ({ signal }) => fetchSession(sessionId, signal),
    ...sessionFreshness,
  });
}

/** One session, kept for two minutes and renewed by `useSessionsChannel`; `data` is null when it cannot be seen. */
export function useSession(sessionId: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({ ...sessionOptions(sessionId), enabled });
}
