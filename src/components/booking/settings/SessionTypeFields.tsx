import { Controller, useController } from 'react-hook-form';
import type { z } from 'zod';
import { Checkbox } from '@/components/ui/Checkbox';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Select } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { formatDuration } from '@/domain/format';
import { placeLabel, SESSION_PLACES } from '@/domain/place';
import { calculatePrice, formatHourlyRate, formatMoney } from '@/domain/price';
import type { ZodFormFields } from '@/lib/use-zod-form';
import { LengthPicker } from './LengthPicker';
import { bufferOptions } from './options';
import { nextLengths, type SessionTypeForm, type sessionTypeFormSchema } from './session-type-form';

interface SessionTypeFieldsProps {
  form: ZodFormFields<SessionTypeForm, z.output<ReturnType<typeof sessionTypeFormSchema>>>;
  profile: TherapistProfile;
}

/** Everything about one session type. */
export function SessionTypeFields({ form: { control, register, errors }, profile }: SessionTypeFieldsProps) {
  const { field: durations } = useController({ control, name: 'durations' });
  const { field: fixedPrice } = useController({ control, name: 'fixedPrice' });
  const { field: place } = useController({ control, name: 'place' });
  const byTheHour = durations.value
    .map(
      (minutes) =>
        `${formatDuration(minutes)} ${formatMoney(calculatePrice(profile.hourlyRate, minutes, profile.currency), profile.currency)}`,
    )
    .join(' · ');
  const setFixed = (fixed: boolean) => {
    fixedPrice.onChange(fixed);
    if (fixed) durations.onChange(durations.value.slice(0, 1));
  };
  return (
    <>
      <Field label="Name" required hint="As clients read it, such as First visit or Follow-up." error={errors.name?.message}>
        <Input maxLength={80} autoComplete="off" {...register('name')} />
      </Field>
      <SegmentedControl
        label="Price"
        showLabel
        value={fixedPrice.value ? 'fixed' : 'rate'}
        onValueChange={(kind) => setFixed(kind === 'fixed')}
        options={[
          { value: 'rate', label: 'By the hour' },
          { value: 'fixed', label: 'Fixed price' },
        ]}
      />
      {fixedPrice.value ? (
        <Field label={`Price in ${profile.currency}`} required error={errors.price?.message}>
          <Input inputMode="decimal" {...register('price')} />
        </Field>
      ) : (
        <p className="-mt-3 text-sm text-muted">
          {formatHourlyRate(profile.hourlyRate, profile.currency)}
          {byTheHour ? `: ${byTheHour}` : ''}
        </p>
      )}
      <div className="grid gap-1.5">
        <p className="text-sm font-semibold">{fixedPrice.value ? 'Length' : 'Lengths'}</p>
        <LengthPicker
          label={fixedPrice.value ? 'Length' : 'Lengths'}
          values={durations.value}
          invalid={errors.durations !== undefined}
          onChange={(toggled) => durations.onChange(nextLengths(durations.value, fixedPrice.value, toggled))}
        />
        <p role="alert" className="text-sm text-bad empty:hidden">
          {errors.durations?.message}
        </p>
      </div>
      <SegmentedControl
        label="Place"
        showLabel
        value={place.value}
        onValueChange={place.onChange}
        options={SESSION_PLACES.map((option) => ({ value: option, label: placeLabel(option) }))}
      />
      {place.value === 'in_person' ? (
        <p className="-mt-3 text-sm text-muted">
          {profile.location ? `At ${profile.location}.` : 'Say where you work under Public profile, so that clients find you.'}
        </p>
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        {BUFFERS.map(({ name, label, usual }) => (
          <Field key={name} label={label} error={errors[name]?.message}>
            <Controller
              control={control}
              name={name}
              render={({ field }) => (
                <Select
                  value={String(field.value ?? 'usual')}
                  onValueChange={(minutes) => field.onChange(minutes === 'usual' ? null : Number(minutes))}
                  options={bufferOptions(field.value, profile[usual])}
                />
              )}
            />
          </Field>
        ))}
      </div>
      <div className="grid gap-1">
        <Controller
          control={control}
          name="firstVisitOnly"
          render={({ field }) => (
            <Checkbox
              label="First visit only"
              hint="For clients who have not had a session with you."
              checked={field.value}
              onCheckedChange={field.onChange}
            />
          )}
        />
        <Controller
          control={control}
          name="isActive"
          render={({ field }) => <Switch label="Offered to clients" checked={field.value} onCheckedChange={field.onChange} />}
        />
      </div>
    </>
  );
}

const BUFFERS = [
  { name: 'bufferBefore', label: 'Kept free before', usual: 'bufferBeforeMinutes' },
  { name: 'bufferAfter', label: 'Kept free after', usual: 'bufferAfterMinutes' },
] as const;
