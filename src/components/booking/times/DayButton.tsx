import type { DayButtonProps } from 'react-day-picker';
import { cn } from '@/lib/cn';
import { useDayFocus } from './day-grid';

/**
 * One day of the month. Days without free times stay reachable by arrow key and say so, because a keyboard user who is
 * thrown over them cannot tell a full week from a broken page; they cannot be chosen.
 */
export function DayButton({ day, modifiers, className, children, ...props }: DayButtonProps) {
  const { free, pending, selected, today } = modifiers;
  const ref = useDayFocus(modifiers.focused);

  return (
    <button
      {...props}
      ref={ref}
      data-iso={day.isoDate}
      aria-disabled={free ? undefined : true}
      aria-current={today ? 'date' : undefined}
      className={cn(
        'relative grid h-11 w-full place-items-center rounded-small text-[15px] tabular-nums transition-colors duration-150',
        free && !selected && 'bg-accent-soft font-semibold text-accent hover:bg-accent-line',
        free && selected && 'bg-accent font-semibold text-accent-ink',
        !free && !pending && 'cursor-default text-muted/70',
        !free && !pending && selected && 'ring-1 ring-line ring-inset',
        pending && !free && 'cursor-default bg-sunken text-transparent motion-safe:animate-pulse',
        className,
      )}
    >
      <span className={cn(today && '-mt-2.5')}>{children}</span>
      {/* Drawn, not text: the label says it already, at its beginning. */}
      {today && !pending && (
        <span
          aria-hidden
          className="absolute inset-x-0 bottom-0.5 text-center text-[12.5px] leading-4 font-medium before:content-['today']"
        />
      )}
    </button>
  );
}
