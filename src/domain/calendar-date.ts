import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addDays as daysLater } from 'date-fns/addDays';
import { addMonths as monthsLater } from 'date-fns/addMonths';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { getDay } from 'date-fns/getDay';
import { isValid } from 'date-fns/isValid';
import { startOfMonth as monthOf } from 'date-fns/startOfMonth';

/**
 * Calendar dates as `YYYY-MM-DD` strings and wall-clock times as `HH:MM` strings, without any zone.
 *
 * A `Date` would drag the machine's own zone into questions such as "which weekday is that?". So date-fns computes with
 * a date whose clock is UTC, and only inside this file.
 */

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/** UTC midnight of a date, to compute with. Throws RangeError when the date is malformed or does not exist. */
function dayOf(date: string): Date {
  const day = new UTCDateMini(DATE.test(date) ? `${date}T00:00:00Z` : NaN);
  // 30 February is read as 2 March.
  if (!isValid(day) || textOf(day) !== date) throw new RangeError(`Not a calendar date: ${date}`);
  return day;
}

const textOf = (day: Date) => day.toISOString().slice(0, 10);

/** True for an existing `YYYY-MM-DD` date. */
export function isCalendarDate(value: string): boolean {
  try {
    dayOf(value);
    return true;
  } catch {
    return false;
  }
}

/** The date `days` later (or earlier, when negative). Throws RangeError for a malformed date. */
export function addDays(date: string, days: number): string {
  return textOf(daysLater(dayOf(date), days));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(dayOf(to), dayOf(from));
}

/** Day of the week, 0 = Sunday … 6 = Saturday, as in `availability_slots.day_of_week`. */
export function dayOfWeek(date: string): number {
  return getDay(dayOf(date));
}

/** First day of the month the date is in. */
export function startOfMonth(date: string): string {
  return textOf(monthOf(dayOf(date)));
}

/** First day of the month `months` later. */
export function addMonths(date: string, months: number): string {
  return textOf(monthsLater(monthOf(dayOf(date)), months));
}

/**
 * Minutes since midnight of a wall-clock time, `HH:MM` or Postgres' `HH:MM:SS`; `24:00` is 1440, the end of the day.
 * Seconds are dropped. Throws RangeError for anything else.
 */
export function minutesOf(time: string): number {
  const match = TIME.exec(time);
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2]);
  const total = hours * 60 + minutes;
  if (!match || minutes > 59 || Number(match[3] ?? 0) > 59 || total > 1440) {
    throw new RangeError(`Not a wall-clock time: ${time}`);
  }
  return total;
}

/** `HH:MM` of minutes since midnight, 0 to 1440. Throws RangeError outside. */
export function timeOf(minutes: number): string {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1440) throw new RangeError(`Not minutes of a day: ${minutes}`);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
