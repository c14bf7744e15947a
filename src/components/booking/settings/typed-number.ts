import { minorDigits } from '@/domain/price';

/** A typed number, '80', '80.5' or '80,50'; NaN for anything else, an empty field included. */
export function typedNumber(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
}

/** What is wrong with an amount of money as typed, or null. */
export function amountProblem(amount: number, currency: string, example: string): string | null {
  const digits = minorDigits(currency);
  if (Number.isNaN(amount)) return example;
  if (Math.abs(amount * 10 ** digits - Math.round(amount * 10 ** digits)) <= 1e-6) return null;
  return digits === 0 ? `${currency} has no smaller unit: give a whole number.` : 'At most two digits after the point.';
}
