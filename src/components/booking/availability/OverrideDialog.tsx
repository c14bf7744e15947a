import { Suspense } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Skeleton } from '@/components/ui/Skeleton';
import type { Override } from '@/data/overrides/override';
import type { ComingSession } from '@/data/sessions/use-coming-sessions';
import { useWanted } from '@/lib/first-load/use-wanted';
import { useZodForm } from '@/lib/use-zod-form';
import { NEW_OVERRIDE, overrideDraft, overrideDraftSchema } from './override-draft';
import { useOverrideActions } from './use-override-actions';
import { lazyNamed } from '@/lib/first-load/lazy-named';

// With its calendar, a good part of what the whole page weighs.
const fetchForm = () => import('./OverrideForm');
const OverrideForm = lazyNamed(fetchForm, 'OverrideForm');

interface OverrideDialogProps {
  open: boolean;
  onClose: () => void;
  /** What is being changed; null: a new one. */
  saved: Override | null;
  overrides: readonly Override[];
  booked: readonly ComingSession[];
  zone: string;
  today: string;
}

/** Adds, changes or removes one day off or some extra hours. Nothing that is booked moves. */
export function OverrideDialog({ open, onClose, saved, overrides, booked, zone, today }: OverrideDialogProps) {
  const actions = useOverrideActions(today);
  const wanted = useWanted(open, fetchForm);
  const { ref, submit, failure, pending, watch, ...form } = useZodForm({
    schema: overrideDraftSchema,
    values: saved ? overrideDraft(saved) : NEW_OVERRIDE,
    submit: async (hours) => {
      await actions.save({ ...hours, ...(saved ? { id: saved.id } : {}) });
      onClose();
    },
  });

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={saved ? 'Change this date' : 'Add a date'}
      description="Time off, or hours beside your usual week."
      footer={
        <>
          {saved ? (
            <Button
              variant="quiet"
              className="text-bad! sm:mr-auto"
              loading={actions.removing}
              onClick={() => actions.remove(saved, onClose)}
            >
              Remove
            </Button>
          ) : null}
          <Button variant="secondary" className="max-sm:hidden" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={pending} onClick={submit}>
            {watch('isAvailable') ? 'Save extra hours' : 'Save time off'}
          </Button>
        </>
      }
    >
      <div ref={ref}>
        {wanted ? (
          <Suspense fallback={<Skeleton className="h-96" />}>
            <OverrideForm
              form={form}
              others={overrides.filter((override) => override.id !== saved?.id)}
              booked={booked}
              zone={zone}
              today={today}
              failure={failure ?? actions.removeError}
            />
          </Suspense>
        ) : null}
      </div>
    </Dialog>
  );
}
