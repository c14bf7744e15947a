import { ChevronDown } from 'lucide-react';
import { cn } from '@/lib/cn';
import { controlStyles } from './control-styles';
import { useFieldControl } from './field-context';

interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

interface SelectProps<Value extends string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  /** Needed when no `Field` names it. */
  'aria-label'?: string | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  id?: string | undefined;
  name?: string | undefined;
  /** `sm`: 36 px high, beside text only. */
  size?: 'md' | 'sm';
  className?: string | undefined;
}

/**
 * One of a list. A native `<select>`: the phone's own wheel, and where the browser allows it (`appearance: base-select`)
 * a list in our colours, for no script at all. For two to four short choices use `SegmentedControl`; for a zone, `TimeZonePicker`.
 */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = 'Choose',
  size = 'md',
  className,
  ...rest
}: SelectProps<Value>) {
  const control = useFieldControl(rest);
  return (
    <span className={cn('relative inline-grid w-full', className)}>
      <select
        {...rest}
        {...control}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onValueChange(chosen.value);
        }}
        className={cn('pcc-select truncate', controlStyles, size === 'md' ? 'h-11 pr-9' : 'h-9 rounded-small px-3 pr-8 text-sm')}
      >
        {value === null && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted" />
    </span>
  );
}
