import { useId, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Textarea } from '@/components/ui/Textarea';
import { useToast } from '@/components/ui/use-toast';
import type { Payment } from '@/data/payments/payment';
import { useRefundSession } from '@/data/payments/use-refund-session';
import type { Session } from '@/data/sessions/session';
import { toAppError } from '@/lib/errors';
import { parseAmount, plainAmount, formatMinor } from '@/domain/price';

interface RefundDialogProps {
  session: Session;
  payment: Payment;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const NOTE_LENGTH = 500;

/** A therapist gives back more than the policy says: how much, and why. */
export function RefundDialog({ session, payment, open, onOpenChange }: RefundDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Refund ${session.clientName}`}
      description={`Up to ${formatMinor(payment.refundableMinor, payment.currency)} of the ${formatMinor(payment.amountMinor, payment.currency)} paid, to the card it came from.`}
    >
      {/* Mounted with the dialog's content: what was typed goes when it closes. */}
      <RefundForm session={session} payment={payment} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function amountError(text: string, payment: Payment): string | null {
  const { currency, refundableMinor } = payment;
  const minor = parseAmount(text, currency);
  if (minor === null) return `Give an amount in ${currency}, such as ${plainAmount(refundableMinor, currency)}.`;
  return minor > refundableMinor ? `At most ${formatMinor(refundableMinor, currency)} can be refunded.` : null;
}

function RefundForm({ session, payment, onDone }: { session: Session; payment: Payment; onDone: () => void }) {
  const { currency, refundableMinor } = payment;
  const [amount, setAmount] = useState(plainAmount(refundableMinor, currency));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const refund = useRefundSession();
  const toast = useToast();
  const formId = useId();
  const minor = parseAmount(amount, currency);
  const wrongAmount = amountError(amount, payment);
  const wrongNote = note.trim() === '' ? 'Say in a few words why. Your client reads it.' : null;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (wrongAmount !== null || wrongNote !== null || minor === null) {
      const wrong = wrongAmount === null ? 'note' : 'amount';
      event.currentTarget.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
      return;
    }
    if (refund.isPending) return;
    refund.mutate(
      { sessionId: session.id, amountMinor: minor, note },
      {
        onSuccess: ({ payment: after }) => {
          const newest = after?.refunds.at(-1);
          const sent = newest?.status === 'pending' || newest?.status === 'succeeded';
          const words = formatMinor(minor, currency);
          onDone();
          toast.success(
            sent
              ? `${words} is on its way back to ${session.clientName}.`
              : `${words} will be sent back to ${session.clientName} within a few minutes.`,
          );
        },
      },
    );
  };
  const maximum = refund.error && toAppError(refund.error).details.refundable_minor;

  return (
    <form id={formId} noValidate className="grid gap-4" onSubmit={submit}>
      <Field
        label={`Amount in ${currency}`}
        required
        hint={`At most ${formatMinor(refundableMinor, currency)}.`}
        error={tried ? wrongAmount : null}
      >
        <Input name="amount" inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => setAmount(event.target.value)} />
      </Field>
      <Field label="Reason" required hint={`${session.clientName} reads this.`} error={tried ? wrongNote : null}>
        <Textarea name="note" rows={2} maxLength={NOTE_LENGTH} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {refund.isError ? (
        <ErrorNotice
          title={typeof maximum === 'number' ? `Nothing was refunded: ${formatMinor(maximum, currency)} is left` : 'Nothing was refunded'}
          error={refund.error}
        />
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="secondary" onClick={onDone}>
          Go back
        </Button>
        <Button type="submit" variant="danger" loading={refund.isPending}>
          Refund{minor !== null && wrongAmount === null ? ` ${formatMinor(minor, currency)}` : ''}
        </Button>
      </div>
    </form>
  );
}
