import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { toAvailableSlots } from './available-slot';
import type { AvailableSlot } from './available-slot';
import { availabilityKeys } from './keys';
import type { SlotRange } from './keys';

/**
 * The starts that can be booked in a range, earliest first. What is listed here, the database accepts at that moment.
 * Throws AppError: `INVALID_RANGE` above 62 days, `INVALID_DURATION`, `UNKNOWN_SESSION_TYPE`, `THERAPIST_NOT_FOUND`.
 */
export async function fetchAvailableSlots(range: SlotRange, signal?: AbortSignal): Promise<AvailableSlot[]> {
  const query = supabase.rpc('get_open_starts', {
    p_therapist_id: range.therapistId,
    p_from: range.from,
    p_to: range.to,
    p_duration_minutes: range.durationMinutes,
    ...onlyGiven({ p_session_type_id: range.sessionTypeId ?? undefined, p_ignore_session_id: range.ignoreSessionId ?? undefined }),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query).single();
  if (error) throw toAppError(error);
  return toAvailableSlots(data);
}

export function availableSlotsOptions(range: SlotRange) {
  return queryOptions({
    queryKey: availabilityKeys.slots(range),
    queryFn: ({ signal }) => fetchAvailableSlots(range, signal),
    ...slotFreshness,
  });
}

/** Free times of a range, kept for five minutes and renewed by `useAvailabilityChannel`. */
export function useAvailableSlots(range: SlotRange, options: { enabled?: boolean; keepPrevious?: boolean } = {}) {
  return useQuery({
    ...availableSlotsOptions(range),
    enabled: options.enabled ?? true,
    // Off by default, because last month's times must not be shown under this month's dates.
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Fetches a range before it is asked for, such as the next month. Never throws. */
export function prefetchAvailableSlots(queryClient: QueryClient, range: SlotRange): Promise<void> {
  return queryClient.prefetchQuery(availableSlotsOptions(range));
}
