import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { loadRows, useCachedRows } from '@/data/row-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';
import { sessionRows } from './session-rows';

/** Sessions end and days begin without an event: what depends on the clock is asked for again this often. */
export const CLOCK_MS = 60_000;

export interface DaySessions {
  /** Those of today, the one that counts now, and the first of those that wait for a decision, earliest first. */
  ids: string[];
  /** How many wait for a decision in all. */
  needsTotal: number;
}

/** The sessions that a therapist's day is made of, with at most `needs` that wait for a decision. Throws AppError. */
export async function fetchDaySessions(needs: number, signal?: AbortSignal): Promise<DaySessions> {
  const query = supabase.rpc('find_day_sessions', { p_needs: needs });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return { ids: data.map(({ id }) => id), needsTotal: data[0]?.needs_total ?? 0 };
}

/** The signed-in therapist's day, renewed by `useSessionsChannel` and by the clock. `sessions` are earliest first. */
export function useDaySessions(needs: number) {
  const userId = useCurrentUserId();
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: sessionKeys.day(userId ?? '', needs),
    queryFn: async ({ signal }) => {
      const day = await fetchDaySessions(needs, signal);
      await loadRows(queryClient, sessionRows, day.ids, signal);
      return day;
    },
    enabled: Boolean(userId),
    refetchInterval: CLOCK_MS,
    ...sessionFreshness,
  });
  return { ...query, sessions: useCachedRows(sessionRows, query.data?.ids ?? []) };
}
