import type { ListedPayment } from '@/data/payments/listed-payment';
import type { PaymentState } from '@/domain/payment-text';
import { formatMoney } from '@/domain/price';
import type { Tone } from '@/domain/status';

type Facts = Pick<
  ListedPayment,
  | 'status'
  | 'method'
  | 'amount'
  | 'amountMinor'
  | 'refunded'
  | 'refundedMinor'
  | 'onItsWay'
  | 'onItsWayMinor'
  | 'currency'
  | 'sessionStatus'
  | 'paymentStatus'
  | 'isProcessing'
>;

/** The group a payment is listed under, as `find_payments` sees it. */
function paymentState(payment: Facts): PaymentState {
  if (payment.method === 'waived') return 'waived';
  if (payment.status !== 'succeeded') return 'awaited';
  return payment.refundedMinor + payment.onItsWayMinor > 0 ? 'refunded' : 'paid';
}

export function stateLabel(state: PaymentState): string {
  switch (state) {
    case 'paid':
      return 'Paid';
    case 'refunded':
      return 'Refunded, in part or whole';
    case 'awaited':
      return 'Not paid';
    case 'waived':
      return 'Waived';
  }
}

/** True while the client can still pay it: not while the bank is working on a payment. */
export function isAwaited({ status, method, sessionStatus, paymentStatus, isProcessing }: Facts): boolean {
  const open = paymentStatus === 'pending' || paymentStatus === 'failed';
  return (
    open && !isProcessing && method === 'card' && status !== 'succeeded' && sessionStatus !== 'cancelled' && sessionStatus !== 'no_show'
  );
}

/** The badge of one payment, with its amounts. */
export function stateBadge(payment: Facts): { label: string; tone: Tone } {
  const money = (amount: number) => formatMoney(amount, payment.currency);
  switch (paymentState(payment)) {
    case 'waived':
      return { label: 'Waived', tone: 'done' };
    case 'awaited':
      if (payment.isProcessing) return { label: 'Processing', tone: 'info' };
      if (!isAwaited(payment)) return { label: 'Not charged', tone: 'done' };
      return payment.status === 'failed' ? { label: 'Card declined', tone: 'bad' } : { label: 'Awaiting payment', tone: 'warn' };
    case 'paid':
      return { label: 'Paid', tone: 'accent' };
    case 'refunded':
      if (payment.onItsWayMinor > 0) return { label: `${money(payment.onItsWay)} on its way back`, tone: 'info' };
      return payment.refundedMinor === payment.amountMinor
        ? { label: 'Refunded', tone: 'done' }
        : { label: `Refunded ${money(payment.refunded)}`, tone: 'done' };
  }
}
