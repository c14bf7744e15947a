import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { isCalendarDate } from '@/domain/calendar-date';
import { SESSION_STATUSES, type SessionStatus } from '@/domain/status';

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

/** The session list's filters, kept in the address so that a link or the back button brings them back. */
export function useSessionFilters() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);

  const change = useCallback(
    (next: Partial<SessionFilters>) =>
      setParams(
        (current) => {
          const merged = { ...readFilters(current), ...next };
          const wanted = { status: merged.status === 'all' ? '' : merged.status, from: merged.from, to: merged.to, q: merged.search };
          const result = new URLSearchParams(current);
          for (const [key, value] of Object.entries(wanted)) {
            if (value) result.set(key, value);
            else result.delete(key);
          }
          return result;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );

  const active = filters.status !== 'all' || filters.from !== null || filters.to !== null || filters.search !== '';
  return { filters, change, active, clear: () => change({ status: 'all', from: null, to: null, search: '' }) };
}
