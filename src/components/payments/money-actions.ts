import type { Payment } from '@/data/payments/payment';
import { isHoldExpired, type SessionFacts } from '@/domain/status';

/** What a therapist may do about the money of a session. */
export type MoneyAction = 'in_person' | 'waived' | 'refund';

/** What the database would allow its therapist now, in the order to offer it; it has the last word. */
export function moneyActions(session: SessionFacts & { price: number; payment: Payment | null }, now: Date): MoneyAction[] {
  const { payment, paymentStatus } = session;
  const actions: MoneyAction[] = [];
  if (session.status !== 'cancelled' && session.price > 0 && !isHoldExpired(session, now)) {
    if (paymentStatus === 'pending' || paymentStatus === 'failed') actions.push('in_person', 'waived');
    if (paymentStatus === 'not_required' && payment?.method !== 'waived') actions.push('in_person');
  }
  if (payment && payment.refundableMinor > 0 && !payment.isDisputed) actions.push('refund');
  return actions;
}
