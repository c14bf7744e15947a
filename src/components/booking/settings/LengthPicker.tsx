import { formatDuration } from '@/domain/format';
import { cn } from '@/lib/cn';

const USUAL = [15, 30, 45, 50, 60, 75, 90, 120];

interface LengthPickerProps {
  label: string;
  values: readonly number[];
  onChange: (values: number[]) => void;
  /** Something is wrong with the choice: where a failed save puts the focus. */
  invalid?: boolean | undefined;
  describedBy?: string | undefined;
}

/** Which session lengths clients may choose, each a toggle. */
export function LengthPicker({ label, values, onChange, invalid = false, describedBy }: LengthPickerProps) {
  const lengths = [...new Set([...USUAL, ...values])].toSorted((a, b) => a - b);
  return (
    <div role="group" aria-label={label} aria-describedby={describedBy} className="flex flex-wrap gap-1.5">
      {lengths.map((minutes, index) => {
        const chosen = values.includes(minutes);
        return (
          <button
            key={minutes}
            type="button"
            aria-pressed={chosen}
            data-wrong={(invalid && index === 0) || undefined}
            onClick={() => onChange(chosen ? values.filter((value) => value !== minutes) : [...values, minutes].toSorted((a, b) => a - b))}
            className={cn(
              'min-h-11 rounded-field border px-3.5 text-[0.9375rem] font-medium transition-colors duration-150',
              chosen
                ? 'border-accent-line bg-accent-soft font-semibold text-accent'
                : 'border-line-strong/60 text-muted hover:border-line-strong',
            )}
          >
            {formatDuration(minutes)}
          </button>
        );
      })}
    </div>
  );
}
