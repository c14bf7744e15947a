import { queryOptions, useQuery } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { toAvailableSlot } from './available-slot';
import type { AvailableSlot } from './available-slot';
import { availabilityKeys } from './keys';
import type { WantedSlot } from './keys';

/**
 * Starts that can be booked near the one wanted, nearest first; one of them at the same time on the same
 * weekday of a coming week, where there is one (see `sameTimeText`). Throws AppError.
 */
export async function fetchAlternatives(wanted: WantedSlot, signal?: AbortSignal): Promise<AvailableSlot[]> {
  const query = supabase.rpc('suggest_alternatives', {
    p_therapist_id: wanted.therapistId,
    p_starts_at: wanted.startsAt,
    ...onlyGiven({
      p_duration_minutes: wanted.durationMinutes ?? undefined,
      p_session_type_id: wanted.sessionTypeId ?? undefined,
      p_limit: wanted.limit,
    }),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toAvailableSlot);
}

export function alternativesOptions(wanted: WantedSlot) {
  return queryOptions({
    queryKey: availabilityKeys.alternatives(wanted),
    queryFn: ({ signal }) => fetchAlternatives(wanted, signal),
    ...slotFreshness,
  });
}

/** Free starts near one that is not free, renewed by `useAvailabilityChannel`. */
export function useAlternatives(wanted: WantedSlot, options: { enabled?: boolean } = {}) {
  return useQuery({ ...alternativesOptions(wanted), enabled: options.enabled ?? true });
}
