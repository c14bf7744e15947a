import { minutesOf, timeOf } from '@/domain/calendar-date';
import type { Stretch } from '@/domain/slots';
import { localDate, localParts } from '@/domain/time-zone';

interface Timed {
  id: string;
  startsAt: string;
  endsAt: string;
}

/** The entries of the day's timeline, in order. Free times are wall-clock in the therapist's zone. */
export type TimelineItem<T extends Timed> =
  { kind: 'session'; session: T } | { kind: 'now' } | { kind: 'free'; from: string; to: string; current: boolean };

/** Free time shorter than this gets no entry of its own. */
const SHORTEST_FREE_MINUTES = 15;

/** Minutes of today's wall clock; before today is 0, after it 1440. */
function minuteToday(instant: Date, today: string, zone: string): number {
  const parts = localParts(instant, zone);
  if (parts.date < today) return 0;
  return parts.date > today ? 1440 : minutesOf(parts.time);
}

/**
 * Today's sessions with the free working time from now on between them, and the line of now.
 * `sessions` are today's live ones, earliest first; `working` is the whole week.
 */
export function todayTimeline<T extends Timed>(
  sessions: readonly T[],
  working: readonly Stretch[],
  zone: string,
  now: Date,
): TimelineItem<T>[] {
  const today = localDate(now, zone);
  const weekday = localParts(now, zone).dayOfWeek;
  const nowMinute = minuteToday(now, today, zone);
  const busy = sessions.map((session) => ({
    session,
    start: minuteToday(new Date(session.startsAt), today, zone),
    end: minuteToday(new Date(session.endsAt), today, zone),
  }));

  const free = working
    .filter((stretch) => stretch.dayOfWeek === weekday)
    .map((stretch) => ({ start: Math.max(minutesOf(stretch.startTime), nowMinute), end: minutesOf(stretch.endTime) }))
    .flatMap((stretch) =>
      busy.reduce(
        (pieces, { start, end }) =>
          pieces
            .flatMap((piece) => [
              { start: piece.start, end: Math.min(piece.end, start) },
              { start: Math.max(piece.start, end), end: piece.end },
            ])
            .filter((piece) => piece.start < piece.end),
        [stretch],
      ),
    )
    .filter((piece) => piece.end - piece.start >= SHORTEST_FREE_MINUTES);

  const placed: { at: number; item: TimelineItem<T> }[] = [
    ...busy.map(({ session, start }) => ({ at: start, item: { kind: 'session' as const, session } })),
    // Half a minute later than a session that starts now, so that it is listed above the line of now.
    { at: nowMinute + 0.5, item: { kind: 'now' as const } },
    ...free.map(({ start, end }) => ({
      at: start + 0.6,
      item: { kind: 'free' as const, from: timeOf(start), to: timeOf(end), current: start <= nowMinute },
    })),
  ];
  return placed.toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small number as a word, for sentences: 4 → 'four', 11 → '11'. */
export function numberText(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}
