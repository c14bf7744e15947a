import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Textarea } from '@/components/ui/Textarea';
import { useCancellationQuote } from '@/data/payments/use-cancellation-quote';
import type { Session } from '@/data/sessions/session';
import { useCancelSession } from '@/data/sessions/use-cancel-session';
import { useToast } from '@/components/ui/use-toast';
import { formatDay, formatTime } from '@/domain/format';
import { policyTextAt } from '@/domain/policy';
import type { Viewer } from '@/components/viewer/viewer';
import { CancelMoney } from './CancelMoney';
import { cancelledText } from '@/domain/payment-text';

interface CancelDialogProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const REASON_LENGTH = 500;

/** Asks before cancelling, with the exact refund and, from a therapist, a reason the client will read. */
export function CancelDialog({ session, viewer, now, open, onOpenChange }: CancelDialogProps) {
  const { role, timeZone: zone } = viewer;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const toast = useToast();
  const quote = useCancellationQuote(open ? session.id : null);
  // Reported by the hook, not by the press: the card may have moved to past sessions by then, and unmounted this dialog.
  const cancel = useCancelSession((cancelled) => toast.success(cancelledText(cancelled, role)));
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
    cancel.mutate({ sessionId: session.id, reason: reason.trim() }, { onSuccess: close });
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
            {formatDay(session.startsAt, zone, { long: true })}, {formatTime(session.startsAt, zone, viewer)}, {session.durationMinutes}{' '}
            minutes. The time becomes free for others, and this cannot be undone.
          </p>
          {role === 'client' && session.status === 'confirmed' ? (
            <p className="mt-2 text-sm">
              {policyTextAt(session, { startsAt: session.startsAt, zone, timeFormat: viewer.timeFormat }, now)}
            </p>
          ) : null}
        </>
      }
      confirmLabel="Cancel session"
      cancelLabel="Keep session"
      loading={cancel.isPending}
      // Nobody agrees to an amount they have not seen.
      confirmDisabled={!quote.isSuccess || quote.data?.canCancel !== true}
      onConfirm={confirm}
    >
      <CancelMoney session={session} role={role} query={quote} />
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
