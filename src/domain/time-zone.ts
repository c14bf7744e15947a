import { addDays, dayOfWeek, minutesOf, timeOf } from './calendar-date';

/** The wall-clock reading of an instant in a zone. `date` is YYYY-MM-DD, `time` HH:MM, `dayOfWeek` 0 = Sunday. */
export interface LocalParts {
  date: string;
  time: string;
  second: number;
  dayOfWeek: number;
}

const HOUR_MS = 3_600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs far more than using it, and a month of slots asks a thousand times. */
function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** True when this machine's `Intl` knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatterFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** Asks `Intl`: milliseconds that the zone's wall clock is ahead of UTC at an instant of a whole second. */
function askOffset(instant: number, zone: string): number {
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(instant)) field[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

const QUARTER_DAY_MS = 6 * HOUR_MS;
/** Offsets at the quarters of the UTC day, by zone: a month of times asks for each of them again and again. */
const knownOffsets = new Map<string, Map<number, number>>();

function offsetAtQuarter(quarter: number, zone: string): number {
  let known = knownOffsets.get(zone);
  if (!known) {
    known = new Map();
    knownOffsets.set(zone, known);
  }
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = askOffset(quarter * QUARTER_DAY_MS, zone);
    known.set(quarter, offset);
  }
  return offset;
}

function offsetMsAt(instant: number, zone: string): number {
  const quarter = Math.floor(instant / QUARTER_DAY_MS);
  const offset = offsetAtQuarter(quarter, zone);
  // No clock is changed and changed back within six hours: the same at both ends is the same between them.
  if (offsetAtQuarter(quarter + 1, zone) === offset) return offset;
  return askOffset(Math.floor(instant / 1000) * 1000, zone);
}

/** Offset from UTC in minutes at an instant, positive east of Greenwich. Throws RangeError for an unknown zone. */
export function offsetAt(instant: Date, zone: string): number {
  return offsetMsAt(instant.getTime(), zone) / 60_000;
}

/** What a clock on the wall in `zone` shows at `instant`. Throws RangeError for an unknown zone. */
export function localParts(instant: Date, zone: string): LocalParts {
  const iso = new Date(instant.getTime() + offsetMsAt(instant.getTime(), zone)).toISOString();
  const date = iso.slice(0, 10);
  return { date, time: iso.slice(11, 16), second: Number(iso.slice(17, 19)), dayOfWeek: dayOfWeek(date) };
}

/** The date it is in `zone` at `instant`, YYYY-MM-DD. */
export function localDate(instant: Date, zone: string): string {
  return localParts(instant, zone).date;
}

/**
 * Every instant at which the zone's wall clock reads `date` `time`, earliest first: none in the gap of a clock
 * change, two in a repeated hour, otherwise one. `24:00` is midnight of the next day.
 */
export function instantsForLocal(date: string, time: string, zone: string): Date[] {
  const minutes = minutesOf(time);
  const [day, rest] = minutes === 1440 ? [addDays(date, 1), 0] : [date, minutes];
  const naive = Date.parse(`${day}T00:00:00Z`) + rest * 60_000;
  const found = new Set<number>();
  // No zone is further than a day from UTC, so every offset that can apply is in force somewhere in these two days.
  for (let hours = -24; hours <= 24; hours += 6) {
    // In milliseconds: before about 1900 offsets have seconds.
    const offset = offsetMsAt(naive + hours * HOUR_MS, zone);
    if (offsetMsAt(naive - offset, zone) === offset) found.add(naive - offset);
  }
  return [...found].sort((a, b) => a - b).map((ms) => new Date(ms));
}

/** True when the clock shows this reading twice. */
export function isAmbiguous(date: string, time: string, zone: string): boolean {
  return instantsForLocal(date, time, zone).length > 1;
}

/** True when another instant has the same wall-clock reading, so that the reading alone does not name one instant. */
export function isRepeated(instant: Date, zone: string): boolean {
  const ms = instant.getTime();
  // Cheap answer for all but a few hours of the year; the longest repeat in use is a whole day (date line changes).
  if (offsetMsAt(ms - 25 * HOUR_MS, zone) === offsetMsAt(ms + 25 * HOUR_MS, zone)) return false;
  const { date, time } = localParts(instant, zone);
  return isAmbiguous(date, time, zone);
}

/** First instant of a local day. Midnight itself may not exist there; then it is the first minute that does. */
export function startOfDay(date: string, zone: string): Date {
  for (let minutes = 0; minutes < 1440; minutes += 1) {
    const [first] = instantsForLocal(date, timeOf(minutes), zone);
    if (first) return first;
  }
  // A date that a zone left out altogether (Samoa had no 30 December 2011).
  return startOfDay(addDays(date, 1), zone);
}

/** Names of all zones this machine knows, UTC included, sorted. */
export function listTimeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
}

/** Names that `Intl` keeps for compatibility, and what people call the place today. */
const CITY_TODAY: Record<string, string> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Godthab: 'Nuuk',
  Faeroe: 'Faroe',
  Asmera: 'Asmara',
  Truk: 'Chuuk',
  Ponape: 'Pohnpei',
};

/** The place people name a zone by: `America/New_York` → `New York`. Zones without a place keep their name. */
export function zoneCity(zone: string): string {
  if (!zone.includes('/') || zone.startsWith('Etc/')) return zone.replace('Etc/', '');
  const last = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return CITY_TODAY[last] ?? last;
}

/** Short name of the zone's clock at an instant, such as `GMT`, `BST` or `GMT+9`. */
export function zoneShortName(instant: Date, zone: string, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
