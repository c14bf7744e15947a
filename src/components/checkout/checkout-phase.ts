import { awaitsPayment, isHoldExpired, type PaymentStatus, type SessionStatus } from '@/domain/status';

/** Where a session stands on its way to being paid for. */
export type CheckoutPhase = 'pay' | 'confirming' | 'booked' | 'expired' | 'cancelled';

interface Facts {
  status: SessionStatus;
  paymentStatus: PaymentStatus;
  holdExpiresAt: string | null;
  cancellationReason: string | null;
}

/**
 * What the checkout shows. `now` is the database's clock. `submitted` says that the provider took a payment which the
 * database has not reported yet: then not even an ended hold is called expired here, because the database decides
 * whether the time is still ours or the money goes back.
 */
export function checkoutPhase(session: Facts, now: Date, submitted: boolean): CheckoutPhase {
  if (session.status === 'cancelled') return session.cancellationReason === 'hold_expired' && !submitted ? 'expired' : 'cancelled';
  if (!awaitsPayment(session)) return 'booked';
  if (submitted) return 'confirming';
  return isHoldExpired(session, now) ? 'expired' : 'pay';
}
