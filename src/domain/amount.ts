import { fromMinorUnits, minorDigits, toMinorUnits } from './price';

/**
 * An amount that somebody typed in main units (`40`, `40.5`, `40,50`) in minor units of the currency. Null when it is no
 * such number, when it has more decimals than the currency, or when it is nothing.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const pattern = digits === 0 ? /^\d{1,9}$/ : new RegExp(`^\\d{1,9}([.,]\\d{1,${digits}})?$`);
  const trimmed = text.trim();
  if (!pattern.test(trimmed)) return null;
  const minor = toMinorUnits(Number(trimmed.replace(',', '.')), currency);
  return minor > 0 ? minor : null;
}

/** Minor units as a plain number with the currency's decimals, for fields and files: `40.00`, `9000`. */
export function plainAmount(minor: number, currency: string): string {
  return fromMinorUnits(minor, currency).toFixed(minorDigits(currency));
}
