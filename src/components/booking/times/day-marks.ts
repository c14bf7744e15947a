import { addDays } from '@/domain/calendar-date';
import type { OneOffHours } from '@/domain/overrides';
import { localDate } from '@/domain/time-zone';
import type { DayMark } from './DateRangeGrid';

/** What each date has already: whole days off, extra hours, booked sessions. Dates without any are left out. */
export function dayMarks(overrides: readonly OneOffHours[], sessions: readonly { startsAt: string }[], zone: string): Map<string, DayMark> {
  const marks = new Map<string, DayMark>();
  const mark = (date: string, change: (known: DayMark) => Partial<DayMark>) => {
    const known = marks.get(date) ?? { off: false, extra: false, sessions: 0 };
    marks.set(date, { ...known, ...change(known) });
  };
  for (const override of overrides) {
    for (let date = override.startsOn; date <= override.endsOn; date = addDays(date, 1)) {
      if (override.isAvailable) mark(date, () => ({ extra: true }));
      else if (override.startTime === null) mark(date, () => ({ off: true }));
    }
  }
  for (const session of sessions) mark(localDate(new Date(session.startsAt), zone), ({ sessions: count }) => ({ sessions: count + 1 }));
  return marks;
}
