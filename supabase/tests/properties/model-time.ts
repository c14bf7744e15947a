/**
 * Time zones for the model, through Intl alone: Node's own copy of the IANA database, not the server's. Instants are counted
 * in whole minutes since 1970, local readings likewise, and local days in days since 1970.
 */

export const MINUTES_A_DAY = 1440;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  return format;
}

/** Minutes that a zone's clocks are ahead of UTC at an instant. */
function readOffset(zone: string, minute: number): number {
  const said = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(formatOf(zone).format(minute * 60_000));
  const size = Number(said?.[2] ?? 0) * 60 + Number(said?.[3] ?? 0);
  return said?.[1] === '-' ? -size : size;
}

/** The same, remembered for the minutes that are asked again and again. */
function offsetAt(zone: string, minute: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  let offset = known.get(minute);
  if (offset === undefined) known.set(minute, (offset = readOffset(zone, minute)));
  return offset;
}

const changes = new Map<string, Map<number, number | null>>();

/** The minute within a UTC day at which the offset becomes another, or null on a day without a change. */
function changeOn(zone: string, day: number): number | null {
  let known = changes.get(zone);
  if (!known) changes.set(zone, (known = new Map()));
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  let [low, high] = [day * MINUTES_A_DAY, (day + 1) * MINUTES_A_DAY];
  const before = offsetAt(zone, low);
  let change: number | null = null;
  if (offsetAt(zone, high) !== before) {
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (readOffset(zone, middle) === before) low = middle;
      else high = middle;
    }
    change = high;
  }
  known.set(day, change);
  return change;
}

/** Offset in force at a minute. */
export function offsetOf(zone: string, minute: number): number {
  const day = Math.floor(minute / MINUTES_A_DAY);
  const change = changeOn(zone, day);
  return offsetAt(zone, change === null || minute < change ? day * MINUTES_A_DAY : (day + 1) * MINUTES_A_DAY);
}

/** The local reading: minutes since 1970, as if the present offset had always applied. */
export const localOf = (zone: string, minute: number): number => minute + offsetOf(zone, minute);

/** The local day of an instant. */
export const localDayOf = (zone: string, minute: number): number => Math.floor(localOf(zone, minute) / MINUTES_A_DAY);

/** The minutes in [from, to) at which the clocks of a zone change; no zone changes them twice within a week. */
export function changesBetween(zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let week = from; week < to; week += 7 * MINUTES_A_DAY) {
    let [low, high] = [week, Math.min(week + 7 * MINUTES_A_DAY, to)];
    const before = offsetAt(zone, low);
    if (offsetAt(zone, high) === before) continue;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (readOffset(zone, middle) === before) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

/** A local day as YYYY-MM-DD. */
export const dateText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Minutes of a day as HH:MM; 1440 is 24:00. */
export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
