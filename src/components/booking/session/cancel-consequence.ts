import { formatMoney } from '@/domain/price';
import { canCancel } from '@/domain/policy';
import type { Role, SessionFacts } from '@/domain/status';

interface MoneyFacts extends SessionFacts {
  price: number;
  currency: string;
  clientName: string;
}

/** What cancelling does to the money, as a sentence for the one who is about to. Amounts are the session's own. */
export function cancelConsequence(session: MoneyFacts, role: Role, now: Date): string {
  const amount = formatMoney(session.price, session.currency);
  const decision = canCancel(session, role, now);
  if (decision.allowed && decision.refund) {
    return role === 'therapist'
      ? `${session.clientName} paid ${amount} and gets all of it back, to the card it came from.`
      : `You get the ${amount} back in full, to the card you paid with. Banks take up to ten days.`;
  }
  switch (session.paymentStatus) {
    case 'pending':
    case 'failed':
      return role === 'therapist' ? `Nothing has been paid. ${session.clientName} will not be charged.` : 'Nothing has been paid, and you will not be charged.';
    case 'refunded':
      return 'The payment has already been returned.';
    case 'partially_refunded':
      return 'Part of the payment has already been returned.';
    case 'paid':
    case 'not_required':
      return 'No payment was taken for this session, so no money moves.';
  }
}
