import type { WeeklySlot } from './slots';

/** Rows by weekday and start, 0 = Sunday first. */
export function sortWeek<T extends WeeklySlot>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => a.dayOfWeek - b.dayOfWeek || a.startTime.localeCompare(b.startTime) || a.endTime.localeCompare(b.endTime));
}
