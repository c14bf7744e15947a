import type { ListedPayment } from '@/data/payments/listed-payment';
import { BYTE_ORDER_MARK, toCsv } from '@/domain/csv';
import { localParts } from '@/domain/time-zone';
import { stateBadge } from './payment-state';
import { plainAmount } from '@/domain/price';
import { methodText } from '@/domain/payment-text';

const HEAD = [
  'Receipt',
  'Paid on',
  'Client',
  'Session date',
  'Session time',
  'Time zone',
  'Minutes',
  'Currency',
  'Amount',
  'Refunded',
  'On its way back',
  'Kept',
  'Method',
  'Status',
];

/** A therapist's payments as a file for a spreadsheet. Dates and times are of `zone`, amounts in main units without a sign. */
export function paymentsCsv(payments: readonly ListedPayment[], zone: string): string {
  const rows = payments.map((payment) => {
    const { currency } = payment;
    const session = localParts(new Date(payment.startsAt), zone);
    const isPaid = payment.status === 'succeeded';
    const kept = isPaid ? Math.max(0, payment.amountMinor - payment.refundedMinor - payment.onItsWayMinor) : 0;
    return [
      payment.receiptNumber === null ? '' : String(payment.receiptNumber),
      payment.paidAt ? localParts(new Date(payment.paidAt), zone).date : '',
      payment.clientName,
      session.date,
      session.time,
      zone,
      String(payment.durationMinutes),
      currency,
      plainAmount(payment.amountMinor, currency),
      plainAmount(payment.refundedMinor, currency),
      plainAmount(payment.onItsWayMinor, currency),
      plainAmount(kept, currency),
      methodText(payment.method),
      stateBadge(payment).label,
    ];
  });
  return BYTE_ORDER_MARK + toCsv([HEAD, ...rows]);
}
