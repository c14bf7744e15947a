import { formatMinor, formatMoney } from './price';
import { paymentLabel, paymentTone, type Tone } from './status';
import type { PaymentStatus, Role } from './session-facts';

/** How the session was paid: by card, in person, or not at all (waived). */
export type PaymentMethod = 'card' | 'in_person' | 'waived';

/** The group a payment is listed under; `refunded` once anything went back or is on its way. `find_payments` filters by it. */
export const PAYMENT_STATES = ['paid', 'refunded', 'awaited', 'waived'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What these sentences need to know of a payment. Amounts in main units of `currency`, unless `…Minor`. */
export interface PaymentFacts {
  amount: number;
  refunded: number;
  refundedMinor: number;
  onItsWay: number;
  onItsWayMinor: number;
  currency: string;
  method: PaymentMethod;
  isProcessing: boolean;
  isDisputed: boolean;
}

/** What is needed of a cancelled session: its client, and its refunds. */
interface CancelledSession {
  clientName: string;
  currency: string;
  payment: { refunds: readonly { reason: string; status: string; amountMinor: number }[] } | null;
}

/** The label on a payment's badge, with the amounts where they say more: `Refunded £40.00 of £80.00`. */
export function paymentBadge(
  status: PaymentStatus,
  payment: Pick<PaymentFacts, 'refunded' | 'amount' | 'method' | 'isProcessing'> | null,
  price: { price: number; currency: string },
): { label: string; tone: Tone } {
  const tone = paymentTone(status);
  const money = (amount: number) => formatMoney(amount, price.currency);
  switch (status) {
    case 'paid':
      return { label: `Paid ${money(payment?.amount ?? price.price)}`, tone };
    case 'partially_refunded':
      return payment
        ? { label: `Refunded ${money(payment.refunded)} of ${money(payment.amount)}`, tone }
        : { label: 'Partly refunded', tone };
    case 'not_required':
      return payment?.method === 'waived' ? { label: 'Payment waived', tone } : { label: 'Payment: Not required', tone };
    case 'pending':
    case 'failed':
      return payment?.isProcessing ? { label: 'Payment: Processing', tone: 'info' } : { label: `Payment: ${paymentLabel(status)}`, tone };
    case 'refunded':
      return { label: `Payment: ${paymentLabel(status)}`, tone };
  }
}

/** How the money came, after "Paid": `by card`, `in person`. */
export function methodText(method: PaymentMethod): string {
  switch (method) {
    case 'card':
      return 'by card';
    case 'in_person':
      return 'in person';
    case 'waived':
      return 'waived';
  }
}

/** Why a refund was made, for client and therapist. */
export function refundReasonText(reason: string): string {
  switch (reason) {
    case 'cancelled_by_client':
      return 'cancelled by the client';
    case 'cancelled_by_therapist':
      return 'cancelled by the therapist';
    case 'cancelled_by_system':
      return 'not booked in the end';
    case 'no_show':
      return 'did not come';
    case 'slot_lost':
      return 'the time was taken';
    case 'amount_mismatch':
      return 'another amount arrived';
    case 'paid_twice':
      return 'paid twice';
    default:
      return 'by the therapist';
  }
}

/** A sentence about the refund on its way, or the one that has arrived; empty without one. `role`: who reads it. */
export function refundText(payment: PaymentFacts | null, role: Role): string {
  if (!payment) return '';
  const { onItsWayMinor, onItsWay, refundedMinor, refunded, currency } = payment;
  const to = role === 'client' ? 'to your card' : 'to the client’s card';
  if (onItsWayMinor > 0) {
    const amount = formatMoney(onItsWay, currency);
    if (payment.isDisputed) return `${amount} is owed back and waits until the bank has decided.`;
    return `${amount} is on its way back ${to}. Banks take a few days to show it.`;
  }
  return refundedMinor > 0 ? `${formatMoney(refunded, currency)} went back ${to}.` : '';
}

/** What a cancellation did to the session and its money, for the person who cancelled. */
export function cancelledText(session: CancelledSession, role: Role): string {
  const mine = (session.payment?.refunds ?? []).filter(({ reason }) => reason.startsWith('cancelled_by_'));
  const minor = mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (minor === 0) return 'The session is cancelled.';
  const amount = formatMinor(minor, session.currency);
  const to = role === 'client' ? '' : ` to ${session.clientName}`;
  // The provider has it, or has not been reached yet: then run-jobs sends it.
  const sent = mine.every(({ status }) => status === 'pending' || status === 'succeeded');
  return sent
    ? `The session is cancelled. ${amount} is on its way back${to}.`
    : `The session is cancelled. ${amount} will be sent back${to} within a few minutes.`;
}
