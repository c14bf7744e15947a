import { isCalendarDate } from '@/domain/calendar-date';
import { instantsForLocal } from '@/domain/time-zone';
import { minutesOfDay } from './day-time';

/** A date and a time of day as typed, and which of the two instants where the clock shows the time twice (`later`: the second). */
export interface WallTime {
  date: string;
  time: string;
  later: boolean;
}

/** The instant of a typed wall time: none while unfinished or skipped by the clock. `repeated` are both where there are two. */
export interface ResolvedWallTime {
  startsAt: string | null;
  repeated: Date[];
  problem: string | null;
}

/** The instant that a wall clock in `zone` shows as typed. */
export function resolveWallTime({ date, time, later }: WallTime, zone: string): ResolvedWallTime {
  if (!isCalendarDate(date) || minutesOfDay(time) === null) return { startsAt: null, repeated: [], problem: null };
  const found = instantsForLocal(date, time, zone);
  const [first] = found;
  if (!first) return { startsAt: null, repeated: [], problem: `There is no ${time} that day: the clocks go forward past it.` };
  const repeated = found.length > 1 ? found : [];
  return { startsAt: (later ? (found[1] ?? first) : first).toISOString(), repeated, problem: null };
}
