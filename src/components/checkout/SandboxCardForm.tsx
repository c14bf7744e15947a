import { useState, type FormEvent } from 'react';
import { FlaskConical } from 'lucide-react';
import { z } from 'zod';
import { Button } from '@/components/ui/Button';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { cardInputSchema, groupCardNumber, groupExpiry, type CardInput } from './card-input';

/** Test cards to offer, with what each does (https://docs.stripe.com/testing). */
const TEST_CARDS = [
  { number: '4242424242424242', does: 'Pays' },
  { number: '4000000000000002', does: 'Is declined' },
  { number: '4000000000009995', does: 'Has too little money' },
  { number: '4000002760003184', does: '3-D Secure' },
] as const;

type FieldName = 'number' | 'expiry' | 'cvc';

interface SandboxCardFormProps {
  payLabel: string;
  busy: boolean;
  onPay: (card: CardInput) => void;
}

/** A card form for the payment sandbox. It says what it is: no money moves, and real cards do not belong here. */
export function SandboxCardForm({ payLabel, busy, onPay }: SandboxCardFormProps) {
  const [values, setValues] = useState<Record<FieldName, string>>({ number: '', expiry: '', cvc: '' });
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});

  const change = (name: FieldName, value: string) => {
    setValues((current) => ({ ...current, [name]: value }));
    setErrors(({ [name]: _cleared, ...rest }) => rest);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const parsed = cardInputSchema.safeParse(values);
    if (parsed.success) {
      onPay(parsed.data);
      return;
    }
    const found = z.flattenError(parsed.error).fieldErrors;
    setErrors({
      ...(found.number?.[0] && { number: found.number[0] }),
      ...(found.expiry?.[0] && { expiry: found.expiry[0] }),
      ...(found.cvc?.[0] && { cvc: found.cvc[0] }),
    });
    const first = (['number', 'expiry', 'cvc'] as const).find((name) => found[name]);
    if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  };

  return (
    <form noValidate onSubmit={submit} aria-label="Card" className="grid gap-4">
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
                onClick={() => {
                  setValues({ number: groupCardNumber(number), expiry: '12 / 34', cvc: '123' });
                  setErrors({});
                }}
                className="min-h-touch w-full rounded-small border border-line bg-surface px-3 py-1.5 text-left transition-colors hover:border-line-strong"
              >
                <span className="block font-medium">{does}</span>
                <span className="block text-xs text-muted tabular-nums">{groupCardNumber(number)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <Field label="Card number" required error={errors.number}>
        <Input
          name="number"
          inputMode="numeric"
          autoComplete="off"
          placeholder="1234 1234 1234 1234"
          value={values.number}
          onChange={(event) => change('number', groupCardNumber(event.target.value))}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Expiry" required error={errors.expiry}>
          <Input
            name="expiry"
            inputMode="numeric"
            autoComplete="off"
            placeholder="MM / YY"
            value={values.expiry}
            onChange={(event) => change('expiry', groupExpiry(event.target.value))}
          />
        </Field>
        <Field label="Security code" required error={errors.cvc}>
          <Input
            name="cvc"
            inputMode="numeric"
            autoComplete="off"
            placeholder="CVC"
            maxLength={4}
            value={values.cvc}
            onChange={(event) => change('cvc', event.target.value.replaceAll(/\D/g, ''))}
          />
        </Field>
      </div>
      <Button type="submit" loading={busy} className="w-full">
        {payLabel}
      </Button>
    </form>
  );
}
