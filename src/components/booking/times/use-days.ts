import { useMemo } from 'react';
import { startOfMonth } from '@/domain/calendar-date';
import { groupByViewerDate } from '@/domain/slots';
import type { FreeSlot } from './free-slot';

/** Free starts of one month by the viewer's date, in order, and how many each day has. */
export function useDays<T extends FreeSlot>(slots: readonly T[] | undefined, zone: string, month: string) {
  const days = useMemo(() => {
    const all = groupByViewerDate(slots ?? [], zone);
    // The span that was asked for reaches into the months beside it.
    return new Map([...all].filter(([date]) => startOfMonth(date) === month));
  }, [slots, zone, month]);
  const freeTimes = useMemo(() => new Map([...days].map(([date, ofDay]) => [date, ofDay.length])), [days]);
  return { days, freeTimes };
}
