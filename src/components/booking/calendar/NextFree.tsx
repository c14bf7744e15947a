import { startOfMonth } from '@/domain/calendar-date';
import { formatDay, formatMonth, formatTime, type FormatOptions } from '@/domain/format';
import type { FreeSlot } from '@/components/booking/times/free-slot';

interface NextFreeProps {
  /** First day of the month shown, and today. */
  month: string;
  today: string;
  /** Free starts by date, in order. */
  days: ReadonlyMap<string, readonly FreeSlot[]>;
  selected: string | null;
  zone: string;
  format: FormatOptions;
  onSelect: (slot: FreeSlot) => void;
}

/** How many days of the month are listed: as many as stay on one line. */
const DAYS = 2;

/** The next free starts as a list beside the grid, for clients who want the soonest. */
export function NextFree({ month, today, days, selected, zone, format, onSelect }: NextFreeProps) {
  const slots = [...days.values()].flatMap((ofDay) => ofDay.slice(0, 1)).slice(0, DAYS);
  // Only the month of today has the next free starts of all.
  const label = month === startOfMonth(today) ? 'Next available' : `First free in ${formatMonth(month, format)}`;
  // Keeps its place while the times are loading, so that nothing moves when they come.
  if (slots.length === 0) return <div className="h-[70.5px]" />;
  return (
    <div role="group" aria-label={label} className="grid gap-0.5 border-t border-line pt-3">
      <p aria-hidden className="text-[13px] font-medium text-muted">
        {label}
      </p>
      {/* One line, however long a day's name is: what follows is not to move. */}
      <div className="-mx-1.5 flex overflow-x-auto [scrollbar-width:none]">
        {slots.map((slot) => (
          <button
            key={slot.startsAt}
            type="button"
            aria-pressed={slot.startsAt === selected}
            onClick={() => onSelect(slot)}
            className="min-h-9 shrink-0 rounded-small px-1.5 text-sm font-semibold text-accent tabular-nums hover:bg-accent-soft focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft"
          >
            {formatDay(slot.startsAt, zone, format)}, {formatTime(slot.startsAt, zone, format)}
          </button>
        ))}
      </div>
    </div>
  );
}
