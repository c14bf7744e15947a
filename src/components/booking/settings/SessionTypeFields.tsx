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
import { LengthPicker } from './LengthPicker';
import { bufferOptions } from './options';
import { nextLengths, type SessionTypeForm } from './session-type-form';
import type { FieldErrors } from '@/lib/use-edit-form';

interface SessionTypeFieldsProps {
  form: SessionTypeForm;
  errors: FieldErrors<SessionTypeForm>;
  profile: TherapistProfile;
  onChange: (change: Partial<SessionTypeForm>) => void;
}

/** Everything about one session type. */
export function SessionTypeFields({ form, errors, profile, onChange }: SessionTypeFieldsProps) {
  const byTheHour = form.durations
    .map(
      (minutes) =>
        `${formatDuration(minutes)} ${formatMoney(calculatePrice(profile.hourlyRate, minutes, profile.currency), profile.currency)}`,
    )
    .join(' · ');
  const setFixed = (fixedPrice: boolean) =>
    onChange({ fixedPrice, durations: fixedPrice && form.durations.length > 1 ? form.durations.slice(0, 1) : form.durations });
  return (
    <>
      <Field label="Name" required hint="As clients read it, such as First visit or Follow-up." error={errors.name}>
        <Input maxLength={80} autoComplete="off" value={form.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <SegmentedControl
        label="Price"
        showLabel
        value={form.fixedPrice ? 'fixed' : 'rate'}
        onValueChange={(kind) => setFixed(kind === 'fixed')}
        options={[
          { value: 'rate', label: 'By the hour' },
          { value: 'fixed', label: 'Fixed price' },
        ]}
      />
      {form.fixedPrice ? (
        <Field label={`Price in ${profile.currency}`} required error={errors.price}>
          <Input inputMode="decimal" value={form.price} onChange={(event) => onChange({ price: event.target.value })} />
        </Field>
      ) : (
        <p className="-mt-3 text-sm text-muted">
          {formatHourlyRate(profile.hourlyRate, profile.currency)}
          {byTheHour ? `: ${byTheHour}` : ''}
        </p>
      )}
      <div className="grid gap-1.5">
        <p className="text-sm font-semibold">{form.fixedPrice ? 'Length' : 'Lengths'}</p>
        <LengthPicker
          label={form.fixedPrice ? 'Length' : 'Lengths'}
          values={form.durations}
          invalid={errors.durations !== undefined}
          onChange={(toggled) => onChange({ durations: nextLengths(form, toggled) })}
        />
        <p role="alert" className="text-sm text-bad empty:hidden">
          {errors.durations}
        </p>
      </div>
      <SegmentedControl
        label="Place"
        showLabel
        value={form.place}
        onValueChange={(place) => onChange({ place })}
        options={SESSION_PLACES.map((place) => ({ value: place, label: placeLabel(place) }))}
      />
      {form.place === 'in_person' ? (
        <p className="-mt-3 text-sm text-muted">
          {profile.location ? `At ${profile.location}.` : 'Say where you work under Public profile, so that clients find you.'}
        </p>
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Kept free before" error={errors.bufferBefore}>
          <Select
            value={String(form.bufferBefore ?? 'usual')}
            onValueChange={(minutes) => onChange({ bufferBefore: minutes === 'usual' ? null : Number(minutes) })}
            options={bufferOptions(form.bufferBefore, profile.bufferBeforeMinutes)}
          />
        </Field>
        <Field label="Kept free after" error={errors.bufferAfter}>
          <Select
            value={String(form.bufferAfter ?? 'usual')}
            onValueChange={(minutes) => onChange({ bufferAfter: minutes === 'usual' ? null : Number(minutes) })}
            options={bufferOptions(form.bufferAfter, profile.bufferAfterMinutes)}
          />
        </Field>
      </div>
      <div className="grid gap-1">
        <Checkbox
          label="First visit only"
          hint="For clients who have not had a session with you."
          checked={form.firstVisitOnly}
          onCheckedChange={(firstVisitOnly) => onChange({ firstVisitOnly })}
        />
        <Switch label="Offered to clients" checked={form.isActive} onCheckedChange={(isActive) => onChange({ isActive })} />
      </div>
    </>
  );
}
