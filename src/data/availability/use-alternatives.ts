import { queryOptions, useQuery } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { toAvailableSlot } from './available-slot';
import type { AvailableSlot } from './available-slot';
import { availabilityKeys } from './keys';
import type { WishedSlot } from './keys';

/**
 * Starts that can be booked nearest to the one wished for, nearest first; one of them at the same time on the same
 * weekday of a coming week, where there is one (see `sameTimeText`). Throws AppError.
 */
export async function fetchAlternatives(wish: WishedSlot, signal?: AbortSignal): Promise<AvailableSlot[]> {
  const query = supabase.rpc('suggest_alternatives', {
    p_therapist_id: wish.therapistId,
    p_starts_at: wish.startsAt,
    ...onlyGiven({
      p_duration_minutes: wish.durationMinutes ?? undefined,
      p_session_type_id: wish.sessionTypeId ?? undefined,
      p_limit: wish.limit,
    }),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toAvailableSlot);
}

export function alternativesOptions(wish: WishedSlot) {
  return queryOptions({
    queryKey: availabilityKeys.alternatives(wish),
    queryFn: ({ signal }) => fetchAlternatives(wish, signal),
    ...slotFreshness,
  });
}

/** What to offer instead of a start that went, renewed by `useAvailabilityChannel`. */
export function useAlternatives(wish: WishedSlot, options: { enabled?: boolean } = {}) {
  return useQuery({ ...alternativesOptions(wish), enabled: options.enabled ?? true });
}
