import { Suspense, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Skeleton } from '@/components/ui/Skeleton';
import { useWanted } from '@/lib/first-load/use-wanted';
import type { Override } from '@/data/overrides/override';
import type { Session } from '@/data/sessions/session';
import { checkOverride, NEW_OVERRIDE, overrideDraft, type OverrideDraft } from './override-draft';
import { useOverrideActions } from './use-override-actions';
import { lazyNamed } from '@/lib/first-load/lazy-named';

// With its calendar, a good part of what the whole page weighs.
const fetchForm = () => import('./OverrideForm');
const OverrideForm = lazyNamed(fetchForm, 'OverrideForm');

interface OverrideDialogProps {
  /** What is being changed; null when closed. */
  editing: Override | 'new' | null;
  overrides: readonly Override[];
  booked: readonly Session[];
  zone: string;
  today: string;
  onClose: () => void;
}

const savedOf = (editing: Override | 'new' | null): OverrideDraft =>
  editing === null || editing === 'new' ? NEW_OVERRIDE : overrideDraft(editing);

/** Adds, changes or removes one day off or some extra hours. Nothing that is booked moves. */
export function OverrideDialog({ editing, overrides, booked, zone, today, onClose }: OverrideDialogProps) {
  const [draft, setDraft] = useState(NEW_OVERRIDE);
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState(editing);
  const actions = useOverrideActions(today);
  const wanted = useWanted(editing !== null, fetchForm);
  // While it closes it keeps what it showed; each opening starts from what is saved.
  if (editing !== null && editing !== shown) {
    setShown(editing);
    setDraft(savedOf(editing));
    setTried(false);
  }
  const saved = shown === null || shown === 'new' ? null : shown;
  const checked = checkOverride(draft);

  const close = () => {
    actions.reset();
    setShown(null);
    onClose();
  };
  const save = () => {
    setTried(true);
    if (checked.ok) actions.save({ ...checked.hours, reason: draft.reason.trim(), ...(saved ? { id: saved.id } : {}) }, close);
  };

  return (
    <Dialog
      open={editing !== null}
      onOpenChange={(open) => {
        if (!open) close();
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
              onClick={() => actions.remove(saved, close)}
            >
              Remove
            </Button>
          ) : null}
          <Button variant="secondary" className="max-sm:hidden" onClick={close}>
            Cancel
          </Button>
          <Button loading={actions.saving} onClick={save}>
            {draft.isAvailable ? 'Save extra hours' : 'Save time off'}
          </Button>
        </>
      }
    >
      {wanted ? (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <OverrideForm
            // A date that is opened anew starts on its own month.
            key={saved?.id ?? 'new'}
            draft={draft}
            errors={tried && !checked.ok ? checked.errors : {}}
            onChange={(change) => setDraft((current) => ({ ...current, ...change }))}
            others={overrides.filter((override) => override.id !== saved?.id)}
            booked={booked}
            zone={zone}
            today={today}
            failure={actions.error}
          />
        </Suspense>
      ) : null}
    </Dialog>
  );
}
