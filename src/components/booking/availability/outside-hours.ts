import { addDays, minutesOf } from '@/domain/calendar-date';
import { localParts } from '@/domain/time-zone';
import { chipsOf, cutSpans, mergeSpans, overlapsAny, stretchSpan, type Span, type WeekDraft } from './week-draft';

interface Booked {
  startsAt: string;
  endsAt: string;
}

/** Bookable hours of one weekday of the draft, in minutes from midnight. */
function openHours(week: WeekDraft, dayOfWeek: number, durationMinutes: number): Span[] {
  const day = week.find((draft) => draft.day === dayOfWeek);
  if (!day?.on) return [];
  const hours = mergeSpans(day.stretches.flatMap((stretch) => stretchSpan(stretch) ?? []));
  // A closed chip takes its whole length, so cut by chips and not by what was closed under another length.
  const closed = chipsOf(day, durationMinutes).filter((chip) => !chip.available);
  return cutSpans(hours, [...closed, ...day.closed]);
}

/** The session's wall-clock minutes, day by day (a session may run past midnight). */
function piecesOf(session: Booked, zone: string): { dayOfWeek: number; span: Span }[] {
  const start = localParts(new Date(session.startsAt), zone);
  const end = localParts(new Date(session.endsAt), zone);
  const from = minutesOf(start.time);
  const to = minutesOf(end.time);
  if (start.date === end.date) return [{ dayOfWeek: start.dayOfWeek, span: { start: from, end: to } }];
  const pieces = [{ dayOfWeek: start.dayOfWeek, span: { start: from, end: 1440 } }];
  if (addDays(start.date, 1) === end.date && to > 0) pieces.push({ dayOfWeek: end.dayOfWeek, span: { start: 0, end: to } });
  return pieces;
}

/** The booked sessions that the draft's hours would no longer cover. They stay booked: this is for telling, not for moving. */
export function sessionsOutside<T extends Booked>(
  sessions: readonly T[],
  week: WeekDraft,
  durationMinutes: number,
  zone: string,
): T[] {
  return sessions.filter((session) =>
    piecesOf(session, zone).some(({ dayOfWeek, span }) => {
      const left = cutSpans([span], openHours(week, dayOfWeek, durationMinutes));
      return overlapsAny(span, left);
    }),
  );
}
