import { Suspense } from 'react';
import { zoneCity } from '@/domain/time-zone';
import { Input } from './Input';
import type { TimeZonePickerProps } from './TimeZonePickerSurface';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const TimeZonePickerSurface = lazyNamed(() => import('./TimeZonePickerSurface'), 'TimeZonePickerSurface');

/** A time zone by its city. The searchable list weighs more than most pages, so it comes when it is first shown. */
export function TimeZonePicker(props: TimeZonePickerProps) {
  const { value, id, className } = props;
  const waiting = <Input id={id} aria-label={props['aria-label']} readOnly value={zoneCity(value)} className={className} />;
  return (
    <Suspense fallback={waiting}>
      <TimeZonePickerSurface {...props} />
    </Suspense>
  );
}
