/**
 * Calendar dates as `YYYY-MM-DD` strings and wall-clock times as `HH:MM` strings, without any zone.
 *
 * A `Date` would drag the machine's own zone into questions such as "which weekday is that?".
 */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const DAY_MS = 86_400_000;

/** Milliseconds of UTC midnight of a date. Throws RangeError when the date is malformed or does not exist. */
function utcMidnight(date: string): number {
  const match = DATE.exec(date);
  const [year, month, day] = match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
  const ms = Date.UTC(year, month - 1, day);
  if (!match || new Date(ms).toISOString().slice(0, 10) !== date) throw new RangeError(`Not a calendar date: ${date}`);
  return ms;
}

/** True for an existing `YYYY-MM-DD` date. */
export function isCalendarDate(value: string): boolean {
  try {
    utcMidnight(value);
    return true;
  } catch {
    return false;
  }
}

/** The date `days` later (or earlier, when negative). Throws RangeError for a malformed date. */
export function addDays(date: string, days: number): string {
  return new Date(utcMidnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** Day of the week, 0 = Sunday … 6 = Saturday, as in `availability_slots.day_of_week`. */
export function dayOfWeek(date: string): number {
  return new Date(utcMidnight(date)).getUTCDay();
}

/** First day of the month the date is in. */
export function startOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** First day of the month `months` later. */
export function addMonths(date: string, months: number): string {
  const first = new Date(utcMidnight(startOfMonth(date)));
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 10);
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
