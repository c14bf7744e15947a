import type { SessionPlace } from './place';
import { calculatePrice, formatMoney } from './price';

/** What a therapist offers, as clients see it. */
export interface OfferedType {
  id: string;
  name: string;
  /** Minutes, shortest first; at least one. */
  durations: readonly number[];
  /** Fixed, in main units of the therapist's currency (then there is one length); null: the hourly rate times the length. */
  price: number | null;
  place: SessionPlace;
  /** Offered only to clients who have had no session with this therapist. */
  firstVisitOnly: boolean;
}

/**
 * Price of a session in the currency's main unit, the same number as the database's. Type null: the therapist has none.
 * Throws RangeError as `calculatePrice`.
 */
export function priceOfType(type: Pick<OfferedType, 'price'> | null, minutes: number, hourlyRate: number, currency: string): number {
  return type?.price ?? calculatePrice(hourlyRate, minutes, currency);
}

/** The price of a type for people: `£80.00`, or `£40.00 – £120.00` when it goes by the length. */
export function typePriceText(
  type: Pick<OfferedType, 'price' | 'durations'>,
  hourlyRate: number,
  currency: string,
  locale?: string,
): string {
  const prices = type.durations.map((minutes) => priceOfType(type, minutes, hourlyRate, currency));
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const text = formatMoney(least, currency, locale);
  return least === most ? text : `${text} – ${formatMoney(most, currency, locale)}`;
}

/** The length to choose first: the one asked for, else the therapist's default, where the type has it; else its shortest. */
export function lengthOfType(type: Pick<OfferedType, 'durations'>, wanted: number | null, defaultMinutes: number): number {
  if (wanted !== null && type.durations.includes(wanted)) return wanted;
  return type.durations.includes(defaultMinutes) ? defaultMinutes : (type.durations[0] ?? defaultMinutes);
}
