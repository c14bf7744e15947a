import type { SessionFacts } from '@/domain/session-facts';
import { nextSession } from '@/domain/summary';

/** The session to show first: one in progress, even past its end, before the next to come. */
export function focusSession<T extends SessionFacts>(sessions: readonly T[], now: Date): T | null {
  return sessions.find((session) => session.status === 'in_progress') ?? nextSession(sessions, now);
}
