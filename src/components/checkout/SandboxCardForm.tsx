import { FlaskConical } from 'lucide-react';
import { Controller } from 'react-hook-form';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { useZodForm } from '@/lib/use-zod-form';
import { cardInputSchema, groupCardNumber, groupExpiry, type CardInput } from './card-input';

/** Test cards to offer, with what each does (https://docs.stripe.com/testing). */
const TEST_CARDS = [
  { number: '4242424242424242', does: 'Pays' },
  { number: '4000000000000002', does: 'Is declined' },
  { number: '4000000000009995', does: 'Has too little money' },
  { number: '4000002760003184', does: '3-D Secure' },
] as const;

const NO_CARD = { number: '', expiry: '', cvc: '' };

interface SandboxCardFormProps {
  payLabel: string;
  busy: boolean;
  onPay: (card: CardInput) => void;
}

/** A card form for the payment sandbox. It says what it is: no money moves, and real cards do not belong here. */
export function SandboxCardForm({ payLabel, busy, onPay }: SandboxCardFormProps) {
  const { ref, submit, control, setValue, errors } = useZodForm({
    schema: cardInputSchema,
    values: NO_CARD,
    // How the payment ends is said above the form.
    submit: async (card) => {
      if (!busy) onPay(card);
    },
  });
  const take = (number: string) => {
    setValue('number', groupCardNumber(number));
    setValue('expiry', '12 / 34');
    setValue('cvc', '123');
  };

  return (
    <form ref={ref} noValidate onSubmit={submit} aria-label="Card" className="grid gap-4">
      <div className="rounded-field border border-dashed border-accent-line bg-accent-soft/50 px-4 py-3.5 text-sm">
        <p className="flex items-center gap-2 font-semibold">
          <FlaskConical aria-hidden className="size-4 text-accent" /> Payment sandbox
        </p>
        <p className="mt-1 text-muted">No money moves here, so do not enter a real card. Choose a test card:</p>
        <ul className="mt-2.5 grid gap-1.5 sm:grid-cols-2" aria-label="Test cards">
          {TEST_CARDS.map(({ number, does }) => (
            <li key={number}>
              <button
                type="button"
                onClick={() => take(number)}
                className="min-h-touch w-full rounded-small border border-line bg-surface px-3 py-1.5 text-left transition-colors hover:border-line-strong"
              >
                <span className="block font-medium">{does}</span>
                <span className="block text-xs text-muted tabular-nums">{groupCardNumber(number)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <Field label="Card number" required error={errors.number?.message}>
        <Controller
          control={control}
          name="number"
          render={({ field }) => (
            <Input
              {...field}
              inputMode="numeric"
              autoComplete="off"
              placeholder="1234 1234 1234 1234"
              onChange={(event) => field.onChange(groupCardNumber(event.target.value))}
            />
          )}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Expiry" required error={errors.expiry?.message}>
          <Controller
            control={control}
            name="expiry"
            render={({ field }) => (
              <Input
                {...field}
                inputMode="numeric"
                autoComplete="off"
                placeholder="MM / YY"
                onChange={(event) => field.onChange(groupExpiry(event.target.value))}
              />
            )}
          />
        </Field>
        <Field label="Security code" required error={errors.cvc?.message}>
          <Controller
            control={control}
            name="cvc"
            render={({ field }) => (
              <Input
                {...field}
                inputMode="numeric"
                autoComplete="off"
                placeholder="CVC"
                maxLength={4}
                onChange={(event) => field.onChange(event.target.value.replaceAll(/\D/g, ''))}
              />
            )}
          />
        </Field>
      </div>
      <Button type="submit" loading={busy} className="w-full">
        {payLabel}
      </Button>
    </form>
  );
}
