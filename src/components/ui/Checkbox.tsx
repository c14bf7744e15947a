import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

interface CheckboxProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  hideLabel?: boolean;
  /** A second, quieter line. */
  hint?: ReactNode;
  disabled?: boolean | undefined;
  name?: string | undefined;
  'aria-describedby'?: string | undefined;
  className?: string | undefined;
}

/** A tick, kept until something is saved. For a change that happens at once use `Switch`. */
export function Checkbox({ checked, onCheckedChange, label, hideLabel = false, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cn('inline-flex min-h-touch items-start gap-3 py-2.5 has-disabled:opacity-50', className)}>
      <span className="relative mt-0.5 inline-flex shrink-0">
        <input
          type="checkbox"
          {...rest}
          checked={checked}
          onChange={(event) => onCheckedChange(event.target.checked)}
          className="peer size-5 appearance-none rounded-md border border-line-strong bg-surface transition-colors duration-150 checked:border-accent checked:bg-accent"
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-0 m-auto size-3.5 scale-75 text-accent-ink opacity-0 transition-[opacity,transform] duration-120 peer-checked:scale-100 peer-checked:opacity-100"
        />
      </span>
      <span className={hideLabel ? 'sr-only' : 'grid gap-0.5'}>
        <span>{label}</span>
        {hint && <span className="text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}
