/**
 * Currencies that Stripe counts in whole units (https://docs.stripe.com/currencies#zero-decimal), without UGX, which the
 * database refuses; the same list as its `currency_digits`. `Intl` follows ISO 4217, which differs for some.
 */
const ZERO_DECIMAL = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));

/** Decimals of prices in this currency: 0 or 2, because the column is numeric(10,2). */
export function minorDigits(currency: string): number {
  return ZERO_DECIMAL.has(currency.toUpperCase()) ? 0 : 2;
}

/**
 * Price of a session in the currency's main unit: hourly rate × minutes / 60, rounded half up to the minor unit.
 * The same number as the database's, which decides; this one is only shown. `hourlyRate` has at most two decimals.
 * Throws RangeError when the rate is negative or the minutes are not a positive whole number.
 */
export function calculatePrice(hourlyRate: number, minutes: number, currency: string): number {
  if (!(hourlyRate >= 0) || !Number.isFinite(hourlyRate)) throw new RangeError(`Not an hourly rate: ${hourlyRate}`);
  if (!Number.isInteger(minutes) || minutes <= 0) throw new RangeError(`Not a number of minutes: ${minutes}`);
  const digits = minorDigits(currency);
  // In whole numbers, because fractions such as 0.1 + 0.2 are not exact.
  const hundredths = BigInt(Math.round(hourlyRate * 100));
  const numerator = hundredths * BigInt(minutes) * 10n ** BigInt(digits);
  const denominator = 6000n;
  const minor = (2n * numerator + denominator) / (2n * denominator);
  return fromMinorUnits(Number(minor), currency);
}

/** Whole minor units (pence, cents, yen) of an amount, as Stripe counts them. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigits(currency));
}

/** The amount in main units of whole minor units. */
export function fromMinorUnits(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

/** Sum of amounts of one currency, added in minor units. */
export function sumMoney(amounts: readonly number[], currency: string): number {
  return fromMinorUnits(
    amounts.reduce((sum, amount) => sum + toMinorUnits(amount, currency), 0),
    currency,
  );
}

/** An amount for people, such as `£80.00` or `¥9,000`, in the reader's locale unless one is given. */
export function formatMoney(amount: number, currency: string, locale?: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** A rate for people, without empty decimals: `£80/hour`. */
export function formatHourlyRate(hourlyRate: number, currency: string, locale?: string): string {
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: minorDigits(currency),
    minimumFractionDigits: 0,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const text = Number.isInteger(hourlyRate) ? money.format(hourlyRate) : formatMoney(hourlyRate, currency, locale);
  return `${text}/hour`;
}

/** `£80.00` of minor units. */
export function formatMinor(minor: number, currency: string): string {
  return formatMoney(fromMinorUnits(minor, currency), currency);
}

/**
 * A typed amount in main units (`40`, `40.5`, `40,50`) in minor units of the currency. Null when it is not
 * such a number, when it has more decimals than the currency, or when it is nothing.
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
