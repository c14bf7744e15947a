import { nextSession, type SummarySession } from '@/domain/summary';

/** The session to show first: one in progress, even past its end, before the next to come. */
export function focusSession<T extends SummarySession>(sessions: readonly T[], now: Date): T | null {
  return sessions.find((session) => session.status === 'in_progress') ?? nextSession(sessions, now);
}
