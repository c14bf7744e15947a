import { formatDate } from '@/domain/format';

/** What a screen reader says of a day; `free` is null while the times are being loaded. */
export function dayLabel(date: string, { free, isToday }: { free: number | null; isToday: boolean }): string {
  const times = free === null ? 'loading' : freeTimesText(free);
  return `${isToday ? 'Today, ' : ''}${formatDate(date, { long: true })}, ${times}`;
}

/** Weekday over a column: `Mon`. */
export function formatWeekday(date: string): string {
  return new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
}

/** `no free times`, `1 free time`, `9 free times`. */
export function freeTimesText(free: number): string {
  if (free === 0) return 'no free times';
  return free === 1 ? '1 free time' : `${free} free times`;
}

interface WithWeekInfo {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** The locale in which dates are written. Unlike `navigator.language` (`en-US@posix` here and there) it is always one that `Intl` takes. */
const ownLocale = () => new Intl.DateTimeFormat().resolvedOptions().locale;

/** First day of the week where the reader lives; Monday where the browser does not say (it is in no TypeScript yet). */
export function weekStart(locale = ownLocale()): 0 | 1 | 6 {
  const known: Intl.Locale & WithWeekInfo = new Intl.Locale(locale);
  const firstDay = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay;
  if (firstDay === 7) return 0;
  return firstDay === 6 ? 6 : 1;
}
