import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { use, useMemo } from 'react';
import { listTimeZones, zoneCity, zoneShortName } from '@/domain/time-zone';
import { systemNow } from '@/lib/clock';
import { cn } from '@/lib/cn';
import { controlStyles } from './control-styles';
import { FieldContext, useFieldControl } from './field-context';

/** The look of what opens over the page next to its button. */
const popupStyles =
  'origin-(--transform-origin) rounded-field border border-line bg-surface text-ink shadow-raised outline-none ' +
  'transition-[opacity,transform] duration-120 ease-out data-starting-style:scale-[0.98] data-starting-style:opacity-0 ' +
  'data-ending-style:opacity-0';

interface Zone {
  value: string;
  label: string;
}

export interface TimeZonePickerProps {
  /** An IANA name. */
  value: string;
  onValueChange: (zone: string) => void;
  /** Needed when no `Field` names it. */
  'aria-label'?: string | undefined;
  id?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

const toZone = (value: string): Zone => ({ value, label: zoneCity(value) });
const plain = (text: string) => text.toLowerCase().replaceAll('_', ' ');

/** "new york", "america", "GMT+9": by city, by full name, or by the offset there now. */
function matches(zone: Zone, query: string): boolean {
  const wanted = plain(query.trim());
  if (wanted === '' || plain(zone.label).includes(wanted) || plain(zone.value).includes(wanted)) return true;
  // A formatter for each of 400 zones takes a moment: only for what looks like an offset.
  return /^(gmt|utc|[+-])/.test(wanted) && plain(zoneShortName(systemNow(), zone.value)).includes(wanted);
}

/** What `TimeZonePicker` loads: type to search; each zone with its present offset, so that the right one is recognised. */
export function TimeZonePickerSurface({ value, onValueChange, disabled = false, className, ...rest }: TimeZonePickerProps) {
  const field = use(FieldContext);
  const { required, ...control } = useFieldControl(rest);
  const now = systemNow();
  const zones = useMemo(() => {
    const names = listTimeZones();
    // An older name that this machine no longer lists must still be shown as chosen.
    return [...new Set([value, ...names])].map(toZone);
  }, [value]);

  return (
    <Combobox.Root
      items={zones}
      value={toZone(value)}
      onValueChange={(zone) => zone && onValueChange(zone.value)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      filter={matches}
      limit={60}
      disabled={disabled}
      required={required ?? false}
      autoHighlight
    >
      <div className={cn('relative', className)}>
        <Combobox.Input
          {...control}
          aria-label={rest['aria-label']}
          aria-labelledby={rest['aria-label'] === undefined ? field?.labelId : undefined}
          autoComplete="off"
          className={cn(controlStyles, 'h-11 pr-11')}
          onFocus={(event) => event.target.select()}
        />
        <Combobox.Trigger
          aria-label="Show time zones"
          className="absolute inset-y-0 right-0 grid w-11 place-items-center text-muted"
          tabIndex={-1}
        >
          <ChevronDown aria-hidden="true" className="size-4" />
        </Combobox.Trigger>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={6} className="z-60 outline-none">
          <Combobox.Popup className={cn(popupStyles, 'w-(--anchor-width) min-w-64')}>
            <Combobox.Empty className="px-4 text-sm text-muted not-empty:py-3">
              No zone by that name. Try the nearest large city.
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto p-1 empty:p-0">
              {(zone: Zone) => (
                <Combobox.Item
                  key={zone.value}
                  value={zone}
                  className="grid min-h-11 grid-cols-[1fr_auto_1rem] items-center gap-3 rounded-small px-3 py-1 outline-none select-none data-highlighted:bg-accent-soft"
                >
                  <span className="grid leading-tight">
                    <span>{zone.label}</span>
                    <span className="text-xs text-muted">{zone.value.replaceAll('_', ' ')}</span>
                  </span>
                  <span className="text-sm text-muted">{zoneShortName(now, zone.value)}</span>
                  <Combobox.ItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-accent" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
