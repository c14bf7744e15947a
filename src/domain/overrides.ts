import { dayOfWeek, daysBetween, minutesOf } from './calendar-date';
import { stretchesOf } from './slots';
import type { WeeklySlot } from './slots';
import { cutSpans, mergeSpans } from './spans';
import type { Span } from './spans';
import { wallPieces } from './wall-pieces';

/** An override: a day off or extra hours, on every date from `startsOn` to `endsOn`, wall clock in the therapist's zone. */
export interface OneOffHours {
  /** YYYY-MM-DD. */
  startsOn: string;
  /** Inclusive. */
  endsOn: string;
  /** `HH:MM`, null together with `endTime`: the whole of each day. */
  startTime: string | null;
  /** Exclusive; `24:00` is the end of the day. */
  endTime: string | null;
  /** False: time off, which wins over everything; true: these hours are added to the weekly ones. */
  isAvailable: boolean;
}

/** A span of time between two instants, ISO. */
export interface Booked {
  startsAt: string;
  endsAt: string;
}

/** The longest override that the database accepts, in days. */
const MOST_DAYS = 731;

/** What is wrong with an override and in which field, or null when the database would accept it. */
export function oneOffProblem(hours: OneOffHours): { field: 'endsOn' | 'startTime' | 'endTime'; message: string } | null {
  const { startsOn, endsOn, startTime, endTime } = hours;
  if (endsOn < startsOn) return { field: 'endsOn', message: 'The last day is before the first.' };
  if (daysBetween(startsOn, endsOn) > MOST_DAYS) return { field: 'endsOn', message: 'At most two years at once.' };
  if (startTime === null && endTime === null) return null;
  if (startTime === null) return { field: 'startTime', message: 'Say from when.' };
  if (endTime === null) return { field: 'endTime', message: 'Say until when.' };
  if (minutesOf(endTime) <= minutesOf(startTime))
    return {
      field: 'endTime',
      message: 'The end must be after the start. For a night, make two: until 24:00, and from 00:00 the next day.',
    };
  return null;
}

/** True when the override applies on a date. */
function isOn(hours: Pick<OneOffHours, 'startsOn' | 'endsOn'>, date: string): boolean {
  return hours.startsOn <= date && date <= hours.endsOn;
}

function spanOf({ startTime, endTime }: Pick<OneOffHours, 'startTime' | 'endTime'>): Span {
  return { start: startTime === null ? 0 : minutesOf(startTime), end: endTime === null ? 1440 : minutesOf(endTime) };
}

/** The weekly hours and the overrides. */
export interface Hours {
  week: readonly WeeklySlot[];
  overrides: readonly OneOffHours[];
}

/** Working hours of one date as the database has them: weekly and extra hours, without time off. In order. */
export function hoursOn({ week, overrides }: Hours, date: string): Span[] {
  const day = dayOfWeek(date);
  const regular = stretchesOf(week.filter((row) => row.dayOfWeek === day)).map(spanOf);
  const changes = overrides.filter((override) => isOn(override, date));
  const extra = changes.filter((change) => change.isAvailable).map(spanOf);
  const off = changes.filter((change) => !change.isAvailable).map(spanOf);
  return cutSpans(mergeSpans([...regular, ...extra]), off);
}

/** The sessions partly or wholly outside the working hours, also across midnight or a clock change. They stay booked. */
export function sessionsOutside<T extends Booked>(sessions: readonly T[], hours: Hours, zone: string): T[] {
  return sessions.filter((session) =>
    wallPieces(session.startsAt, session.endsAt, zone).some(
      ({ date, from, to }) => cutSpans([{ start: from, end: to }], hoursOn(hours, date)).length > 0,
    ),
  );
}

/** The sessions that overlap an override, in part or whole. They stay booked; this is only for information. */
export function sessionsOn<T extends Booked>(sessions: readonly T[], change: OneOffHours, zone: string): T[] {
  const { start, end } = spanOf(change);
  return sessions.filter((session) =>
    wallPieces(session.startsAt, session.endsAt, zone).some(({ date, from, to }) => isOn(change, date) && from < end && to > start),
  );
}
