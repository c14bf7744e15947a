import { isLive, isUpcoming } from './status';
import { localDate } from './time-zone';
import type { SessionFacts } from './session-facts';

/** Live sessions that start on the local day of `now`, earliest first. */
export function sessionsToday<T extends SessionFacts>(sessions: readonly T[], zone: string, now: Date): T[] {
  const today = localDate(now, zone);
  return byStart(sessions.filter((session) => isLive(session, now) && localDate(new Date(session.startsAt), zone) === today));
}

/** The session going on now, or the next one to come. */
export function nextSession<T extends SessionFacts>(sessions: readonly T[], now: Date): T | null {
  return byStart(sessions.filter((session) => isUpcoming(session, now)))[0] ?? null;
}

function byStart<T extends SessionFacts>(sessions: readonly T[]): T[] {
  return sessions.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}
