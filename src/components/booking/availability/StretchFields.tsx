import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { dayAfter } from './past-midnight';
import { TimeField } from '@/components/booking/times/TimeField';
import { DAY_NAMES, type Stretch } from './week-draft';
import type { StretchProblem } from './week-rows';

interface StretchFieldsProps {
  day: number;
  index: number;
  stretch: Stretch;
  problem: StretchProblem | undefined;
  onChange: (change: Partial<Pick<Stretch, 'start' | 'end'>>) => void;
  /** Lets the hours go on the next day, until this time. */
  onPastMidnight: (until: string) => void;
  /** Absent for the only stretch of a day: that is what the day's tick is for. */
  onRemove?: (() => void) | undefined;
  /** On the last stretch, while the day has room for another. */
  onAdd?: (() => void) | undefined;
}

const ICON = 'grid size-11 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink';

const FIX = 'min-h-6 rounded-small text-sm font-semibold text-accent underline-offset-2 hover:underline';

/** One start and end, what is wrong with them, and the ends that would fit. */
export function StretchFields({ day, index, stretch, problem, onChange, onPastMidnight, onRemove, onAdd }: StretchFieldsProps) {
  const helpId = useId();
  const name = `${DAY_NAMES[day]}${index > 0 ? `, stretch ${index + 1}` : ''}`;
  return (
    <div className="flex flex-col gap-1">
      <div role="group" aria-label={`${name} hours`} className="flex items-center gap-1.5">
        <TimeField
          label={`${name} start`}
          value={stretch.start}
          invalid={Boolean(problem?.error)}
          describedBy={problem ? helpId : undefined}
          onChange={(start) => onChange({ start })}
        />
        <span className="text-muted">to</span>
        <TimeField
          label={`${name} end`}
          value={stretch.end}
          invalid={Boolean(problem?.error)}
          describedBy={problem ? helpId : undefined}
          onChange={(end) => onChange({ end })}
        />
        {onRemove ? (
          <button
            type="button"
            aria-label={`Remove ${name} hours ${stretch.start} to ${stretch.end}`}
            onClick={onRemove}
            className={`${ICON} max-sm:w-9`}
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        ) : null}
        {onAdd ? (
          <button
            type="button"
            aria-label={`Add hours to ${DAY_NAMES[day]}`}
            title="Add hours, for a break in between"
            onClick={onAdd}
            className={`${ICON} max-sm:w-9`}
          >
            <Plus aria-hidden="true" className="size-[1.0625rem]" />
          </button>
        ) : null}
      </div>
      {problem ? (
        <p
          id={helpId}
          role={problem.error ? 'alert' : undefined}
          className={`flex flex-wrap gap-x-3 text-sm ${problem.error ? 'text-bad' : 'text-warn'}`}
        >
          <span>{problem.error ?? problem.note?.text}</span>
          {problem.nextDayEnd ? (
            <button type="button" className={FIX} onClick={() => onPastMidnight(problem.nextDayEnd ?? '')}>
              Work past midnight, to {problem.nextDayEnd} on {DAY_NAMES[dayAfter(day)]}
            </button>
          ) : null}
          {problem.note?.shorterEnd ? (
            <button type="button" className={FIX} onClick={() => onChange({ end: problem.note?.shorterEnd ?? stretch.end })}>
              End at {problem.note.shorterEnd}
            </button>
          ) : null}
          {problem.note?.longerEnd ? (
            <button type="button" className={FIX} onClick={() => onChange({ end: problem.note?.longerEnd ?? stretch.end })}>
              End at {problem.note.longerEnd}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
