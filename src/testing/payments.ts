import type { ListedPayment } from '@/data/payments/listed-payment';
import { paidBy, sessionOf } from './people';
import type { Payment } from '@/data/payments/payment';
import type { PaymentMethod } from '@/domain/payment-text';

/** John Smith's £80.00 for the session of 10 December, for component tests. */
export function listed(method: PaymentMethod = 'card', change: Partial<ListedPayment> = {}): ListedPayment {
  const payment: Payment = paidBy(method);
  const session = sessionOf();
  return {
    ...payment,
    at: payment.paidAt ?? payment.createdAt,
    clientName: session.clientName,
    therapistName: session.therapistName,
    therapistSlug: session.therapistSlug,
    therapistLocation: session.location,
    sessionType: session.sessionType,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    timeZone: session.timeZone,
    durationMinutes: session.durationMinutes,
    sessionStatus: session.status,
    paymentStatus: session.paymentStatus,
    ...change,
  };
}

/** One refund of it. */
export function refundOf(change: Partial<Payment['refunds'][number]> = {}): Payment['refunds'][number] {
  return {
    id: '55555555-5555-4555-8555-555555555555',
    amountMinor: 4000,
    amount: 40,
    reason: 'cancelled_by_client',
    note: '',
    status: 'succeeded',
    createdAt: '2026-12-09T18:00:00.000Z',
    ...change,
  };
}
