import { skipToken, useQuery } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { sessionFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { sessionKeys } from './keys';

/** Whether the caller has been, or is booked, with this therapist: the database's own rule about first visits. Throws AppError. */
export async function fetchHasVisited(therapistId: string, signal?: AbortSignal): Promise<boolean> {
  const query = supabase.rpc('has_visited', { p_therapist_id: therapistId });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data;
}

/** Whether a first visit of the signed-in user is over. Null: not asked. Renewed by `useSessionsChannel`. */
export function useHasVisited(therapistId: string | null) {
  const userId = useCurrentUserId();
  return useQuery({
    queryKey: [...sessionKeys.of(userId ?? ''), 'visited', therapistId],
    queryFn: userId && therapistId ? ({ signal }) => fetchHasVisited(therapistId, signal) : skipToken,
    ...sessionFreshness,
  });
}
