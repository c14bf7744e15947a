import { Check } from 'lucide-react';
import { cn } from '@/lib/cn';

/** The days of a month that begins on a Tuesday, and those with times free. */
const openDays = new Set([1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 17, 18, 21, 22, 28, 29, 30]);
const days = Array.from({ length: 31 }, (_, index) => index + 1);
const chosenDay = 10;

function dayStyles(day: number): string {
  if (day === chosenDay) return 'bg-accent font-semibold text-accent-ink';
  return openDays.has(day) ? 'bg-accent-soft font-semibold text-accent' : 'text-muted';
}

/** What booking looks like, drawn: a day, a time, kept. Decoration only; the words beside it say it all. */
export function MonthDrawing() {
  return (
    <div aria-hidden="true" className="overflow-hidden rounded-card border border-line bg-surface shadow-raised select-none">
      <div className="grid grid-cols-7 gap-1 p-4 text-sm sm:p-5">
        {days.map((day) => (
          <span key={day} className={cn('grid h-10 place-items-center rounded-small', day === 1 && 'col-start-2', dayStyles(day))}>
            {day}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-3 gap-2 border-t border-line p-4 text-sm font-semibold sm:px-5">
        {['09:00', '09:30', '10:00'].map((time) => (
          <span
            key={time}
            className={cn(
              'grid h-11 place-items-center rounded-field',
              time === '09:30' ? 'bg-accent-soft text-accent ring-2 ring-accent ring-inset' : 'border border-line',
            )}
          >
            {time}
          </span>
        ))}
      </div>
      <div className="flex items-center justify-between gap-3 border-t border-line bg-accent-soft/50 px-4 py-3.5 text-sm sm:px-5">
        <span className="font-semibold">Thursday 10, 09:30</span>
        <span className="inline-flex items-center gap-1.5 font-semibold text-accent">
          <Check strokeWidth={2.5} className="size-4" />
          Kept for you
        </span>
      </div>
    </div>
  );
}
