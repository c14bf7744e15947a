import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { DayPicker } from 'react-day-picker';
import { formatDate, formatMonth } from '@/domain/format';
import { asLocalDay, formatWeekday, isoOfDay, weekStart } from './month-days';
import { RangeDayButton } from './RangeDayButton';

/** What a day has already, for its dot and its name. */
export interface DayMark {
  off: boolean;
  extra: boolean;
  sessions: number;
}

interface DateRangeGridProps {
  /** First and last day, the same for one; null while none is chosen. YYYY-MM-DD. */
  value: { from: string; to: string } | null;
  onChange: (value: { from: string; to: string }) => void;
  today: string;
  marks: ReadonlyMap<string, DayMark>;
}

const NAV_BUTTON =
  'grid size-11 place-items-center rounded-small border border-line text-ink transition-colors duration-150 hover:bg-sunken aria-disabled:border-transparent aria-disabled:text-muted/60 sm:size-9';

const CLASS_NAMES = {
  months: 'relative',
  month_caption: 'flex h-11 items-center pr-24 sm:h-9',
  caption_label: 'font-serif text-[20px] leading-7 font-[520]',
  nav: 'absolute top-0 right-0 flex gap-2',
  button_previous: NAV_BUTTON,
  button_next: NAV_BUTTON,
  month_grid: 'mt-2 w-full table-fixed border-collapse',
  weekday: 'h-8 text-[13px] font-medium text-muted',
  day: 'p-0 py-[1.5px]',
};

// Module constants, because a new component type on each render would mount the grid again and lose the focus.
const COMPONENTS = {
  DayButton: RangeDayButton,
  Chevron: ({ orientation }: { orientation?: 'up' | 'down' | 'left' | 'right' }) =>
    orientation === 'left' ? <ChevronLeft aria-hidden className="size-4" /> : <ChevronRight aria-hidden className="size-4" />,
};

const FORMATTERS = {
  formatCaption: (shown: Date) => formatMonth(isoOfDay(shown)),
  formatWeekdayName: (day: Date) => formatWeekday(isoOfDay(day)),
};

function dayName(date: string, mark: DayMark | undefined, isToday: boolean): string {
  const known = [
    mark?.off ? 'time off' : null,
    mark?.extra ? 'extra hours' : null,
    mark && mark.sessions > 0 ? `${mark.sessions} booked` : null,
  ].filter(Boolean);
  return [`${isToday ? 'Today, ' : ''}${formatDate(date, { long: true })}`, ...known].join(', ');
}

/** A month to choose one day or a stretch of days in: the first press is one day, the second its other end, in either order. */
export function DateRangeGrid({ value, onChange, today, marks }: DateRangeGridProps) {
  const [openEnd, setOpenEnd] = useState(false);
  const labels = useMemo(
    () => ({
      labelDayButton: (day: Date) => dayName(isoOfDay(day), marks.get(isoOfDay(day)), isoOfDay(day) === today),
      labelNext: (next?: Date) => (next ? `Next month, ${formatMonth(isoOfDay(next))}` : 'No later months'),
      labelPrevious: (previous?: Date) => (previous ? `Previous month, ${formatMonth(isoOfDay(previous))}` : 'No earlier months'),
      labelNav: () => 'Months',
    }),
    [marks, today],
  );
  const modifiers = useMemo(
    () => ({
      off: (day: Date) => marks.get(isoOfDay(day))?.off ?? false,
      extra: (day: Date) => marks.get(isoOfDay(day))?.extra ?? false,
      booked: (day: Date) => (marks.get(isoOfDay(day))?.sessions ?? 0) > 0,
    }),
    [marks],
  );

  const choose = (date: string) => {
    if (value && openEnd) onChange(date < value.from ? { from: date, to: value.from } : { from: value.from, to: date });
    else onChange({ from: date, to: date });
    setOpenEnd((open) => !open);
  };

  return (
    <>
      <DayPicker
        mode="range"
        selected={value ? { from: asLocalDay(value.from), to: asLocalDay(value.to) } : undefined}
        // Its own idea of a range grows and shrinks from both ends; two presses, two ends, is easier to foresee.
        onSelect={(_, day) => choose(isoOfDay(day))}
        defaultMonth={asLocalDay(value?.from ?? today)}
        startMonth={asLocalDay(value && value.from < today ? value.from : today)}
        today={asLocalDay(today)}
        disabled={{ before: asLocalDay(today) }}
        weekStartsOn={weekStart()}
        formatters={FORMATTERS}
        modifiers={modifiers}
        labels={labels}
        components={COMPONENTS}
        classNames={CLASS_NAMES}
      />
      <Legend marks={marks} />
    </>
  );
}

const DOTS = [
  { words: 'Booked', dot: 'bg-info', of: (mark: DayMark) => mark.sessions > 0 },
  { words: 'Extra hours', dot: 'bg-accent', of: (mark: DayMark) => mark.extra },
  { words: 'Off', dot: 'bg-done', of: (mark: DayMark) => mark.off },
];

/** What the dots mean, those that there are. Each day's name says it too. */
function Legend({ marks }: { marks: ReadonlyMap<string, DayMark> }) {
  const all = [...marks.values()];
  return (
    <ul aria-hidden className="mt-1 flex gap-4 text-[13px] text-muted">
      {DOTS.filter(({ of }) => all.some(of)).map(({ words, dot }) => (
        <li key={words} className="flex items-center gap-1.5">
          <span className={`size-1.5 rounded-full ${dot}`} /> {words}
        </li>
      ))}
    </ul>
  );
}
