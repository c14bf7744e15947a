import { format } from 'date-fns/format';
import { startOfMonth } from 'date-fns/startOfMonth';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatMonth } from '@/domain/format';
import { formatWeekday } from './month-days';

/** What `MonthGrid` and `DateRangeGrid` give the calendar component alike. */

/*
 * The calendar component wants `Date`s at local midnight. Here they mean days, never instants.
 */

/** Local midnight of a date, for the calendar component only. */
export const asLocalDay = (date: string): Date => new Date(`${date}T00:00`);

/** The date of a `Date` of the calendar component. */
export const isoOfDay = (day: Date): string => format(day, 'yyyy-MM-dd');

/** First day of the month of a `Date` of the calendar component. */
export const asMonth = (day: Date): string => isoOfDay(startOfMonth(day));

const NAV_BUTTON =
  'grid place-items-center rounded-small border border-line text-ink transition-colors duration-150 hover:bg-sunken aria-disabled:cursor-default aria-disabled:border-transparent aria-disabled:bg-transparent aria-disabled:text-muted/60';

/** `navSize`: of the buttons that lead to the months beside. */
export const gridClassNames = (navSize: string) => ({
  months: 'relative',
  nav: 'absolute top-0 right-0 flex gap-2',
  button_previous: `${NAV_BUTTON} ${navSize}`,
  button_next: `${NAV_BUTTON} ${navSize}`,
  weekday: 'h-8 text-[13px] font-medium text-muted',
});

/** An arrow to the month before or after. */
export function Chevron({ orientation }: { orientation?: 'up' | 'down' | 'left' | 'right' }) {
  const Icon = orientation === 'left' ? ChevronLeft : ChevronRight;
  return <Icon aria-hidden className="size-4" />;
}

export const FORMATTERS = {
  formatCaption: (shown: Date) => formatMonth(isoOfDay(shown)),
  formatWeekdayName: (day: Date) => formatWeekday(isoOfDay(day)),
};

export const NAV_LABELS = {
  labelNext: (next?: Date) => (next ? `Next month, ${formatMonth(isoOfDay(next))}` : 'No later months'),
  labelPrevious: (previous?: Date) => (previous ? `Previous month, ${formatMonth(isoOfDay(previous))}` : 'No earlier months'),
  labelNav: () => 'Months',
};

/** Gives a day's button the focus when the arrow keys have reached it: the calendar component only says which day that is. */
export function useDayFocus(focused: boolean | undefined) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);
  return ref;
}
