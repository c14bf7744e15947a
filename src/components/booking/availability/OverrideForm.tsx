import { useEffect, useId, useMemo, useRef } from 'react';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import type { Override } from '@/data/overrides/override';
import type { Session } from '@/data/sessions/session';
import { daysBetween } from '@/domain/calendar-date';
import { sessionsOn } from '@/domain/overrides';
import { zoneCity } from '@/domain/time-zone';
import { DateRangeGrid, dayMarks } from '@/components/booking/times/DateRangeGrid';
import { checkOverride, datesText, type OverrideDraft } from './override-draft';
import { TimeField } from '@/components/booking/times/TimeField';
import { TouchedSessions } from '@/components/booking/unsaved/TouchedSessions';

interface OverrideFormProps {
  draft: OverrideDraft;
  errors: { dates?: string; times?: string };
  onChange: (change: Partial<OverrideDraft>) => void;
  /** The other changes to single days, marked on the calendar. */
  others: readonly Override[];
  booked: readonly Session[];
  zone: string;
  today: string;
  failure: unknown;
}

/** Which days, which hours, and what is booked then. */
export function OverrideForm({ draft, errors, onChange, others, booked, zone, today, failure }: OverrideFormProps) {
  const ids = useId();
  const calendar = useRef<HTMLDivElement>(null);
  const marks = useMemo(() => dayMarks(others, booked, zone), [others, booked, zone]);
  const checked = checkOverride(draft);
  const touched = checked.ok && !draft.isAvailable ? sessionsOn(booked, checked.hours, zone) : [];
  const timed = draft.isAvailable || !draft.wholeDay;
  const days = draft.dates ? daysBetween(draft.dates.from, draft.dates.to) + 1 : 0;

  useEffect(() => {
    // The times mark themselves; the calendar has no control of its own to say it is wrong.
    if (errors.dates) calendar.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  }, [errors.dates]);

  return (
    <div className="grid gap-5">
      <SegmentedControl
        label="What changes"
        value={draft.isAvailable ? 'extra' : 'off'}
        onValueChange={(kind) => onChange({ isAvailable: kind === 'extra' })}
        options={[
          { value: 'off', label: 'Time off' },
          { value: 'extra', label: 'Extra hours' },
        ]}
      />
      <div ref={calendar} role="group" aria-label="Days" aria-describedby={`${ids}-dates`}>
        <DateRangeGrid value={draft.dates} onChange={(dates) => onChange({ dates })} today={today} marks={marks} />
        <p id={`${ids}-dates`} role="status" className="mt-2 min-h-6 text-sm text-muted">
          {errors.dates ? <span className="text-bad">{errors.dates}</span> : null}
          {!errors.dates && draft.dates ? (
            <>
              <strong className="font-semibold text-ink">{datesText(draft.dates, today)}</strong>
              {days === 1 ? '. For several days, press the last one.' : ` · ${days} days`}
            </>
          ) : null}
          {!errors.dates && !draft.dates ? 'Press a day, or a first and a last day.' : null}
        </p>
      </div>
      {draft.isAvailable ? null : (
        <SegmentedControl
          label="How much of each day"
          value={draft.wholeDay ? 'whole' : 'part'}
          onValueChange={(part) => onChange({ wholeDay: part === 'whole' })}
          options={[
            { value: 'whole', label: days > 1 ? 'Whole days' : 'The whole day' },
            { value: 'part', label: 'Some hours' },
          ]}
        />
      )}
      {timed ? (
        <div className="grid gap-1.5">
          <div role="group" aria-label={draft.isAvailable ? 'Extra hours' : 'Hours off'} className="flex items-center gap-2">
            <TimeField
              label="Start"
              value={draft.start}
              invalid={Boolean(errors.times)}
              describedBy={`${ids}-times`}
              onChange={(start) => onChange({ start })}
            />
            <span className="text-muted">to</span>
            <TimeField
              label="End"
              value={draft.end}
              invalid={Boolean(errors.times)}
              describedBy={`${ids}-times`}
              onChange={(end) => onChange({ end })}
            />
            <span className="text-sm text-muted">{zoneCity(zone)} time</span>
          </div>
          <p id={`${ids}-times`} aria-live="polite" className={errors.times ? 'text-sm text-bad' : 'text-sm text-muted'}>
            {errors.times ?? (draft.isAvailable ? 'Added to what the week offers that day. Time off wins over extra hours.' : '')}
          </p>
        </div>
      ) : null}
      <Field label="Reason" hint="For you alone. Clients see only that nothing is free.">
        <Input maxLength={200} value={draft.reason} onChange={(event) => onChange({ reason: event.target.value })} />
      </Field>
      {checked.ok && !draft.isAvailable ? <TouchedSessions sessions={touched} zone={zone} /> : null}
      {failure ? <ErrorNotice title="Nothing was saved" error={failure} /> : null}
    </div>
  );
}
