import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Select } from '@/components/ui/Select';
import { Switch } from '@/components/ui/Switch';
import { formatDuration } from '@/domain/format';
import { calculatePrice, formatMoney } from '@/domain/price';
import { SettingsSection } from './SettingsSection';
import { checkTherapistForm, type TherapistSectionProps } from './therapist-form';

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
export function MoneySection({ values, errors, set }: TherapistSectionProps) {
  const checked = checkTherapistForm(values);
  const rate = checked.ok ? checked.patch.hourlyRate : undefined;
  const prices =
    rate === undefined
      ? null
      : values.sessionDurations.map(
          (minutes) => `${formatDuration(minutes)} ${formatMoney(calculatePrice(rate, minutes, values.currency), values.currency)}`,
        );
  return (
    <SettingsSection title="Rate and payment" description="A new rate counts for bookings from now on. Booked sessions keep their price.">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Rate per hour" required error={errors.hourlyRate} hint={prices ? prices.join(' · ') : null}>
          <Input inputMode="decimal" value={values.hourlyRate} onChange={(event) => set({ hourlyRate: event.target.value })} />
        </Field>
        <Field label="Currency" required error={errors.currency}>
          <Select
            value={values.currency}
            onValueChange={(currency) => set({ currency })}
            options={[...new Set([...CURRENCIES, values.currency])].map((code) => ({
              value: code,
              label: `${code} · ${names.of(code) ?? code}`,
            }))}
          />
        </Field>
      </div>
      <div>
        <Switch
          label="Clients pay when they book"
          checked={values.requiresPayment}
          onCheckedChange={(requiresPayment) => set({ requiresPayment })}
        />
        <p className="text-sm text-muted">
          {values.requiresPayment
            ? 'A booking holds the time for 15 minutes and is confirmed by its payment.'
            : 'Bookings wait for you to confirm them, and you collect the money yourself.'}
        </p>
      </div>
    </SettingsSection>
  );
}
