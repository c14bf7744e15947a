import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

const RENEW_MS = 5 * 60_000;

/**
 * How far the database's clock is ahead of this machine's, in milliseconds. The answer is taken to be as old as half
 * the round trip. Throws AppError.
 */
export async function fetchClockOffset(signal?: AbortSignal): Promise<number> {
  const sent = Date.now();
  const query = supabase.rpc('server_time');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return Math.round(Date.parse(data) - (sent + Date.now()) / 2);
}

export const clockOffsetOptions = queryOptions({
  queryKey: sessionKeys.serverClock,
  queryFn: ({ signal }) => fetchClockOffset(signal),
  staleTime: RENEW_MS,
  refetchInterval: RENEW_MS,
  // After sleep, or a change of its clock, the machine has another offset.
  refetchOnWindowFocus: 'always',
});

/**
 * The database's clock, which decides when a hold ends, on a machine whose own may be wrong. Until it has answered,
 * the machine's own. `now` keeps its identity while the offset does: pass it to `useNow`.
 */
export function useServerClock(): { now: () => Date; offsetMs: number } {
  const { data: offsetMs = 0 } = useQuery(clockOffsetOptions);
  const now = useCallback(() => new Date(Date.now() + offsetMs), [offsetMs]);
  return { now, offsetMs };
}
