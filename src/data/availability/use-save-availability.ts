import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCurrentUserId } from '@/data/current-user';
import { type WeeklySlot, sortWeek } from '@/domain/slots';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { availabilityKeys } from './keys';
import { toWeeklySlot, WEEKLY_COLUMNS } from './weekly-slot';
import type { SavedSlot } from './weekly-slot';

/**
 * Replaces the caller's whole week, all or nothing, and answers with the saved rows. Booked sessions never move.
 * Times are wall-clock `HH:MM` in the therapist's zone. Throws AppError.
 */
export async function saveAvailability(rows: readonly WeeklySlot[]): Promise<SavedSlot[]> {
  const { data, error } = await supabase.rpc('save_availability', {
    p_slots: rows.map((row) => ({
      day_of_week: row.dayOfWeek,
      start_time: row.startTime,
      end_time: row.endTime,
      duration_minutes: row.durationMinutes,
      is_available: row.isAvailable,
    })),
  });
  if (error) throw toAppError(error);
  return sortWeek(data.map(toWeeklySlot));
}

/** Saves the week; the week and every list of free times are then fetched again. */
export function useSaveAvailability() {
  const queryClient = useQueryClient();
  const userId = useCurrentUserId();
  return useMutation({
    mutationFn: saveAvailability,
    onSuccess: (saved) => {
      if (userId) queryClient.setQueryData(availabilityKeys.weekly(userId), saved);
      return queryClient.invalidateQueries({ queryKey: availabilityKeys.all });
    },
  });
}

/**
 * Marks one row of the week as available or not, by its id, and answers with it. Throws AppError (`NOT_FOUND` when it
 * was removed or belongs to another therapist). The app saves whole weeks; this is for its API.
 */
export async function toggleSlotAvailability({ slotId, isAvailable }: { slotId: string; isAvailable: boolean }): Promise<SavedSlot> {
  const { data, error } = await supabase
    .from('availability_slots')
    .update({ is_available: isAvailable })
    .eq('id', slotId)
    .select(WEEKLY_COLUMNS)
    .single();
  if (error) throw toAppError(error);
  return toWeeklySlot(data);
}
