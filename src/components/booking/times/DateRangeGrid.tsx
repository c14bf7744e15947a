import { useMemo, useState } from 'react';
import { DayPicker } from 'react-day-picker';
import { addDays } from '@/domain/calendar-date';
import { formatDate } from '@/domain/format';
import type { OneOffHours } from '@/domain/overrides';
import { localDate } from '@/domain/time-zone';
import { asLocalDay, Chevron, FORMATTERS, gridClassNames, isoOfDay, NAV_LABELS } from './day-grid';
import { weekStart } from './month-days';
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

const CLASS_NAMES = {
  ...gridClassNames('size-11 sm:size-9'),
  month_caption: 'flex h-11 items-center pr-24 sm:h-9',
  caption_label: 'font-serif text-[20px] leading-7 font-[520]',
  month_grid: 'mt-2 w-full table-fixed border-collapse',
  day: 'p-0 py-[1.5px]',
};

// A module constant, because a new component type on each render would mount the grid again and lose the focus.
const COMPONENTS = { DayButton: RangeDayButton, Chevron };

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
      ...NAV_LABELS,
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
