import { addDays, isCalendarDate } from '@/domain/calendar-date';
import { useAddressFilters, type AddressFilters } from '@/lib/use-address-filters';
import { SESSION_STATUSES, type SessionStatus } from '@/domain/session-facts';
import type { SessionListFilters } from '@/data/sessions/keys';
import { startOfDay } from '@/domain/time-zone';

export interface SessionFilters {
  status: SessionStatus | 'all';
  /** YYYY-MM-DD in the reader's zone, both inclusive. */
  from: string | null;
  to: string | null;
  search: string;
}

const dateOrNull = (text: string | null) => (text && isCalendarDate(text) ? text : null);

/** The filters as the address holds them; what the address says wrongly counts as not said. */
function readFilters(params: URLSearchParams): SessionFilters {
  return {
    status: SESSION_STATUSES.find((status) => status === params.get('status')) ?? 'all',
    from: dateOrNull(params.get('from')),
    to: dateOrNull(params.get('to')),
    search: params.get('q') ?? '',
  };
}

/** What the database is asked for. The dates are days of the reader's zone, both inclusive. */
export function listFilters({ status, from, to, search }: SessionFilters, zone: string): SessionListFilters {
  return {
    status: status === 'all' ? null : status,
    from: from && startOfDay(from, zone).toISOString(),
    to: to && startOfDay(addDays(to, 1), zone).toISOString(),
    search: search.trim(),
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
