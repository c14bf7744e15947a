/**
 * Minor units per currency as Stripe counts them: two digits but for the currencies below
 * (https://docs.stripe.com/currencies#zero-decimal, #three-decimal).
 */
const ZERO_DECIMAL = new Set([
  "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
]);
const THREE_DECIMAL = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** Digits after the point: 0, 2 or 3. `currency` is ISO 4217 in any case. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  const code = currency.toUpperCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** Major to minor units, 80 GBP → 8000, rounding half up. Exact for every amount `numeric(10,2)` can hold. */
export function toMinorUnits(major: number, currency: string): number {
  // 80.05 * 100 is 8004.999…: the shortest decimal text of the number is what was meant.
  return Math.round(Number(`${major}e${minorDigits(currency)}`));
}

/** Minor to major units, 8000 GBP → 80. */
export function toMajorUnits(minor: number, currency: string): number {
  return Number(`${minor}e-${minorDigits(currency)}`);
}
