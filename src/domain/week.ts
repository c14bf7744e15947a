import { groupBy } from './group-by';
import type { WeeklySlot } from './slots';

/** The week with one day's rows replaced by `rows` (which are moved to that day), sorted. */
export function replaceDay<T extends WeeklySlot>(week: readonly T[], day: number, rows: readonly T[]): T[] {
  return sortWeek([...week.filter((row) => row.dayOfWeek !== day), ...rows.map((row) => ({ ...row, dayOfWeek: day }))]);
}

/** The week with `from`'s rows copied over each of the days `to`. */
export function copyDay(week: readonly WeeklySlot[], from: number, to: readonly number[]): WeeklySlot[] {
  const source = week.filter((row) => row.dayOfWeek === from);
  return to.reduce<WeeklySlot[]>((result, day) => (day === from ? result : replaceDay(result, day, source)), [...week]);
}

/** Rows by weekday and start, 0 = Sunday first. */
export function sortWeek<T extends WeeklySlot>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => a.dayOfWeek - b.dayOfWeek || a.startTime.localeCompare(b.startTime) || a.endTime.localeCompare(b.endTime));
}

/** True when two weeks say the same, whatever the order of their rows: nothing to save. */
export function isSameWeek(a: readonly WeeklySlot[], b: readonly WeeklySlot[]): boolean {
  const text = (rows: readonly WeeklySlot[]) =>
    sortWeek(rows).map((row) => [row.dayOfWeek, row.startTime, row.endTime, row.durationMinutes, row.isAvailable].join());
  return text(a).join(';') === text(b).join(';');
}

/** Pairs of rows of one weekday whose hours overlap: a mistake to point at before saving. */
export function overlapsOf<T extends WeeklySlot>(rows: readonly T[]): [T, T][] {
  return [...groupBy(sortWeek(rows), (row) => row.dayOfWeek).values()].flatMap((day) =>
    day.flatMap((row, index) =>
      day
        .slice(index + 1)
        .filter((later) => later.startTime < row.endTime)
        .map((later): [T, T] => [row, later]),
    ),
  );
}
