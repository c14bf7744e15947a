import type { PaymentRange } from '@/data/payments/keys';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { addMonths, isCalendarDate } from '@/domain/calendar-date';
import { hasEveryWord } from '@/domain/search';
import { startOfDay } from '@/domain/time-zone';
import { useAddressFilters, type AddressFilters } from '@/lib/use-address-filters';
import { PAYMENT_STATES, paymentState, type PaymentState } from './payment-state';

export interface PaymentFilters {
  /** YYYY-MM in the reader's zone; null: the latest. */
  month: string | null;
  state: PaymentState | 'all';
  search: string;
}

/** The filters as the address holds them; what it says wrongly counts as not said. */
function readPaymentFilters(params: URLSearchParams): PaymentFilters {
  const month = params.get('month') ?? '';
  return {
    month: /^\d{4}-\d{2}$/.test(month) && isCalendarDate(`${month}-01`) ? month : null,
    state: PAYMENT_STATES.find((state) => state === params.get('status')) ?? 'all',
    search: params.get('q') ?? '',
  };
}

/** The instants of a month on the clock of a zone; no bounds without a month. */
export function rangeOfMonth(month: string | null, zone: string): PaymentRange {
  if (month === null) return { from: null, to: null };
  const first = `${month}-01`;
  return { from: startOfDay(first, zone).toISOString(), to: startOfDay(addMonths(first, 1), zone).toISOString() };
}

/** The payments that the filters leave, the month apart: that one the database has done. */
export function filterPayments(payments: readonly ListedPayment[], { state, search }: PaymentFilters): ListedPayment[] {
  return payments.filter(
    (payment) =>
      (state === 'all' || paymentState(payment) === state) &&
      hasEveryWord([payment.clientName, payment.therapistName, payment.sessionType, String(payment.receiptNumber ?? '')], search),
  );
}

const ADDRESS: AddressFilters<PaymentFilters> = {
  read: readPaymentFilters,
  write: ({ month, state, search }) => ({ month, status: state === 'all' ? null : state, q: search }),
  none: { month: null, state: 'all', search: '' },
};

/** The filters of a therapist's payments, kept in the address. */
export function usePaymentFilters() {
  return useAddressFilters(ADDRESS);
}
