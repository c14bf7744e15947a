import { lazy, Suspense } from 'react';
import { zoneCity } from '@/domain/time-zone';
import { Input } from './Input';
import type { TimeZonePickerProps } from './TimeZoneCombobox';

const TimeZoneCombobox = lazy(async () => ({ default: (await import('./TimeZoneCombobox')).TimeZoneCombobox }));

/** A time zone by its city. The searchable list weighs more than most pages, so it comes when it is first shown. */
export function TimeZonePicker(props: TimeZonePickerProps) {
  const { value, id, className } = props;
  const waiting = <Input id={id} aria-label={props['aria-label']} readOnly value={zoneCity(value)} className={className} />;
  return (
    <Suspense fallback={waiting}>
      <TimeZoneCombobox {...props} />
    </Suspense>
  );
}
