import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  /** Named by `label`, but the words stand elsewhere on the screen. */
  hideLabel?: boolean;
  disabled?: boolean | undefined;
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  className?: string | undefined;
}

/** On or off, at once. A native checkbox with the switch role: space, forms and screen readers just work. */
export function Switch({ checked, onCheckedChange, label, hideLabel = false, className, ...rest }: SwitchProps) {
  return (
    <label className={cn('inline-flex min-h-touch items-center gap-3 font-semibold has-disabled:opacity-50', className)}>
      <span className="relative inline-flex shrink-0">
        <input
          type="checkbox"
          role="switch"
          aria-checked={checked}
          {...rest}
          checked={checked}
          onChange={(event) => onCheckedChange(event.target.checked)}
          className="peer h-6 w-10 appearance-none rounded-full bg-line ring-1 ring-line-strong/60 transition-colors duration-150 ring-inset checked:bg-accent checked:ring-accent"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-[3px] left-[3px] size-[18px] rounded-full bg-surface shadow-card transition-transform duration-150 ease-out peer-checked:translate-x-4 dark:peer-checked:bg-accent-ink"
        />
      </span>
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
