import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { cancellationPolicyText } from '@/domain/policy';
import { feeOptions, hourOptions } from './options';
import { SettingsSection } from './SettingsSection';
import type { TherapistSectionProps } from './therapist-form';

const NOT_POSSIBLE = 'not_possible';

/** Until when clients may change their mind, what it costs after that, and the words they will read. */
export function CancellationSection({ values, errors, set }: TherapistSectionProps) {
  const { cancellationNoticeHours: hours, lateCancelFeePercent: late, noShowFeePercent: noShow } = values;
  return (
    <SettingsSection
      title="Cancelling"
      description="A new policy counts for bookings from now on. Booked sessions keep the one they were booked with."
    >
      <div className="grid gap-5 sm:grid-cols-3">
        <Field label="Free to cancel" required error={errors.cancellationNoticeHours}>
          <Select
            value={String(hours)}
            onValueChange={(value) => set({ cancellationNoticeHours: Number(value) })}
            options={hourOptions([0, 2, 6, 12, 24, 48, 72, 168], hours)}
          />
        </Field>
        <Field label="After that" required error={errors.lateCancelFeePercent}>
          <Select
            value={late === null ? NOT_POSSIBLE : String(late)}
            onValueChange={(value) => set({ lateCancelFeePercent: value === NOT_POSSIBLE ? null : Number(value) })}
            options={[{ value: NOT_POSSIBLE, label: 'Not possible' }, ...feeOptions(late ?? 50)]}
          />
        </Field>
        <Field label="Who does not come pays" required error={errors.noShowFeePercent}>
          <Select value={String(noShow)} onValueChange={(value) => set({ noShowFeePercent: Number(value) })} options={feeOptions(noShow)} />
        </Field>
      </div>
      <div className="rounded-small bg-sunken px-4 py-3">
        <p className="text-xs font-semibold text-muted">Your clients read, before they pay</p>
        <p aria-live="polite">{cancellationPolicyText(values)}</p>
        <p className="mt-1.5 text-sm text-muted">
          {values.requiresPayment
            ? 'The rest of what they paid goes back to their card by itself. When you cancel, all of it does.'
            : 'You collect the money yourself, so you also ask for the fee yourself.'}
        </p>
      </div>
    </SettingsSection>
  );
}
