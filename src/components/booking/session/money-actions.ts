import type { Payment } from '@/data/payments/payment';
import { isHoldExpired } from '@/domain/status';
import type { SessionFacts } from '@/domain/session-facts';

/** What a therapist may do about the money of a session. */
export type MoneyAction = 'in_person' | 'waived' | 'reopen' | 'refund';

/** A waiver that can be taken back: no money came through the card all the same. */
function isWaived({ status, payment }: Pick<SessionFacts, 'status'> & { payment: Payment | null }): boolean {
  return payment?.method === 'waived' && payment.refunds.length === 0 && status !== 'no_show';
}

/** The money actions to show a therapist now, in order: what the database would allow. The database decides. */
export function moneyActions(session: SessionFacts & { price: number; payment: Payment | null }, now: Date): MoneyAction[] {
  const { payment, paymentStatus } = session;
  const actions: MoneyAction[] = [];
  if (session.status !== 'cancelled' && session.price > 0 && !isHoldExpired(session, now)) {
    if (paymentStatus === 'pending' || paymentStatus === 'failed') actions.push('in_person', 'waived');
    if (paymentStatus === 'not_required') actions.push('in_person');
    if (paymentStatus === 'not_required' && isWaived(session)) actions.push('reopen');
  }
  if (payment && payment.refundableMinor > 0 && !payment.isDisputed) actions.push('refund');
  return actions;
}
