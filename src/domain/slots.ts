import { daysBetween, minutesOf, timeOf } from './calendar-date';
import { groupBy } from './group-by';
import { cutSpans, mergeSpans } from './spans';
import { localParts } from './time-zone';

/** One row of a therapist's week. Times are wall-clock `HH:MM` in the therapist's zone; `endTime` may be `24:00`. */
export interface WeeklySlot {
  /** 0 = Sunday … 6 = Saturday. */
  dayOfWeek: number;
  startTime: string;
  endTime: string;
  durationMinutes: number;
  isAvailable: boolean;
}

/** Anything that starts at an instant, as an ISO string with its offset or Z. */
export interface Starting {
  startsAt: string;
}

export type DayPart = 'morning' | 'afternoon' | 'evening';

/** A stretch of unbroken working time on one weekday. */
export interface Stretch {
  dayOfWeek: number;
  startTime: string;
  endTime: string;
}

/**
 * The slots of `durationMinutes` that fit one after the other between two wall-clock times of a weekday, all
 * available. Time left over at the end makes no slot. Empty when nothing fits. Throws RangeError for a malformed time,
 * weekday or duration.
 */
export function generateTimeSlots(input: { startTime: string; endTime: string; durationMinutes: number; dayOfWeek: number }): WeeklySlot[] {
  const { durationMinutes, dayOfWeek } = input;
  if (!Number.isInteger(durationMinutes) || durationMinutes <= 0) throw new RangeError(`Not a duration: ${durationMinutes}`);
  if (!Number.isInteger(dayOfWeek) || dayOfWeek < 0 || dayOfWeek > 6) throw new RangeError(`Not a weekday: ${dayOfWeek}`);
  const end = minutesOf(input.endTime);
  const slots: WeeklySlot[] = [];
  for (let at = minutesOf(input.startTime); at + durationMinutes <= end; at += durationMinutes) {
    slots.push({ dayOfWeek, startTime: timeOf(at), endTime: timeOf(at + durationMinutes), durationMinutes, isAvailable: true });
  }
  return slots;
}

/** Slots by the date they start on in `zone`, in the order given. Keys are YYYY-MM-DD. */
export function groupByViewerDate<T extends Starting>(slots: readonly T[], zone: string): Map<string, T[]> {
  return groupBy(slots, (slot) => localParts(new Date(slot.startsAt), zone).date);
}

/** Part of the day of a wall-clock time: afternoon from 12:00, evening from 17:00. */
export function dayPartOf(time: string): DayPart {
  const minutes = minutesOf(time);
  if (minutes < 12 * 60) return 'morning';
  return minutes < 17 * 60 ? 'afternoon' : 'evening';
}

/**
 * Working time of the week: available rows merged where they touch or overlap, and the hours of unavailable rows
 * taken out, as the database reads them. Sorted by weekday and time.
 */
export function stretchesOf(rows: readonly WeeklySlot[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let day = 0; day <= 6; day += 1) {
    const ofDay = rows.filter((row) => row.dayOfWeek === day);
    const spans = (isAvailable: boolean) =>
      ofDay
        .filter((row) => row.isAvailable === isAvailable)
        .map((row) => ({ start: minutesOf(row.startTime), end: minutesOf(row.endTime) }));
    for (const { start, end } of cutSpans(mergeSpans(spans(true)), spans(false))) {
      stretches.push({ dayOfWeek: day, startTime: timeOf(start), endTime: timeOf(end) });
    }
  }
  return stretches;
}

/** Rows by weekday and start, 0 = Sunday first. */
export function sortWeek<T extends WeeklySlot>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => a.dayOfWeek - b.dayOfWeek || a.startTime.localeCompare(b.startTime) || a.endTime.localeCompare(b.endTime));
}

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
