import { isCalendarDate } from '@/domain/calendar-date';
import { useAddressFilters, type AddressFilters } from '@/lib/use-address-filters';
import { SESSION_STATUSES, type SessionStatus } from '@/domain/session-facts';

export interface SessionFilters {
  status: SessionStatus | 'all';
  /** YYYY-MM-DD in the reader's zone, both inclusive. */
  from: string | null;
  to: string | null;
  search: string;
}

const dateOrNull = (text: string | null) => (text && isCalendarDate(text) ? text : null);

/** The filters as the address holds them; what the address says wrongly counts as not said. */
export function readFilters(params: URLSearchParams): SessionFilters {
  return {
    status: SESSION_STATUSES.find((status) => status === params.get('status')) ?? 'all',
    from: dateOrNull(params.get('from')),
    to: dateOrNull(params.get('to')),
    search: params.get('q') ?? '',
  };
}

const ADDRESS: AddressFilters<SessionFilters> = {
  read: readFilters,
  write: ({ status, from, to, search }) => ({ status: status === 'all' ? null : status, from, to, q: search }),
  none: { status: 'all', from: null, to: null, search: '' },
};

/** The session list's filters, kept in the address. */
export function useSessionFilters() {
  return useAddressFilters(ADDRESS);
}
