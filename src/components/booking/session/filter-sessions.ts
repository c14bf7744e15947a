import type { Session } from '@/data/sessions/session';
import { matchesSearch } from '@/domain/session-search';
import { localDate } from '@/domain/time-zone';
import type { SessionFilters } from './use-session-filters';

/** The sessions the filters leave. Dates are the reader's, both inclusive; every word of the search must be found. */
export function filterSessions(sessions: readonly Session[], filters: SessionFilters, zone: string): Session[] {
  return sessions.filter((session) => {
    if (filters.status !== 'all' && session.status !== filters.status) return false;
    const date = localDate(new Date(session.startsAt), zone);
    if ((filters.from && date < filters.from) || (filters.to && date > filters.to)) return false;
    return matchesSearch(session, filters.search.trim());
  });
}
