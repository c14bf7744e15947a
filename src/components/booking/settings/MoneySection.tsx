import { Controller, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Select } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';
import { formatDuration } from '@/domain/format';
import { calculatePrice, formatMoney } from '@/domain/price';
import { SettingsSection } from './SettingsSection';
import { typedRate, type TherapistSectionProps } from './therapist-form';

const CURRENCIES = [
  'GBP',
  'EUR',
  'USD',
  'AUD',
  'BRL',
  'CAD',
  'CHF',
  'CZK',
  'DKK',
  'HKD',
  'HUF',
  'ILS',
  'INR',
  'JPY',
  'KRW',
  'MXN',
  'NOK',
  'NZD',
  'PLN',
  'RON',
  'SEK',
  'SGD',
  'ZAR',
];
const names = new Intl.DisplayNames(undefined, { type: 'currency' });

/** What a session costs and when it is paid. */
export function MoneySection({ form: { control, register, errors } }: TherapistSectionProps) {
  const [hourlyRate, currency, sessionDurations, requiresPayment] = useWatch({
    control,
    name: ['hourlyRate', 'currency', 'sessionDurations', 'requiresPayment'],
  });
  const rate = typedRate(currency).safeParse(hourlyRate).data;
  const prices =
    rate === undefined
      ? null
      : sessionDurations.map((minutes) => `${formatDuration(minutes)} ${formatMoney(calculatePrice(rate, minutes, currency), currency)}`);
  return (
    <SettingsSection title="Rate and payment" description="A new rate counts for bookings from now on. Booked sessions keep their price.">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Rate per hour" required error={errors.hourlyRate?.message} hint={prices ? prices.join(' · ') : null}>
          <Input inputMode="decimal" {...register('hourlyRate')} />
        </Field>
        <Field label="Currency" required error={errors.currency?.message}>
          <Controller
            control={control}
            name="currency"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={[...new Set([...CURRENCIES, field.value])].map((code) => ({
                  value: code,
                  label: `${code} · ${names.of(code) ?? code}`,
                }))}
              />
            )}
          />
        </Field>
      </div>
      <div>
        <Controller
          control={control}
          name="requiresPayment"
          render={({ field }) => <Switch label="Clients pay when they book" checked={field.value} onCheckedChange={field.onChange} />}
        />
        <p className="text-sm text-muted">
          {requiresPayment
            ? 'A booking holds the time for 15 minutes and is confirmed by its payment.'
            : 'Bookings wait for you to confirm them, and you collect the money yourself.'}
        </p>
      </div>
    </SettingsSection>
  );
}
