import { useId, type ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface Segment<Value extends string = string> {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
}

interface SegmentedControlProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly Segment<Value>[];
  /** The question these choices answer; read aloud, shown only with `showLabel`. */
  label: string;
  showLabel?: boolean;
  className?: string | undefined;
}

/** Two to four short choices, all in view. Native radio buttons: one tab stop, arrows move and choose. */
export function SegmentedControl<Value extends string>({
  value,
  onValueChange,
  options,
  label,
  showLabel = false,
  className,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className={showLabel ? 'mb-1.5 text-sm font-semibold' : 'sr-only'}>{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-field bg-sunken p-[3px]">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative grid min-h-[2.375rem] place-items-center rounded-small px-3 py-1.5 text-center text-sm font-semibold text-muted transition-[background-color,color,box-shadow] duration-150 hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-checked:ring-1 has-checked:ring-line has-disabled:opacity-45 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled ?? false}
              onChange={() => onValueChange(option.value)}
              // Beside the text, not under it, so that a press in the middle of the control meets either the radio or the text.
              className="absolute inset-y-0 left-0 w-5 appearance-none outline-none"
            />
            <span className="relative">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
