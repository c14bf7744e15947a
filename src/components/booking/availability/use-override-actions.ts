import { useToast } from '@/components/ui/use-toast';
import type { Override } from '@/data/overrides/override';
import { useRemoveOverride } from '@/data/overrides/use-remove-override';
import { useSaveOverride } from '@/data/overrides/use-save-override';
import { datesText } from './override-draft';

type Saved = Omit<Override, 'id'> & { id?: string };

/** Saves and removes overrides, with a toast after it. A removed override can be put back. */
export function useOverrideActions(today: string) {
  const saving = useSaveOverride();
  const removing = useRemoveOverride();
  const toast = useToast();
  const dates = (override: Saved) => datesText({ from: override.startsOn, to: override.endsOn }, today);

  const save = async (override: Saved) => {
    await saving.mutateAsync(override);
    toast.success(
      override.isAvailable
        ? `Extra hours on ${dates(override)} are open for booking.`
        : `${dates(override)}: time off. No new bookings then.`,
    );
  };
  const putBack = async ({ id: _gone, ...override }: Override) => {
    try {
      await saving.mutateAsync(override);
      toast.success(`${dates(override)} is back.`);
    } catch {
      toast.error(`${dates(override)} could not be put back. Add it again.`);
    }
  };
  const remove = async (override: Override, onDone: () => void) => {
    try {
      await removing.mutateAsync(override.id);
    } catch {
      // The mutation keeps the error; the dialog shows it and stays.
      return;
    }
    onDone();
    toast.success(`${dates(override)} is as your week again.`, { label: 'Undo', onClick: () => void putBack(override) });
  };

  return {
    /** Throws AppError. */
    save,
    remove: (override: Override, onDone: () => void) => void remove(override, onDone),
    removing: removing.isPending,
    removeError: removing.error,
  };
}
