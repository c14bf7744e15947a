import { timeOf } from '@/domain/calendar-date';
import { generateTimeSlots, type WeeklySlot } from '@/domain/slots';
import { cutSpans, mergeSpans, overlapsAny, type Span } from '@/domain/spans';
import { minutesOfDay } from '@/components/booking/times/day-time';

/** Working hours as typed. The texts may be unfinished while they are typed; `dayProblems` says so. */
export interface Stretch {
  key: string;
  start: string;
  end: string;
}

/** One day being edited. `closed` are hours inside the stretches that are ticked off; they do not depend on the duration. */
export interface DayDraft {
  day: number;
  on: boolean;
  stretches: Stretch[];
  closed: Span[];
}

/** Index = day of week, 0 = Sunday. */
export type WeekDraft = DayDraft[];

export interface Chip extends Span {
  available: boolean;
}

/** Monday first, as therapists read a week. */
export const WEEK_ORDER = [1, 2, 3, 4, 5, 6, 0];
export const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const USUAL_HOURS = { start: '09:00', end: '17:00' };

/** The span of two times as typed, or null while one is unfinished or the end is not after the start. */
function spanOf(startText: string, endText: string): Span | null {
  const start = minutesOfDay(startText);
  const end = minutesOfDay(endText);
  return start === null || end === null || start >= end ? null : { start, end };
}

const spanOfRow = (row: WeeklySlot) => spanOf(row.startTime, row.endTime);

/** Saved rows as a week to edit. Rows that touch become one stretch; unavailable rows become closed hours in it. */
export function draftFromRows(rows: readonly WeeklySlot[]): WeekDraft {
  return DAY_NAMES.map((_, day) => {
    const ofDay = rows.filter((row) => row.dayOfWeek === day);
    const all = mergeSpans(ofDay.flatMap((row) => spanOfRow(row) ?? []));
    const closed = mergeSpans(ofDay.filter((row) => !row.isAvailable).flatMap((row) => spanOfRow(row) ?? []));
    return {
      day,
      on: all.length > 0,
      stretches: all.map((span) => ({ key: `${day}-${span.start}`, start: timeOf(span.start), end: timeOf(span.end) })),
      closed,
    };
  });
}

/** The stretch in minutes, or null while it is unfinished or ends before it starts. */
export function stretchSpan(stretch: Stretch): Span | null {
  return spanOf(stretch.start, stretch.end);
}

/** The session-long pieces of a day, each open or closed. Time left over at the end of a stretch makes no chip. */
export function chipsOf(day: DayDraft, durationMinutes: number): Chip[] {
  if (!day.on) return [];
  return day.stretches.flatMap((stretch) => {
    if (!stretchSpan(stretch)) return [];
    return generateTimeSlots({ startTime: stretch.start, endTime: stretch.end, durationMinutes, dayOfWeek: day.day }).map((slot) => {
      const span = spanOfRow(slot) ?? { start: 0, end: 0 };
      return { ...span, available: !overlapsAny(span, day.closed) };
    });
  });
}

/** Minutes at the end of a stretch too short for a session of this length. */
export function leftover(stretch: Stretch, durationMinutes: number): number {
  const span = stretchSpan(stretch);
  return span ? (span.end - span.start) % durationMinutes : 0;
}

const editDay = (week: WeekDraft, day: number, edit: (draft: DayDraft) => DayDraft): WeekDraft =>
  week.map((draft) => (draft.day === day ? edit(draft) : draft));

/** Ticks a day on or off. Its hours are remembered while it is off; a day never set gets 9 to 5. */
export function setDayOn(week: WeekDraft, day: number, on: boolean): WeekDraft {
  return editDay(week, day, (draft) => ({
    ...draft,
    on,
    stretches: on && draft.stretches.length === 0 ? [{ key: `${day}-first`, ...USUAL_HOURS }] : draft.stretches,
  }));
}

export function setStretch(week: WeekDraft, day: number, key: string, change: Partial<Pick<Stretch, 'start' | 'end'>>): WeekDraft {
  return editDay(week, day, (draft) => ({
    ...draft,
    stretches: draft.stretches.map((stretch) => (stretch.key === key ? { ...stretch, ...change } : stretch)),
  }));
}

/** Where a further stretch fits: an hour after the last one, else right after it, else before the first; null when the day is full. */
export function roomForStretch(day: DayDraft, durationMinutes: number): Span | null {
  const spans = mergeSpans(day.stretches.flatMap((stretch) => stretchSpan(stretch) ?? []));
  const last = spans.at(-1)?.end ?? 540;
  const length = Math.max(durationMinutes, Math.floor(180 / durationMinutes) * durationMinutes);
  for (const start of [last + 60, last + 15]) {
    const whole = Math.floor((Math.min(start + length, 1440) - start) / durationMinutes) * durationMinutes;
    if (whole >= durationMinutes) return { start, end: start + whole };
  }
  const first = spans[0]?.start ?? 0;
  const start = Math.max(0, first - 60 - length);
  return start + durationMinutes < first ? { start, end: Math.min(start + length, first) } : null;
}

export function addStretch(week: WeekDraft, day: number, durationMinutes: number): WeekDraft {
  return editDay(week, day, (draft) => {
    const room = roomForStretch(draft, durationMinutes);
    if (!room) return draft;
    const added = { key: `${day}-${room.start}-${draft.stretches.length}`, start: timeOf(room.start), end: timeOf(room.end) };
    return { ...draft, stretches: [...draft.stretches, added] };
  });
}

/** Takes a stretch away; without any left the day is off. */
export function removeStretch(week: WeekDraft, day: number, key: string): WeekDraft {
  return editDay(week, day, (draft) => {
    const stretches = draft.stretches.filter((stretch) => stretch.key !== key);
    return { ...draft, stretches, on: draft.on && stretches.length > 0 };
  });
}

/** Gives other days this day's hours and closed times. */
export function copyDay(week: WeekDraft, from: number, to: readonly number[]): WeekDraft {
  const source = week.find((draft) => draft.day === from);
  if (!source) return week;
  return week.map((draft) =>
    to.includes(draft.day) && draft.day !== from
      ? {
          day: draft.day,
          on: source.on,
          stretches: source.stretches.map((stretch, index) => ({ ...stretch, key: `${draft.day}-copy-${index}-${stretch.start}` })),
          closed: source.closed.map((span) => ({ ...span })),
        }
      : draft,
  );
}

/** Opens a closed chip, or closes an open one. */
export function toggleChip(week: WeekDraft, day: number, chip: Chip): WeekDraft {
  return editDay(week, day, (draft) => ({
    ...draft,
    closed: chip.available ? mergeSpans([...draft.closed, chip]) : cutSpans(draft.closed, [chip]),
  }));
}
