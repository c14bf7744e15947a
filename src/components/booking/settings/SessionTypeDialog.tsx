import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { Dialog } from '@/components/ui/Dialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useToast } from '@/components/ui/use-toast';
import type { SessionType } from '@/domain/session-type';
import { useRemoveSessionType } from '@/data/session-types/use-remove-session-type';
import { useSaveSessionType } from '@/data/session-types/use-save-session-type';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { useZodForm } from '@/lib/use-zod-form';
import { sessionTypeForm, sessionTypeFormSchema } from './session-type-form';
import { SessionTypeFields } from './SessionTypeFields';

interface SessionTypeDialogProps {
  open: boolean;
  onClose: () => void;
  /** What is being changed; null: a new one. */
  type: SessionType | null;
  profile: TherapistProfile;
}

/** Adds, changes, pauses or removes one session type. */
export function SessionTypeDialog({ open, onClose, type, profile }: SessionTypeDialogProps) {
  const [asking, setAsking] = useState(false);
  const saving = useSaveSessionType();
  const removing = useRemoveSessionType();
  const toast = useToast();
  const { ref, submit, failure, pending, ...form } = useZodForm({
    schema: sessionTypeFormSchema(profile.currency),
    values: sessionTypeForm(type, profile.defaultDurationMinutes),
    submit: async (input) => {
      const saved = await saving.mutateAsync({ ...input, ...(type ? { id: type.id } : {}) });
      toast.success(saved.isActive ? `${saved.name} is offered.` : `${saved.name} is kept, and not offered.`);
      onClose();
    },
  });

  const remove = async (removed: SessionType) => {
    try {
      await removing.mutateAsync(removed.id);
      toast.success(`${removed.name} is removed.`);
      onClose();
    } catch {
      // The mutation keeps the error; it is shown below the fields.
    }
    setAsking(false);
  };
  const error = failure ?? removing.error;

  return (
    <>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          if (!next) onClose();
        }}
        title={type ? `Change ${type.name}` : 'Add a session type'}
        footer={
          <>
            {type ? (
              <Button variant="quiet" className="text-bad! sm:mr-auto" onClick={() => setAsking(true)}>
                Remove
              </Button>
            ) : null}
            <Button variant="secondary" className="max-sm:hidden" onClick={onClose}>
              Cancel
            </Button>
            <Button loading={pending} onClick={submit}>
              {type ? 'Save type' : 'Add type'}
            </Button>
          </>
        }
      >
        <div ref={ref} className="grid gap-5">
          <SessionTypeFields form={form} profile={profile} />
          {error ? <ErrorNotice title="Nothing was saved" error={error} /> : null}
        </div>
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${type?.name ?? 'this type'}?`}
        description="Sessions booked as one keep their name, price and place. To stop offering it for a while, switch off “Offered to clients” instead."
        confirmLabel="Remove"
        cancelLabel="Keep it"
        loading={removing.isPending}
        onConfirm={() => {
          if (type) void remove(type);
        }}
      />
    </>
  );
}
