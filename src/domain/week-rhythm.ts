import { daysBetween } from './calendar-date';
import { localParts } from './time-zone';

/**
 * How many weeks after `wanted` another start (both ISO) is at the same time on the same weekday, on a clock in `zone`:
 * 1 is next week. Null when it is at another time or not later.
 */
export function weeksLater(wanted: string, other: string, zone: string): number | null {
  const [first, second] = [localParts(new Date(wanted), zone), localParts(new Date(other), zone)];
  const days = daysBetween(first.date, second.date);
  return first.time === second.time && days > 0 && days % 7 === 0 ? days / 7 : null;
}

/** That in words for a button: `same time next week`, `same time in 2 weeks`; null as above. */
export function sameTimeText(wanted: string, other: string, zone: string): string | null {
  const weeks = weeksLater(wanted, other, zone);
  if (weeks === null) return null;
  return weeks === 1 ? 'same time next week' : `same time in ${weeks} weeks`;
}
