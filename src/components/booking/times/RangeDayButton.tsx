import type { DayButtonProps } from 'react-day-picker';
import { cn } from '@/lib/cn';
import { useDayFocus } from './day-grid';

/** One day of a range: filled at its ends, tinted between, with a dot for what the day has already (its name says what). */
export function RangeDayButton({ day, modifiers, className, children, ...props }: DayButtonProps) {
  const { selected, today, off, extra, booked, disabled } = modifiers;
  const ref = useDayFocus(modifiers.focused);
  const start = Boolean(modifiers.range_start);
  const end = Boolean(modifiers.range_end);
  const isEnd = start || end;

  return (
    <button
      {...props}
      ref={ref}
      data-iso={day.isoDate}
      aria-current={today ? 'date' : undefined}
      className={cn(
        'relative grid h-11 w-full place-items-center text-[15px] tabular-nums transition-colors duration-150',
        disabled && 'cursor-default text-muted/60',
        selected && !isEnd && 'bg-accent-soft font-semibold text-accent',
        isEnd && 'bg-accent font-semibold text-accent-ink',
        isEnd ? cn(start && 'rounded-l-small', end && 'rounded-r-small') : !selected && 'rounded-small',
        !selected && !disabled && 'hover:bg-sunken',
        !selected && off && 'text-muted line-through',
        className,
      )}
    >
      <span className={cn(today && 'underline decoration-2 underline-offset-4')}>{children}</span>
      {(off || extra || booked) && (
        <span aria-hidden className="absolute inset-x-0 bottom-1 flex justify-center gap-0.5">
          {booked && <span className={cn('size-1.5 rounded-full', isEnd ? 'bg-accent-ink' : 'bg-info')} />}
          {extra && <span className={cn('size-1.5 rounded-full', isEnd ? 'bg-accent-ink' : 'bg-accent')} />}
          {off && <span className={cn('size-1.5 rounded-full', isEnd ? 'bg-accent-ink' : 'bg-done')} />}
        </span>
      )}
    </button>
  );
}
