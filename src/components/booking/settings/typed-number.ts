import { z } from 'zod';
import { minorDigits } from '@/domain/price';

/** A typed number, '80', '80.5' or '80,50'; NaN for anything else, an empty field included. */
function numberOf(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
}

/** A whole number as typed; `hint` says what to give. */
export function typedWholeNumber(hint: string) {
  return z
    .string()
    .refine((text) => Number.isInteger(numberOf(text)), hint)
    .transform(numberOf);
}

/** An amount of money as typed, in main units of its currency; `hint` says what to give. */
export function typedAmount(currency: string, hint: string) {
  const digits = minorDigits(currency);
  const isPayable = (text: string) => Math.abs(numberOf(text) * 10 ** digits - Math.round(numberOf(text) * 10 ** digits)) <= 1e-6;
  return z
    .string()
    .refine((text) => !Number.isNaN(numberOf(text)), { error: hint, abort: true })
    .refine(isPayable, digits === 0 ? `${currency} has no smaller unit: give a whole number.` : 'At most two digits after the point.')
    .transform(numberOf);
}
