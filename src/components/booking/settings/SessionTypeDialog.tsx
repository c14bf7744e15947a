import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/Button';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { Dialog } from '@/components/ui/Dialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useToast } from '@/components/ui/use-toast';
import type { SessionType } from '@/domain/session-type';
import { useRemoveSessionType } from '@/data/session-types/use-remove-session-type';
import { useSaveSessionType } from '@/data/session-types/use-save-session-type';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { checkTypeForm, newTypeForm, typeForm } from './session-type-form';
import { SessionTypeFields } from './SessionTypeFields';
import { focusFirstWrong } from '@/lib/use-edit-form';

interface SessionTypeDialogProps {
  /** What is being changed; null when closed. */
  editing: SessionType | 'new' | null;
  profile: TherapistProfile;
  onClose: () => void;
}

/** Adds, changes, pauses or removes one session type. */
export function SessionTypeDialog({ editing, profile, onClose }: SessionTypeDialogProps) {
  const [shown, setShown] = useState(editing);
  const [form, setForm] = useState(() => newTypeForm([profile.defaultDurationMinutes]));
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const saving = useSaveSessionType();
  const removing = useRemoveSessionType();
  const toast = useToast();
  // While it closes it keeps what it showed; each opening starts from what is saved.
  if (editing !== null && editing !== shown) {
    setShown(editing);
    setForm(editing === 'new' ? newTypeForm([profile.defaultDurationMinutes]) : typeForm(editing));
    setTried(false);
  }
  const saved = shown === null || shown === 'new' ? null : shown;
  const checked = checkTypeForm(form, profile.currency);

  const close = () => {
    saving.reset();
    removing.reset();
    setShown(null);
    onClose();
  };
  const save = async () => {
    // Rendered at once, so that the wrong field can be found by its attribute.
    flushSync(() => setTried(true));
    if (!checked.ok) return focusFirstWrong(fields.current);
    try {
      const type = await saving.mutateAsync({ ...checked.input, ...(saved ? { id: saved.id } : {}) });
      toast.success(type.isActive ? `${type.name} is offered.` : `${type.name} is kept, and not offered.`);
      close();
    } catch {
      // The mutation keeps the error; it is shown below the fields.
    }
  };
  const remove = async (type: SessionType) => {
    try {
      await removing.mutateAsync(type.id);
      toast.success(`${type.name} is removed.`);
      setAsking(false);
      close();
    } catch {
      setAsking(false);
    }
  };
  const failure = saving.error ?? removing.error;

  return (
    <>
      <Dialog
        open={editing !== null}
        onOpenChange={(open) => {
          if (!open) close();
        }}
        title={saved ? `Change ${saved.name}` : 'Add a session type'}
        footer={
          <>
            {saved ? (
              <Button variant="quiet" className="text-bad! sm:mr-auto" onClick={() => setAsking(true)}>
                Remove
              </Button>
            ) : null}
            <Button variant="secondary" className="max-sm:hidden" onClick={close}>
              Cancel
            </Button>
            <Button loading={saving.isPending} onClick={() => void save()}>
              {saved ? 'Save type' : 'Add type'}
            </Button>
          </>
        }
      >
        <div ref={fields} className="grid gap-5">
          <SessionTypeFields
            form={form}
            errors={tried && !checked.ok ? checked.errors : {}}
            profile={profile}
            onChange={(change) => setForm((current) => ({ ...current, ...change }))}
          />
          {failure ? <ErrorNotice title="Nothing was saved" error={failure} /> : null}
        </div>
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${saved?.name ?? 'this type'}?`}
        description="Sessions booked as one keep their name, price and place. To stop offering it for a while, switch off “Offered to clients” instead."
        confirmLabel="Remove"
        cancelLabel="Keep it"
        loading={removing.isPending}
        onConfirm={() => {
          if (saved) void remove(saved);
        }}
      />
    </>
  );
}
