import { isCalendarDate } from '@/domain/calendar-date';
import { useAddressFilters, type AddressFilters } from '@/lib/use-address-filters';
import { SESSION_STATUSES, type SessionStatus } from '@/domain/session-facts';
import type { Session } from '@/data/sessions/session';
import { matchesSearch } from '@/domain/session-search';
import { localDate } from '@/domain/time-zone';

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

/** The sessions the filters leave. Dates are the reader's, both inclusive; every word of the search must be found. */
export function filterSessions(sessions: readonly Session[], filters: SessionFilters, zone: string): Session[] {
  return sessions.filter((session) => {
    if (filters.status !== 'all' && session.status !== filters.status) return false;
    const date = localDate(new Date(session.startsAt), zone);
    if ((filters.from && date < filters.from) || (filters.to && date > filters.to)) return false;
    return matchesSearch(session, filters.search.trim());
  });
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
