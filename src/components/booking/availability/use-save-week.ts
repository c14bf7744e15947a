import { useToast } from '@/components/ui/use-toast';
import { useSaveAvailability } from '@/data/availability/use-save-availability';
import { useUpdateTherapistProfile } from '@/data/therapists/use-update-therapist-profile';
import type { WeekDraft } from './week-draft';
import { rowsFromDraft } from './week-rows';

interface SaveWeek {
  week: WeekDraft;
  minutes: number;
  minutesChanged: boolean;
  onSaved: () => void;
}

/**
 * Saves the default length first, when it changed, and then the week cut by it. The week itself is
 * replaced in one transaction, so a failure between the two leaves whole hours and a retry finishes.
 */
export function useSaveWeek() {
  const saveRows = useSaveAvailability();
  const saveProfile = useUpdateTherapistProfile();
  const toast = useToast();

  const save = async ({ week, minutes, minutesChanged, onSaved }: SaveWeek) => {
    try {
      if (minutesChanged) await saveProfile.mutateAsync({ defaultDurationMinutes: minutes });
      await saveRows.mutateAsync(rowsFromDraft(week, minutes));
    } catch {
      // Shown from the mutations' own error below, beside the week.
      return;
    }
    onSaved();
    toast.success('Your week is saved. Clients see it now.');
  };

  return {
    save: (input: SaveWeek) => void save(input),
    pending: saveRows.isPending || saveProfile.isPending,
    error: saveProfile.error ?? saveRows.error,
    reset: () => {
      saveRows.reset();
      saveProfile.reset();
    },
  };
}
