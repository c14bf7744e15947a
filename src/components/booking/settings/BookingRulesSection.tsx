import { Controller, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Select } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';
import { TimeZonePicker } from '@/components/ui/TimeZonePicker';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { LengthPicker } from './LengthPicker';
import { dayLimitOptions, minuteOptions } from './options';
import { SettingsSection } from './SettingsSection';
import type { TherapistSectionProps } from './therapist-form';
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
export function BookingRulesSection({ profile, form }: TherapistSectionProps & { profile: TherapistProfile }) {
  const { control, register, errors } = form;
  const [isAcceptingClients, timeZone] = useWatch({ control, name: ['isAcceptingClients', 'timeZone'] });
  return (
    <SettingsSection
      section="booking-rules"
      title="Booking rules"
      description="Rules for new bookings. No booked session ever moves because of a change here."
    >
      <div>
        <Controller
          control={control}
          name="isAcceptingClients"
          render={({ field }) => <Switch label="Accepting clients" checked={field.value} onCheckedChange={field.onChange} />}
        />
        <p className="text-sm text-muted">
          {isAcceptingClients ? 'Your free times can be booked.' : 'Your page stays, but no times are offered.'}
        </p>
      </div>
      <div className="grid gap-3">
        <Field label="Time zone" required hint="Your weekly hours are read in this zone." error={errors.timeZone?.message}>
          <Controller
            control={control}
            name="timeZone"
            render={({ field }) => <TimeZonePicker value={field.value} onValueChange={field.onChange} />}
          />
        </Field>
        {timeZone === profile.timeZone ? null : <ZoneEffect profile={profile} zone={timeZone} />}
      </div>
      <div className="grid gap-1.5">
        <p className="text-sm font-semibold">Session lengths</p>
        <Controller
          control={control}
          name="sessionDurations"
          render={({ field }) => (
            <LengthPicker
              label="Session lengths"
              values={field.value}
              invalid={errors.sessionDurations !== undefined}
              onChange={field.onChange}
            />
          )}
        />
        {errors.sessionDurations ? (
          <p role="alert" className="text-sm text-bad">
            {errors.sessionDurations.message}
          </p>
        ) : (
          <p className="text-sm text-muted">Your default length, set under Availability, is always offered too.</p>
        )}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        {MINUTE_FIELDS.map(({ field: name, label, hint, choices }) => (
          <Field key={name} label={label} required hint={hint} error={errors[name]?.message}>
            <Controller
              control={control}
              name={name}
              render={({ field }) => (
                <Select
                  value={String(field.value)}
                  onValueChange={(minutes) => field.onChange(Number(minutes))}
                  options={minuteOptions(choices, field.value)}
                />
              )}
            />
          </Field>
        ))}
        <Field label="Days ahead" required hint="How far in advance clients can book." error={errors.bookingWindowDays?.message}>
          <Input inputMode="numeric" {...register('bookingWindowDays')} />
        </Field>
        <Field
          label="Sessions a day"
          required
          hint="When a day has this many, it offers no more."
          error={errors.maxSessionsPerDay?.message}
        >
          <Controller
            control={control}
            name="maxSessionsPerDay"
            render={({ field }) => (
              <Select
                value={String(field.value ?? 'none')}
                onValueChange={(most) => field.onChange(most === 'none' ? null : Number(most))}
                options={dayLimitOptions(field.value)}
              />
            )}
          />
        </Field>
      </div>
    </SettingsSection>
  );
}
