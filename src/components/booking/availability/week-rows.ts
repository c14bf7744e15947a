import { timeOf } from '@/domain/calendar-date';
import type { WeeklySlot } from '@/domain/slots';
import { overlapsAny } from '@/domain/spans';
import { minutesOfDay } from '@/components/booking/times/day-time';
import { chipsOf, leftover, stretchSpan, type DayDraft, type Stretch, type WeekDraft } from './week-draft';

export interface StretchProblem {
  /** An error: stops saving. */
  error?: string;
  /** The end is a time of the next day: the hours can go on past midnight, to this time. */
  nextDayEnd?: string;
  /** A warning: does not stop saving. */
  note?: { text: string; shorterEnd: string; longerEnd: string | null };
}

/**
 * The rows to save: one per chip, and one for time left over at the end of a stretch, which
 * stays working time (a shorter or shifted session may use it).
 */
export function rowsFromDraft(week: WeekDraft, durationMinutes: number): WeeklySlot[] {
  return week.flatMap((day) => {
    if (!day.on) return [];
    const pieces = chipsOf(day, durationMinutes);
    const rests = day.stretches.flatMap((stretch) => {
      const span = stretchSpan(stretch);
      const rest = leftover(stretch, durationMinutes);
      if (!span || rest === 0) return [];
      const piece = { start: span.end - rest, end: span.end };
      return [{ ...piece, available: !overlapsAny(piece, day.closed) }];
    });
    return [...pieces, ...rests]
      .toSorted((a, b) => a.start - b.start)
      .map((piece) => ({
        dayOfWeek: day.day,
        startTime: timeOf(piece.start),
        endTime: timeOf(piece.end),
        durationMinutes,
        isAvailable: piece.available,
      }));
  });
}

/** True figures of the week on screen: days with an open slot's worth of hours, all slots, open slots. */
export function countDraft(week: WeekDraft, durationMinutes: number): { workingDays: number; total: number; available: number } {
  const perDay = week.map((day) => chipsOf(day, durationMinutes));
  return {
    workingDays: perDay.filter((chips) => chips.some((chip) => chip.available)).length,
    total: perDay.reduce((sum, chips) => sum + chips.length, 0),
    available: perDay.reduce((sum, chips) => sum + chips.filter((chip) => chip.available).length, 0),
  };
}

function problemOf(stretch: Stretch, earlier: Stretch[], durationMinutes: number, goesOn: boolean): StretchProblem | null {
  for (const text of [stretch.start, stretch.end]) {
    if (text === '') return { error: 'Give both a start and an end, such as 09:00 and 17:00.' };
    if (minutesOfDay(text) === null) return { error: `“${text}” is not a time. Use times such as 09:00, 17:30 or 24:00.` };
  }
  const span = stretchSpan(stretch);
  if (!span) {
    const error = `The end must be after the start: ${stretch.end} is not after ${stretch.start}.`;
    // An end before six in the morning may be intended; a later one is probably a typing mistake.
    const late = (minutesOfDay(stretch.start) ?? 0) >= 12 * 60 && (minutesOfDay(stretch.end) ?? 1440) <= 6 * 60;
    return late && stretch.end !== '00:00' ? { error, nextDayEnd: stretch.end } : { error };
  }
  const clash = earlier.find((other) => {
    const theirs = stretchSpan(other);
    return theirs && theirs.start < span.end && span.start < theirs.end;
  });
  if (clash) return { error: `These hours overlap ${clash.start} to ${clash.end}. Move one, or remove it.` };
  const rest = leftover(stretch, durationMinutes);
  // What is left before midnight is used by the hours that go on after it.
  if (rest === 0 || (goesOn && span.end === 1440)) return null;
  const longer = span.end - rest + durationMinutes;
  const shorter = span.end - rest;
  return {
    note: {
      text:
        shorter === span.start
          ? `Shorter than one ${durationMinutes}-minute session.`
          : `${rest} min left over: not a whole number of ${durationMinutes}-minute sessions.`,
      shorterEnd: shorter === span.start ? '' : timeOf(shorter),
      longerEnd: longer <= 1440 ? timeOf(longer) : null,
    },
  };
}

/**
 * What is wrong with, or worth knowing about, each stretch of a day, by its key. A day that is off has no problems.
 * `goesOn`: the next day works from midnight, so that a stretch to 24:00 does not end there.
 */
export function dayProblems(day: DayDraft, durationMinutes: number, goesOn = false): Map<string, StretchProblem> {
  const problems = new Map<string, StretchProblem>();
  if (!day.on) return problems;
  day.stretches.forEach((stretch, index) => {
    const problem = problemOf(stretch, day.stretches.slice(0, index), durationMinutes, goesOn);
    if (problem) problems.set(stretch.key, problem);
  });
  return problems;
}

export function hasErrors(week: WeekDraft, durationMinutes: number): boolean {
  return week.some((day) => [...dayProblems(day, durationMinutes).values()].some((problem) => problem.error));
}

/** Whether two drafts would save the same hours. Hours of days that are off do not count. */
export function sameHours(a: WeekDraft, b: WeekDraft, durationMinutes: number): boolean {
  const text = (week: WeekDraft) =>
    JSON.stringify([
      rowsFromDraft(week, durationMinutes),
      // An unfinished stretch saves nothing yet is a change: without this, leaving would lose it unasked.
      week.flatMap((day) => (day.on ? day.stretches.filter((stretch) => !stretchSpan(stretch)) : [])),
    ]);
  return text(a) === text(b);
}
