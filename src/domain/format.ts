import { daysBetween } from './calendar-date';
import { isRepeated, localDate, zoneCity, zoneShortName } from './time-zone';

/** `client_profiles.time_format`. */
export type TimeFormat = 'auto' | '12h' | '24h';

/** Everything optional: the reader's own locale and clock when left out. */
export interface FormatOptions {
  locale?: string;
  timeFormat?: TimeFormat;
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, options);
    cache.set(key, found);
  }
  return found;
}

function toDate(instant: Date | string): Date {
  return typeof instant === 'string' ? new Date(instant) : instant;
}

/** Left to itself each locale writes times its own way: `09:00` in London, `9:00` in Madrid, `9:00 AM` in New York. */
const TIME_STYLES: Record<TimeFormat, Intl.DateTimeFormatOptions> = {
  auto: { timeStyle: 'short' },
  '12h': { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  '24h': { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

/**
 * Time of day in a zone: `14:00` or `2:00 pm`, by locale or the reader's choice. A reading that the clock shows twice
 * gets its zone's short name (`01:30 GMT`), since the time alone would not say which.
 */
export function formatTime(instant: Date | string, zone: string, options: FormatOptions = {}): string {
  const at = toDate(instant);
  const { locale, timeFormat = 'auto' } = options;
  const time = formatter(locale, { timeZone: zone, ...TIME_STYLES[timeFormat] }).format(at);
  return isRepeated(at, zone) ? `${time} ${zoneShortName(at, zone, locale)}` : time;
}

/** A wall-clock `HH:MM` that belongs to no date, such as working hours, on the reader's clock. */
export function formatWallTime(time: string, options: FormatOptions = {}): string {
  if (time.startsWith('24:')) return 'midnight';
  return formatTime(new Date(`2020-01-01T${time.slice(0, 5)}:00Z`), 'UTC', options);
}

/** Day in a zone: `Thu 10 Dec`, or `Thursday 10 December` when long. */
export function formatDay(instant: Date | string, zone: string, options: FormatOptions & { long?: boolean } = {}): string {
  const style = options.long ? ('long' as const) : ('short' as const);
  return formatter(options.locale, { timeZone: zone, weekday: style, day: 'numeric', month: style }).format(toDate(instant));
}

/** A calendar date (YYYY-MM-DD) as a day, with no zone to shift it. */
export function formatDate(date: string, options: FormatOptions & { long?: boolean } = {}): string {
  return formatDay(`${date}T12:00:00Z`, 'UTC', options);
}

const longestDays = new Map<string | undefined, string>();

/** The long name of a day that takes most room in this locale, such as `Wednesday 23 September`: room for any. */
export function longestDay(options: FormatOptions = {}): string {
  const { locale } = options;
  // Each day of the week in each month, all of two digits.
  const found =
    longestDays.get(locale) ??
    Array.from({ length: 84 }, (_, index) =>
      formatDay(new Date(Date.UTC(2026, index % 12, 20 + index / 12)), 'UTC', { ...options, long: true }),
    ).reduce((a, b) => (b.length > a.length ? b : a));
  longestDays.set(locale, found);
  return found;
}

/** Month of a calendar date: `December 2026`. */
export function formatMonth(date: string, options: FormatOptions = {}): string {
  return formatter(options.locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${date}T12:00:00Z`));
}

/** Both ends of a session: `14:00 – 15:00`, with the second day when it differs. */
export function formatRange(start: Date | string, end: Date | string, zone: string, options: FormatOptions = {}): string {
  const sameDay = localDate(toDate(start), zone) === localDate(toDate(end), zone);
  const until = formatTime(end, zone, options);
  return `${formatTime(start, zone, options)} – ${sameDay ? until : `${formatDay(end, zone, options)}, ${until}`}`;
}

/**
 * An instant for two people: `Thu 10 Dec, 09:00 New York · 14:00 London`. The second day is named where it differs;
 * one zone is named once when both read the same.
 */
export function formatInBothZones(instant: Date | string, viewerZone: string, otherZone: string, options: FormatOptions = {}): string {
  const at = toDate(instant);
  const own = `${formatDay(at, viewerZone, options)}, ${formatTime(at, viewerZone, options)} ${zoneCity(viewerZone)}`;
  if (viewerZone === otherZone) return own;
  const day = localDate(at, viewerZone) === localDate(at, otherZone) ? '' : `${formatDay(at, otherZone, options)}, `;
  return `${own} · ${day}${formatTime(at, otherZone, options)} ${zoneCity(otherZone)}`;
}

/** The day seen from now in a zone: `today`, `tomorrow`, `yesterday`, else the day itself. */
export function relativeDay(instant: Date | string, zone: string, now: Date, options: FormatOptions = {}): string {
  const at = toDate(instant);
  switch (daysBetween(localDate(now, zone), localDate(at, zone))) {
    case 0:
      return 'today';
    case 1:
      return 'tomorrow';
    case -1:
      return 'yesterday';
    default:
      return formatDay(at, zone, options);
  }
}

/** Distance from now: `in 25 minutes`, `2 hours ago`, `now` within half a minute. */
export function relativeTime(instant: Date | string, now: Date, locale?: string): string {
  const seconds = (toDate(instant).getTime() - now.getTime()) / 1000;
  const size = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (size < 30) return words.format(0, 'second');
  if (size < 3_570) return words.format(Math.sign(seconds) * Math.max(1, Math.round(size / 60)), 'minute');
  if (size < 84_600) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}

/** Duration in minutes: `60 min`, `1 h 30 min` from 90 on. */
export function formatDuration(minutes: number): string {
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** What is left of a countdown, `14:05`; `0:00` once it is over. */
export function formatCountdown(until: Date | string, now: Date): string {
  const seconds = Math.max(0, Math.ceil((toDate(until).getTime() - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The day of something past, without its weekday: `19 Nov 2026`, without the year while it is the one of `now`. */
export function formatPastDay(instant: string, zone: string, now?: Date): string {
  const isThisYear = now !== undefined && localDate(now, zone).slice(0, 4) === localDate(new Date(instant), zone).slice(0, 4);
  return new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(new Date(instant));
}
