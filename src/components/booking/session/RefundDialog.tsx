import { useState } from 'react';
import { z } from 'zod';
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
import { parseAmount, plainAmount, formatMinor } from '@/domain/price';
import { useZodForm } from '@/lib/use-zod-form';

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

/** The amount as typed, in minor units. */
function typedRefund({ currency, refundableMinor }: Payment) {
  return z.string().transform((text, context) => {
    const minor = parseAmount(text, currency);
    if (minor === null) context.addIssue(`Give an amount in ${currency}, such as ${plainAmount(refundableMinor, currency)}.`);
    else if (minor > refundableMinor) context.addIssue(`At most ${formatMinor(refundableMinor, currency)} can be refunded.`);
    return minor ?? z.NEVER;
  });
}

function RefundForm({ session, payment, onDone }: { session: Session; payment: Payment; onDone: () => void }) {
  const { currency, refundableMinor } = payment;
  // Not followed: an amount of money never changes by itself under the eyes.
  const [start] = useState({ amount: plainAmount(refundableMinor, currency), note: '' });
  const refund = useRefundSession();
  const toast = useToast();
  const { ref, register, watch, errors, submit, failure, pending } = useZodForm({
    schema: z.object({
      amount: typedRefund(payment),
      note: z.string().refine((text) => text.trim() !== '', 'Say in a few words why. Your client reads it.'),
    }),
    values: start,
    submit: async ({ amount, note }) => {
      const { payment: after } = await refund.mutateAsync({ sessionId: session.id, amountMinor: amount, note });
      const newest = after?.refunds.at(-1);
      const sent = newest?.status === 'pending' || newest?.status === 'succeeded';
      const words = formatMinor(amount, currency);
      onDone();
      toast.success(
        sent
          ? `${words} is on its way back to ${session.clientName}.`
          : `${words} will be sent back to ${session.clientName} within a few minutes.`,
      );
    },
  });
  const minor = typedRefund(payment).safeParse(watch('amount')).data;
  const maximum = failure?.details.refundable_minor;

  return (
    <form ref={ref} noValidate className="grid gap-4" onSubmit={submit}>
      <Field
        label={`Amount in ${currency}`}
        required
        hint={`At most ${formatMinor(refundableMinor, currency)}.`}
        error={errors.amount?.message}
      >
        <Input inputMode="decimal" autoComplete="off" {...register('amount')} />
      </Field>
      <Field label="Reason" required hint={`${session.clientName} reads this.`} error={errors.note?.message}>
        <Textarea rows={2} maxLength={NOTE_LENGTH} {...register('note')} />
      </Field>
      {failure ? (
        <ErrorNotice
          title={typeof maximum === 'number' ? `Nothing was refunded: ${formatMinor(maximum, currency)} is left` : 'Nothing was refunded'}
          error={failure}
        />
      ) : null}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="secondary" onClick={onDone}>
          Go back
        </Button>
        <Button type="submit" variant="danger" loading={pending}>
          Refund{minor === undefined ? '' : ` ${formatMinor(minor, currency)}`}
        </Button>
      </div>
    </form>
  );
}
