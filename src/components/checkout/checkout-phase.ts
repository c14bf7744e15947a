import { isHoldExpired } from '@/domain/status';
import type { PaymentStatus, SessionStatus } from '@/domain/session-facts';

/** How far the checkout of a session has got. */
export type CheckoutPhase = 'pay' | 'confirming' | 'processing' | 'booked' | 'expired' | 'cancelled';

/** What the provider said to a payment: taken, or still under way. */
export type Submission = 'taken' | 'processing';

interface Facts {
  status: SessionStatus;
  paymentStatus: PaymentStatus;
  holdExpiresAt: string | null;
  cancellationReason: string | null;
  payment: { isProcessing: boolean } | null;
}

/**
 * What the checkout shows. `now` is the database's clock. `submitted`: what the provider said to a payment that the
 * database has not reported yet. Then, and while the bank is still working on one, not even an ended hold is called
 * expired here: the database decides whether the time is still ours or the money goes back.
 */
export function checkoutPhase(session: Facts, now: Date, submitted: Submission | null): CheckoutPhase {
  const isUnpaid = session.paymentStatus === 'pending' || session.paymentStatus === 'failed';
  const isProcessing = isUnpaid && session.payment?.isProcessing === true;
  if (session.status === 'cancelled') {
    const isExpired = session.cancellationReason === 'hold_expired' && isUnpaid && !isProcessing && submitted === null;
    return isExpired ? 'expired' : 'cancelled';
  }
  // Confirmed by hand before it was paid, it is booked and still to be paid.
  if (!isUnpaid || session.status === 'no_show') return 'booked';
  if (isProcessing || submitted === 'processing') return 'processing';
  if (submitted === 'taken') return 'confirming';
  return isHoldExpired(session, now) ? 'expired' : 'pay';
}
