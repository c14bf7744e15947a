import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { use } from 'react';
import { cn } from '@/lib/cn';
import { controlStyles } from './control-styles';
import { FieldContext, useFieldControl } from './field-context';
import { popupStyles } from './popup-styles';

export interface SelectOption<Value extends string = string> {
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

/** One of a list. For two to four short choices use `SegmentedControl`; for a zone, `TimeZonePicker`. */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  placeholder = 'Choose',
  disabled = false,
  size = 'md',
  className,
  ...rest
}: SelectProps<Value>) {
  const field = use(FieldContext);
  const { required, ...control } = useFieldControl(rest);
  const label = rest['aria-label'];
  return (
    <BaseSelect.Root<Value>
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      items={options}
      disabled={disabled}
      required={required ?? false}
      modal={false}
      {...(rest.name === undefined ? {} : { name: rest.name })}
    >
      <BaseSelect.Trigger
        {...control}
        aria-label={label}
        aria-labelledby={label === undefined ? field?.labelId : undefined}
        className={cn(
          controlStyles,
          'flex items-center justify-between gap-2 text-left',
          size === 'md' ? 'h-11' : 'h-9 rounded-small px-3 text-sm',
          'data-placeholder:text-muted',
          className,
        )}
      >
        <BaseSelect.Value placeholder={placeholder} className="truncate" />
        <BaseSelect.Icon>
          <ChevronDown aria-hidden="true" className="size-4 text-muted" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50 outline-none">
          <BaseSelect.Popup className={cn(popupStyles, 'min-w-(--anchor-width)')}>
            <BaseSelect.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="grid min-h-10 grid-cols-[1fr_1rem] items-center gap-3 rounded-small px-3 py-1.5 text-[0.9375rem] outline-none select-none data-disabled:text-muted data-highlighted:bg-accent-soft data-selected:font-semibold"
                >
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-accent" />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
