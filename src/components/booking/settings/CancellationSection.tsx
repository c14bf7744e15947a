import { Controller, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { cancellationPolicyText } from '@/domain/policy';
import { feeOptions, hourOptions } from './options';
import { SettingsSection } from './SettingsSection';
import type { TherapistSectionProps } from './therapist-form';

const NOT_POSSIBLE = 'not_possible';

/** Until when clients may change their mind, what it costs after that, and the words they will read. */
export function CancellationSection({ form: { control, errors } }: TherapistSectionProps) {
  const [cancellationNoticeHours, lateCancelFeePercent, noShowFeePercent, requiresPayment] = useWatch({
    control,
    name: ['cancellationNoticeHours', 'lateCancelFeePercent', 'noShowFeePercent', 'requiresPayment'],
  });
  const policy = { cancellationNoticeHours, lateCancelFeePercent, noShowFeePercent };
  return (
    <SettingsSection
      title="Cancelling"
      description="A new policy counts for bookings from now on. Booked sessions keep the one they were booked with."
    >
      <div className="grid gap-5 sm:grid-cols-3">
        <Field label="Free to cancel" required error={errors.cancellationNoticeHours?.message}>
          <Controller
            control={control}
            name="cancellationNoticeHours"
            render={({ field }) => (
              <Select
                value={String(field.value)}
                onValueChange={(hours) => field.onChange(Number(hours))}
                options={hourOptions([0, 2, 6, 12, 24, 48, 72, 168], field.value)}
              />
            )}
          />
        </Field>
        <Field label="After that" required error={errors.lateCancelFeePercent?.message}>
          <Controller
            control={control}
            name="lateCancelFeePercent"
            render={({ field }) => (
              <Select
                value={field.value === null ? NOT_POSSIBLE : String(field.value)}
                onValueChange={(fee) => field.onChange(fee === NOT_POSSIBLE ? null : Number(fee))}
                options={[{ value: NOT_POSSIBLE, label: 'Not possible' }, ...feeOptions(field.value ?? 50)]}
              />
            )}
          />
        </Field>
        <Field label="Who does not come pays" required error={errors.noShowFeePercent?.message}>
          <Controller
            control={control}
            name="noShowFeePercent"
            render={({ field }) => (
              <Select value={String(field.value)} onValueChange={(fee) => field.onChange(Number(fee))} options={feeOptions(field.value)} />
            )}
          />
        </Field>
      </div>
      <div className="rounded-small bg-sunken px-4 py-3">
        <p className="text-xs font-semibold text-muted">Your clients read, before they pay</p>
        <p aria-live="polite">{cancellationPolicyText(policy)}</p>
        <p className="mt-1.5 text-sm text-muted">
          {requiresPayment
            ? 'The rest of what they paid goes back to their card by itself. When you cancel, all of it does.'
            : 'You collect the money yourself, so you also ask for the fee yourself.'}
        </p>
      </div>
    </SettingsSection>
  );
}
