import { useId, useMemo } from 'react';
import { useController, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import type { Override } from '@/data/overrides/override';
import type { ComingSession } from '@/data/sessions/use-coming-sessions';
import { daysBetween } from '@/domain/calendar-date';
import { sessionsOn } from '@/domain/overrides';
import { zoneCity } from '@/domain/time-zone';
import { DateRangeGrid, dayMarks } from '@/components/booking/times/DateRangeGrid';
import type { ZodFormFields } from '@/lib/use-zod-form';
import { datesText, overrideDraftSchema, type OverrideDraft } from './override-draft';
import { TimeField } from '@/components/booking/times/TimeField';
import { TouchedSessions } from '@/components/booking/unsaved/TouchedSessions';

interface OverrideFormProps {
  form: ZodFormFields<OverrideDraft, z.output<typeof overrideDraftSchema>>;
  /** The other changes to single days, marked on the calendar. */
  others: readonly Override[];
  booked: readonly ComingSession[];
  zone: string;
  today: string;
  failure: unknown;
}

/** Which days, which hours, and what is booked then. */
export function OverrideForm({ form: { control, register, errors }, others, booked, zone, today, failure }: OverrideFormProps) {
  const ids = useId();
  const marks = useMemo(() => dayMarks(others, booked, zone), [others, booked, zone]);
  const { field: isAvailable } = useController({ control, name: 'isAvailable' });
  const { field: dates } = useController({ control, name: 'dates' });
  const { field: wholeDay } = useController({ control, name: 'wholeDay' });
  const { field: start } = useController({ control, name: 'start' });
  const { field: end } = useController({ control, name: 'end' });
  /** What the draft means, once it is complete. */
  const hours = useWatch({ control, compute: (draft) => overrideDraftSchema.safeParse(draft).data });
  const timed = isAvailable.value || !wholeDay.value;
  const days = dates.value ? daysBetween(dates.value.from, dates.value.to) + 1 : 0;
  const wrongDates = errors.dates?.message;
  const wrongTimes = errors.end?.message;

  return (
    <div className="grid gap-5">
      <SegmentedControl
        label="What changes"
        value={isAvailable.value ? 'extra' : 'off'}
        onValueChange={(kind) => isAvailable.onChange(kind === 'extra')}
        options={[
          { value: 'off', label: 'Time off' },
          { value: 'extra', label: 'Extra hours' },
        ]}
      />
      <div role="group" aria-label="Days" aria-describedby={`${ids}-dates`} data-wrong={wrongDates !== undefined || undefined}>
        <DateRangeGrid value={dates.value} onChange={dates.onChange} today={today} marks={marks} />
        <p id={`${ids}-dates`} role="status" className="mt-2 min-h-6 text-sm text-muted">
          {wrongDates ? <span className="text-bad">{wrongDates}</span> : null}
          {!wrongDates && dates.value ? (
            <>
              <strong className="font-semibold text-ink">{datesText(dates.value, today)}</strong>
              {days === 1 ? '. For several days, press the last one.' : ` · ${days} days`}
            </>
          ) : null}
          {!wrongDates && !dates.value ? 'Press a day, or a first and a last day.' : null}
        </p>
      </div>
      {isAvailable.value ? null : (
        <SegmentedControl
          label="How much of each day"
          value={wholeDay.value ? 'whole' : 'part'}
          onValueChange={(part) => wholeDay.onChange(part === 'whole')}
          options={[
            { value: 'whole', label: days > 1 ? 'Whole days' : 'The whole day' },
            { value: 'part', label: 'Some hours' },
          ]}
        />
      )}
      {timed ? (
        <div className="grid gap-1.5">
          <div role="group" aria-label={isAvailable.value ? 'Extra hours' : 'Hours off'} className="flex items-center gap-2">
            <TimeField
              label="Start"
              value={start.value}
              invalid={wrongTimes !== undefined}
              describedBy={`${ids}-times`}
              onChange={start.onChange}
            />
            <span className="text-muted">to</span>
            <TimeField
              label="End"
              value={end.value}
              invalid={wrongTimes !== undefined}
              describedBy={`${ids}-times`}
              onChange={end.onChange}
            />
            <span className="text-sm text-muted">{zoneCity(zone)} time</span>
          </div>
          <p id={`${ids}-times`} aria-live="polite" className={wrongTimes ? 'text-sm text-bad' : 'text-sm text-muted'}>
            {wrongTimes ?? (isAvailable.value ? 'Added to what the week offers that day. Time off wins over extra hours.' : '')}
          </p>
        </div>
      ) : null}
      <Field label="Reason" hint="For you alone. Clients see only that nothing is free.">
        <Input maxLength={200} {...register('reason')} />
      </Field>
      {hours && !isAvailable.value ? <TouchedSessions sessions={sessionsOn(booked, hours, zone)} zone={zone} /> : null}
      {failure ? <ErrorNotice title="Nothing was saved" error={failure} /> : null}
    </div>
  );
}
