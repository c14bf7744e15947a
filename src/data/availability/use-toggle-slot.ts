import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { availabilityKeys } from './keys';
import { WEEKLY_COLUMNS, toWeeklySlot } from './weekly-slot';
import type { SavedSlot } from './weekly-slot';

export interface ToggleSlotInput {
  therapistId: string;
  slotId: string;
  isAvailable: boolean;
}

/** Marks one row of the week as available or not. Throws AppError (`NOT_FOUND` when it was removed or belongs to another therapist). */
export async function toggleSlotAvailability({ slotId, isAvailable }: ToggleSlotInput): Promise<SavedSlot> {
  const { data, error } = await supabase
    .from('availability_slots')
    .update({ is_available: isAvailable })
    .eq('id', slotId)
    .select(WEEKLY_COLUMNS)
    .single();
  if (error) throw toAppError(error);
  return toWeeklySlot(data);
}

/** Ticks a slot at once, and reverts the tick when the database refuses. */
export function useToggleSlot() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: toggleSlotAvailability,
    onMutate: async ({ therapistId, slotId, isAvailable }) => {
      const queryKey = availabilityKeys.weekly(therapistId);
      await queryClient.cancelQueries({ queryKey });
      const set = (value: boolean) =>
        queryClient.setQueryData<SavedSlot[]>(queryKey, (rows) =>
          rows?.map((row) => (row.id === slotId ? { ...row, isAvailable: value } : row)),
        );
      set(isAvailable);
      // Only this tick is reverted: another one may have been made meanwhile.
      return { undo: () => set(!isAvailable) };
    },
    onError: (_error, _input, context) => context?.undo(),
    onSettled: (_data, _error, { therapistId }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: availabilityKeys.weekly(therapistId) }),
        queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(therapistId) }),
      ]),
  });
}
