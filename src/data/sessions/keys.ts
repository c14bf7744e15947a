import type { Role, SessionStatus } from '@/domain/session-facts';

/** What the database is asked for; searching is done on what came back. */
export interface SessionRange {
  role: Role;
  statuses: readonly SessionStatus[];
  /** ISO instants: sessions that start in [from, to). Null: no bound. */
  from: string | null;
  to: string | null;
}

/** Cache keys of sessions. Everything below `of(userId)` is one person's; realtime invalidates it at once. */
export const sessionKeys = {
  all: ['sessions'] as const,
  of: (userId: string) => [...sessionKeys.all, userId] as const,
  list: (userId: string, range: SessionRange) => [...sessionKeys.of(userId), 'list', range] as const,
  activity: (userId: string, limit: number) => [...sessionKeys.of(userId), 'activity', limit] as const,
  /** The last move of each session. */
  moves: (userId: string) => [...sessionKeys.of(userId), 'moves'] as const,
  /** A therapist's clients, read from the sessions. */
  clients: (userId: string) => [...sessionKeys.of(userId), 'clients'] as const,
  detail: (sessionId: string) => [...sessionKeys.all, 'one', sessionId] as const,
  history: (sessionId: string) => [...sessionKeys.detail(sessionId), 'history'] as const,
  /** Outside `all`: only its author changes a note, and a refetch must not disturb the writing. */
  notes: (sessionId: string) => ['session-notes', sessionId] as const,
  serverClock: ['server-clock'] as const,
};
