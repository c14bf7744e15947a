import type { PaymentListFilters, PaymentRange } from '@/data/payments/keys';
import { addMonths, isCalendarDate } from '@/domain/calendar-date';
import { PAYMENT_STATES, type PaymentState } from '@/domain/payment-text';
import { startOfDay } from '@/domain/time-zone';
import { useAddressFilters, type AddressFilters } from '@/lib/use-address-filters';

export interface PaymentFilters {
  /** YYYY-MM in the reader's zone; null: all of them. */
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
function rangeOfMonth(month: string | null, zone: string): PaymentRange {
  if (month === null) return { from: null, to: null };
  const first = `${month}-01`;
  return { from: startOfDay(first, zone).toISOString(), to: startOfDay(addMonths(first, 1), zone).toISOString() };
}

/** What to ask the database for; a month is one on the clock of `zone`. */
export function listFilters({ month, state, search }: PaymentFilters, zone: string): PaymentListFilters {
  return { ...rangeOfMonth(month, zone), state: state === 'all' ? null : state, search };
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
