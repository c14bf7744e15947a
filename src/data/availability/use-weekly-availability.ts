import { queryOptions, useQuery } from '@tanstack/react-query';
import { slotFreshness } from '@/data/freshness';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { availabilityKeys } from './keys';
import { WEEKLY_COLUMNS, toWeeklySlot } from './weekly-slot';
import type { SavedSlot } from './weekly-slot';

/** A therapist's own week, by weekday and time, wall-clock in their zone. Others see no rows. Throws AppError. */
export async function fetchWeeklyAvailability(therapistId: string, signal?: AbortSignal): Promise<SavedSlot[]> {
  const query = supabase
    .from('availability_slots')
    .select(WEEKLY_COLUMNS)
    .eq('therapist_id', therapistId)
    .order('day_of_week')
    .order('start_time');
  const { data, error } = await (signal ? query.abortSignal(signal) : query);
  if (error) throw toAppError(error);
  return data.map(toWeeklySlot);
}

export function weeklyAvailabilityOptions(therapistId: string) {
  return queryOptions({
    queryKey: availabilityKeys.weekly(therapistId),
    queryFn: ({ signal }) => fetchWeeklyAvailability(therapistId, signal),
    ...slotFreshness,
  });
}

/** The signed-in therapist's saved week. */
export function useWeeklyAvailability(therapistId: string) {
  return useQuery(weeklyAvailabilityOptions(therapistId));
}
