import { memo, useMemo } from 'react';
import { DayPicker, type Matcher } from 'react-day-picker';
import { DayButton } from './DayButton';
import { asLocalDay, asMonth, Chevron, FORMATTERS, gridClassNames, isoOfDay, NAV_LABELS } from './day-grid';
import { dayLabel, weekStart } from './month-days';

interface MonthGridProps {
  /** First day of the month shown, YYYY-MM-DD. */
  month: string;
  onMonthChange: (month: string) => void;
  /** First and last day that can be reached. */
  first: string;
  last: string;
  today: string;
  selected: string | null;
  onSelect: (date: string) => void;
  /** Number of free times by date; a date that is missing has none. */
  freeTimes: ReadonlyMap<string, number>;
  pending: boolean;
}

const CLASS_NAMES = {
  ...gridClassNames('size-9'),
  month: '',
  month_caption: 'flex h-9 items-center pr-24',
  caption_label: 'font-serif text-[22px] leading-7 font-[520] text-ink',
  month_grid: 'mt-3 w-full table-fixed border-separate border-spacing-[3px]',
  day: 'p-0',
};

// A module constant, because a new component type on each render would mount the grid again and lose the focus.
const COMPONENTS = { DayButton, Chevron };

/**
 * A month of days, those with free times standing out. One tab stop; arrows, Home, End, PageUp and PageDown move. Drawn
 * again only for a change of its own: it is most of what a letter typed into the notes would otherwise cost.
 */
export const MonthGrid = memo(function MonthGrid(props: MonthGridProps) {
  const { freeTimes, month, pending, selected, today } = props;
  const modifiers = useMemo<Record<string, Matcher>>(
    () => ({
      free: (day: Date) => (freeTimes.get(isoOfDay(day)) ?? 0) > 0,
      pending: () => pending,
    }),
    [freeTimes, pending],
  );
  const labels = useMemo(
    () => ({
      labelDayButton: (day: Date) => {
        const iso = isoOfDay(day);
        return dayLabel(iso, { free: pending ? null : (freeTimes.get(iso) ?? 0), isToday: iso === today });
      },
      ...NAV_LABELS,
    }),
    [freeTimes, pending, today],
  );

  // As high as a month of six weeks, so that nothing below moves from month to month.
  return (
    <div aria-busy={pending} className="min-h-[368px]">
      <DayPicker
        mode="single"
        required
        selected={selected === null ? undefined : asLocalDay(selected)}
        onSelect={(day: Date) => {
          const iso = isoOfDay(day);
          if ((freeTimes.get(iso) ?? 0) > 0) props.onSelect(iso);
        }}
        month={asLocalDay(month)}
        onMonthChange={(next) => props.onMonthChange(asMonth(next))}
        startMonth={asLocalDay(props.first)}
        endMonth={asLocalDay(props.last)}
        today={asLocalDay(today)}
        weekStartsOn={weekStart()}
        formatters={FORMATTERS}
        modifiers={modifiers}
        labels={labels}
        components={COMPONENTS}
        classNames={CLASS_NAMES}
      />
    </div>
  );
});
