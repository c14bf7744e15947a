import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import { onlyGiven } from '@/data/only-given';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { toAvailableSlot } from './available-slot';
import type { AvailableSlot } from './available-slot';
import { availabilityKeys } from './keys';
import type { SlotRange } from './keys';

/** The API answers no more rows than this at once: `max_rows`, the same here and on hosted Supabase. */
const MOST_ROWS = 1_000;

async function fetchPage(range: SlotRange, from: string, signal?: AbortSignal): Promise<AvailableSlot[]> {
  const query = supabase.rpc('get_available_slots', {
    p_therapist_id: range.therapistId,
    p_from: from,
    p_to: range.to,
    p_duration_minutes: range.durationMinutes,
    ...onlyGiven({ p_session_type_id: range.sessionTypeId ?? undefined, p_ignore_session_id: range.ignoreSessionId ?? undefined }),
  });
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toAvailableSlot);
}

/**
 * The starts that can be booked in a range, earliest first. What is listed here, the database accepts at that moment.
 * Throws AppError: `INVALID_RANGE` above 62 days, `INVALID_DURATION`, `UNKNOWN_SESSION_TYPE`, `THERAPIST_NOT_FOUND`.
 */
export async function fetchAvailableSlots(range: SlotRange, signal?: AbortSignal): Promise<AvailableSlot[]> {
  const slots: AvailableSlot[] = [];
  for (let from = range.from; ;) {
    // A month of five-minute starts is more than one answer holds; each page goes on behind the last.
    // oxlint-disable-next-line no-await-in-loop
    const page = await fetchPage(range, from, signal);
    slots.push(...page);
    const last = page.at(-1);
    if (!last || page.length < MOST_ROWS) return slots;
    from = new Date(Date.parse(last.startsAt) + 1).toISOString();
  }
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
