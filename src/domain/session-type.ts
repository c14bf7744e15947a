import type { SessionPlace } from './place';
import { calculatePrice, formatMoney } from './price';

/** A kind of session that a therapist offers: its name, durations, price and place. */
export interface SessionType {
  id: string;
  name: string;
  /** Minutes, shortest first; at least one. */
  durations: readonly number[];
  /** Fixed, in main units of the therapist's currency (then there is one duration); null: the hourly rate times the duration. */
  price: number | null;
  place: SessionPlace;
  /** Offered only to clients who have had no session with this therapist. */
  firstVisitOnly: boolean;
  /** Minutes; null: the profile's buffer. */
  bufferBefore: number | null;
  bufferAfter: number | null;
  /** False: paused, so clients cannot book it. */
  isActive: boolean;
  /** Its place in the therapist's list, from 0. */
  position: number;
}

/**
 * Price of a session in the currency's main unit, the same number as the database's. `type` null: the therapist has no
 * session types, and the hourly rate applies. Throws RangeError as `calculatePrice`.
 */
export function priceOfType(type: Pick<SessionType, 'price'> | null, minutes: number, hourlyRate: number, currency: string): number {
  return type?.price ?? calculatePrice(hourlyRate, minutes, currency);
}

/** The price of a type for people: `£80.00`, or `£40.00 – £120.00` when it depends on the duration. */
export function typePriceText(
  type: Pick<SessionType, 'price' | 'durations'>,
  hourlyRate: number,
  currency: string,
  locale?: string,
): string {
  const prices = type.durations.map((minutes) => priceOfType(type, minutes, hourlyRate, currency));
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const text = formatMoney(least, currency, locale);
  return least === most ? text : `${text} – ${formatMoney(most, currency, locale)}`;
}

/** The duration to choose first, in minutes: `wanted`, else the therapist's default, where the type has it; else its shortest. */
export function durationOfType(type: Pick<SessionType, 'durations'>, wanted: number | null, defaultMinutes: number): number {
  if (wanted !== null && type.durations.includes(wanted)) return wanted;
  return type.durations.includes(defaultMinutes) ? defaultMinutes : (type.durations[0] ?? defaultMinutes);
}
