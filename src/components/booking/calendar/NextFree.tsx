import { formatDay, formatTime, type FormatOptions } from '@/domain/format';
import type { FreeSlot } from './free-slot';

interface NextFreeProps {
  /** Free starts by date, in order. */
  days: ReadonlyMap<string, readonly FreeSlot[]>;
  selected: string | null;
  zone: string;
  format: FormatOptions;
  onSelect: (slot: FreeSlot) => void;
}

/** Enough for whoever is in a hurry, few enough to stay on one line. */
const DAYS = 3;

/** A plain list beside the grid, for whoever just wants to come soon. */
export function NextFree({ days, selected, zone, format, onSelect }: NextFreeProps) {
  const slots = [...days.values()].flatMap((ofDay) => ofDay.slice(0, 1)).slice(0, DAYS);
  if (slots.length === 0) return null;
  return (
    <div role="group" aria-label="Next available" className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
      <span className="text-muted">Next available</span>
      {slots.map((slot) => (
        <button
          key={slot.startsAt}
          type="button"
          aria-pressed={slot.startsAt === selected}
          onClick={() => onSelect(slot)}
          className="min-h-9 rounded-full px-2.5 font-medium text-accent tabular-nums hover:bg-accent-soft aria-pressed:bg-accent-soft"
        >
          {formatDay(slot.startsAt, zone, format)}, {formatTime(slot.startsAt, zone, format)}
        </button>
      ))}
    </div>
  );
}
