import { useCallback, useState } from 'react';
import type { Payment } from '@/data/payments/payment';
import type { Submission } from './checkout-phase';
import type { PaymentReturn } from './payment-return';

/**
 * What the provider last said to a payment made on this page, or on the bank's page before it: until the database knows
 * more. A payment that was under way and then failed no longer counts as submitted; `payment` is the database's state.
 */
export function useSubmission(payment: Payment | null, returned: PaymentReturn) {
  const [made, setMade] = useState<{ submission: Submission; seen: string | null } | null>(null);
  // The payment as it was when submitted: an earlier decline does not concern this try.
  const seen = payment?.updatedAt ?? null;
  const submit = useCallback((submission: Submission) => setMade({ submission, seen }), [seen]);

  const submission = made?.submission ?? (returned === 'failed' ? null : returned);
  const hasFailed =
    submission === 'processing' && payment?.status === 'failed' && !payment.isProcessing && payment.updatedAt !== (made?.seen ?? null);
  return { submission: hasFailed ? null : submission, submit };
}
