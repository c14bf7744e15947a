import { X } from 'lucide-react';
import { useId } from 'react';
import { TimeField } from './TimeField';
import { DAY_NAMES, type Stretch } from './week-draft';
import type { StretchProblem } from './week-rows';

interface StretchFieldsProps {
  day: number;
  index: number;
  stretch: Stretch;
  problem: StretchProblem | undefined;
  onChange: (change: Partial<Pick<Stretch, 'start' | 'end'>>) => void;
  /** Absent for the only stretch of a day: that is what the day's tick is for. */
  onRemove?: (() => void) | undefined;
}

const FIX =
  'cursor-pointer rounded-small border-0 bg-transparent px-1.5 py-1 text-sm font-semibold text-accent underline-offset-2 hover:underline focus-visible:outline-2 focus-visible:outline-accent';

/** One start and end, what is wrong with them, and the ends that would fit. */
export function StretchFields({ day, index, stretch, problem, onChange, onRemove }: StretchFieldsProps) {
  const helpId = useId();
  const name = `${DAY_NAMES[day]}${index > 0 ? `, stretch ${index + 1}` : ''}`;
  return (
    <div className="flex flex-col gap-1">
      <div role="group" aria-label={`${name} hours`} className="flex items-center gap-2">
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
            className="grid size-9 cursor-pointer place-items-center rounded-small border-0 bg-transparent text-muted hover:bg-sunken hover:text-ink focus-visible:outline-2 focus-visible:outline-accent"
          >
            <X aria-hidden size={16} />
          </button>
        ) : null}
      </div>
      {problem ? (
        <p id={helpId} role={problem.error ? 'alert' : undefined} className={`m-0 text-sm ${problem.error ? 'text-bad' : 'text-warn'}`}>
          {problem.error ?? problem.note?.text}{' '}
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
