import { keepPreviousData, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys, type SessionListFilters } from './keys';

/** How many sessions a person has, and how many of them the filters leave. */
export interface SessionCounts {
  total: number;
  completed: number;
  upcoming: number;
  /** To come, with a payment awaited. */
  pending: number;
  found: number;
  foundUpcoming: number;
}

/** Counted in the database by the filters of `findSessions`. Throws AppError. */
export async function fetchSessionCounts({ status, from, to, search }: SessionListFilters, signal?: AbortSignal): Promise<SessionCounts> {
  const query = supabase.rpc('count_sessions', {
    ...(status ? { p_status: status } : {}),
    ...(from ? { p_from: from } : {}),
    ...(to ? { p_to: to } : {}),
    ...(search ? { p_search: search } : {}),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query).single();
  if (error) throw toAppError(error);
  const { found_upcoming: foundUpcoming, ...counts } = data;
  return { ...counts, foundUpcoming };
}

export function sessionCountsOptions(userId: string | null | undefined, filters: SessionListFilters) {
  return queryOptions({
    queryKey: sessionKeys.counts(userId ?? '', filters),
    queryFn: userId ? ({ signal }) => fetchSessionCounts(filters, signal) : skipToken,
    ...sessionFreshness,
  });
}

/** The signed-in user's counts, renewed by `useSessionsChannel`. */
export function useSessionCounts(filters: SessionListFilters) {
  return useQuery({ ...sessionCountsOptions(useCurrentUserId(), filters), placeholderData: keepPreviousData });
}
