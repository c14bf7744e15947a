import { z } from 'zod';

/** Digits of a card number in groups of four while it is typed. */
export function groupCardNumber(value: string): string {
  return value
    .replaceAll(/\D/g, '')
    .slice(0, 19)
    .replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

/** `MM / YY` while it is typed; a first digit above 1 can only be a month of one digit. */
export function groupExpiry(value: string): string {
  const digits = value.replaceAll(/\D/g, '').slice(0, 4);
  const padded = /^[2-9]/.test(digits) ? `0${digits}`.slice(0, 4) : digits;
  return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2)}` : padded;
}

/** The check digit every card number carries (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** The card form of the sandbox: checks what is typed and gives the digits the payment API wants. */
export const cardInputSchema = z.object({
  number: z
    .string()
    .transform((value) => value.replaceAll(/\D/g, ''))
    .refine((digits) => digits.length >= 12 && passesLuhn(digits), 'This is not a card number. Please check the digits.'),
  expiry: z
    .string()
    .regex(/^(0[1-9]|1[0-2]) ?\/ ?\d\d$/, 'Month and year, such as 12 / 34.')
    .transform((value) => {
      const [month = '', year = ''] = value.split('/');
      return { month: Number(month), year: 2000 + Number(year) };
    }),
  cvc: z.string().regex(/^\d{3,4}$/, 'Three or four digits.'),
});

export type CardInput = z.infer<typeof cardInputSchema>;
