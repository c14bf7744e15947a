import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useCurrentUserId } from '@/data/current-user';
import { everyPage } from '@/data/every-page';
import { sessionFreshness } from '@/data/freshness';
import { matchesSearch } from '@/domain/search';
import { sessionKeys } from './keys';
import type { SessionRange } from './keys';
import { selectSessions, toSession } from './session';
import type { Session } from './session';
import type { Role, SessionStatus } from '@/domain/session-facts';

/** All of a person's sessions in a range, earliest first. Throws AppError. */
export async function fetchSessions(userId: string, range: SessionRange, signal?: AbortSignal): Promise<Session[]> {
  const rows = await everyPage((from, to) => {
    let query = selectSessions().eq(range.role === 'therapist' ? 'therapist_id' : 'client_id', userId);
    if (range.statuses.length > 0) query = query.in('status', range.statuses);
    if (range.from) query = query.gte('starts_at', range.from);
    if (range.to) query = query.lt('starts_at', range.to);
    const page = query.order('starts_at', { ascending: false }).order('id').range(from, to);
    return signal ? page.abortSignal(signal) : page;
  });
  // One that was moved to an earlier time while the pages were read: as it is now.
  const sessions = new Map(rows.map((row) => [row.id, toSession(row)]));
  return [...sessions.values()].toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
}

export function sessionsOptions(userId: string | null | undefined, range: SessionRange) {
  return queryOptions({
    queryKey: sessionKeys.list(userId ?? '', range),
    queryFn: userId ? ({ signal }) => fetchSessions(userId, range, signal) : skipToken,
    ...sessionFreshness,
  });
}

export interface UseSessionsInput {
  /** On which side the signed-in user is. */
  role: Role;
  /** Empty or left out: every status. */
  statuses?: readonly SessionStatus[];
  /** ISO instants: sessions that start in [from, to). */
  from?: string | null;
  to?: string | null;
  /** Words that must all be found in names, contact, type or notes. Costs no request. */
  search?: string;
}

/** The signed-in user's sessions, earliest first, kept for two minutes and renewed by `useSessionsChannel`. */
export function useSessions({ role, statuses = [], from = null, to = null, search = '' }: UseSessionsInput) {
  const userId = useCurrentUserId();
  const select = useCallback((sessions: Session[]) => sessions.filter((session) => matchesSearch(session, search)), [search]);
  return useQuery({ ...sessionsOptions(userId, { role, statuses, from, to }), select });
}
