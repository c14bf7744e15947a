import { timeOf } from '@/domain/calendar-date';
import { formatWallTime } from '@/domain/format';
import { cn } from '@/lib/cn';
import { DAY_NAMES, type Chip } from './week-draft';

interface SlotChipsProps {
  day: number;
  chips: Chip[];
  onToggle: (chip: Chip) => void;
}

/** The day's slots, each a toggle: pressed is open to clients. */
export function SlotChips({ day, chips, onToggle }: SlotChipsProps) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label={`${DAY_NAMES[day]} slots`} className="flex flex-wrap gap-1.5">
      {chips.map((chip) => (
        <li key={chip.start}>
          <button
            type="button"
            aria-pressed={chip.available}
            aria-label={`${DAY_NAMES[day]} ${formatWallTime(timeOf(chip.start))}`}
            title={chip.available ? 'Open to clients. Press to close.' : 'Closed. Press to open.'}
            onClick={() => onToggle(chip)}
            className={cn(
              'h-11 min-w-[4.25rem] rounded-small border px-2.5 text-sm font-semibold tabular-nums sm:h-9 sm:min-w-[3.9rem]',
              'transition-colors duration-150',
              chip.available
                ? 'border-transparent bg-accent-soft text-accent hover:border-accent-line'
                : 'border-dashed border-line bg-transparent text-muted line-through hover:bg-sunken',
            )}
          >
            {formatWallTime(timeOf(chip.start))}
          </button>
        </li>
      ))}
    </ul>
  );
}
