import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Textarea } from '@/components/ui/Textarea';
import type { Session } from '@/data/sessions/session';
import { useCancelSession } from '@/data/sessions/use-cancel-session';
import { useToast } from '@/components/ui/use-toast';
import { formatDay, formatTime } from '@/domain/format';
import type { Viewer } from '../dashboard/viewer';
import { cancelConsequence } from './cancel-consequence';

interface CancelDialogProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const REASON_LENGTH = 500;

/** Asks before cancelling, with what happens to the money and, from a therapist, a reason the client will read. */
export function CancelDialog({ session, viewer, now, open, onOpenChange }: CancelDialogProps) {
  const { role, timeZone: zone } = viewer;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const cancel = useCancelSession();
  const toast = useToast();
  const other = role === 'therapist' ? session.clientName : session.therapistName;
  const missing = role === 'therapist' && reason.trim() === '';

  const close = () => {
    setReason('');
    setAsked(false);
    cancel.reset();
    onOpenChange(false);
  };
  const confirm = () => {
    setAsked(true);
    if (missing) return;
    cancel.mutate(
      { sessionId: session.id, reason: reason.trim() },
      {
        onSuccess: () => {
          close();
          toast.success('The session is cancelled.');
        },
      },
    );
  };

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) close();
      }}
      title={role === 'therapist' ? `Cancel ${session.clientName}’s session?` : 'Cancel this session?'}
      description={
        <>
          <p>
            {formatDay(session.startsAt, zone, { long: true })}, {formatTime(session.startsAt, zone, viewer)}, {session.durationMinutes} minutes. The time
            becomes free for others, and this cannot be undone.
          </p>
          <p className="mt-2 rounded-small bg-sunken px-3 py-2 text-ink">{cancelConsequence(session, role, now)}</p>
        </>
      }
      confirmLabel="Cancel session"
      cancelLabel="Keep session"
      loading={cancel.isPending}
      onConfirm={confirm}
    >
      <Field
        label="Reason"
        hint={role === 'therapist' ? `${other} will read this.` : `Optional. ${other} will read this.`}
        required={role === 'therapist'}
        error={asked && missing ? 'Say in a few words why, so that your client knows.' : null}
      >
        <Textarea rows={2} maxLength={REASON_LENGTH} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {cancel.isError ? <ErrorNotice title="The session was not cancelled" error={cancel.error} /> : null}
    </ConfirmDialog>
  );
}
