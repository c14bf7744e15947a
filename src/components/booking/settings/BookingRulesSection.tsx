import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Select } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';
import { TimeZonePicker } from '@/components/ui/TimeZonePicker';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { LengthPicker } from './LengthPicker';
import { dayLimitOptions, minuteOptions } from './options';
import { SettingsSection } from './SettingsSection';
import type { TherapistForm, TherapistSectionProps } from './therapist-form';
import { ZoneEffect } from './ZoneEffect';

type MinuteField = 'slotIntervalMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'minNoticeMinutes';

const MINUTE_FIELDS: { field: MinuteField; label: string; hint: string; choices: number[] }[] = [
  {
    field: 'slotIntervalMinutes',
    label: 'Start times every',
    hint: 'How far apart the offered starts lie.',
    choices: [5, 10, 15, 20, 30, 45, 60, 90, 120],
  },
  {
    field: 'minNoticeMinutes',
    label: 'Shortest notice',
    hint: 'Nobody can book later than this before a start.',
    choices: [0, 30, 60, 120, 240, 720, 1440, 2880, 10_080],
  },
  {
    field: 'bufferBeforeMinutes',
    label: 'Kept free before',
    hint: 'Before each session, added to what the one before it needs after.',
    choices: [0, 5, 10, 15, 20, 30, 45, 60],
  },
  { field: 'bufferAfterMinutes', label: 'Kept free after', hint: 'After each session.', choices: [0, 5, 10, 15, 20, 30, 45, 60] },
];

/** Who may book, how long, how soon, and how far ahead. */
export function BookingRulesSection({ profile, values, errors, set }: TherapistSectionProps & { profile: TherapistProfile }) {
  const setMinutes = (field: MinuteField, minutes: number) => {
    const change: Partial<TherapistForm> = {};
    change[field] = minutes;
    set(change);
  };
  return (
    <SettingsSection
      section="booking-rules"
      title="Booking rules"
      description="Rules for new bookings. No booked session ever moves because of a change here."
    >
      <div>
        <Switch
          label="Accepting clients"
          checked={values.isAcceptingClients}
          onCheckedChange={(isAcceptingClients) => set({ isAcceptingClients })}
        />
        <p className="text-sm text-muted">
          {values.isAcceptingClients ? 'Your free times can be booked.' : 'Your page stays, but no times are offered.'}
        </p>
      </div>
      <div className="grid gap-3">
        <Field label="Time zone" required hint="Your weekly hours are read in this zone." error={errors.timeZone}>
          <TimeZonePicker value={values.timeZone} onValueChange={(timeZone) => set({ timeZone })} />
        </Field>
        {values.timeZone === profile.timeZone ? null : <ZoneEffect profile={profile} zone={values.timeZone} />}
      </div>
      <div className="grid gap-1.5">
        <p className="text-sm font-semibold">Session lengths</p>
        <LengthPicker
          label="Session lengths"
          values={values.sessionDurations}
          invalid={errors.sessionDurations !== undefined}
          onChange={(sessionDurations) => set({ sessionDurations })}
        />
        {errors.sessionDurations ? (
          <p role="alert" className="text-sm text-bad">
            {errors.sessionDurations}
          </p>
        ) : (
          <p className="text-sm text-muted">Your default length, set under Availability, is always offered too.</p>
        )}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {MINUTE_FIELDS.map(({ field, label, hint, choices }) => (
          <Field key={field} label={label} required hint={hint} error={errors[field]}>
            <Select
              value={String(values[field])}
              onValueChange={(minutes) => setMinutes(field, Number(minutes))}
              options={minuteOptions(choices, values[field])}
            />
          </Field>
        ))}
        <Field label="Days ahead" required hint="How far in advance clients can book." error={errors.bookingWindowDays}>
          <Input
            inputMode="numeric"
            value={values.bookingWindowDays}
            onChange={(event) => set({ bookingWindowDays: event.target.value })}
          />
        </Field>
        <Field label="Sessions a day" required hint="When a day has this many, it offers no more." error={errors.maxSessionsPerDay}>
          <Select
            value={String(values.maxSessionsPerDay ?? 'none')}
            onValueChange={(most) => set({ maxSessionsPerDay: most === 'none' ? null : Number(most) })}
            options={dayLimitOptions(values.maxSessionsPerDay)}
          />
        </Field>
      </div>
    </SettingsSection>
  );
}
