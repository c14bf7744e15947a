import type { SessionStatus } from '@/domain/session-facts';

/** What the database is asked to leave of a person's sessions. */
export interface SessionListFilters {
  /** Null: every status. */
  status: SessionStatus | null;
  /** ISO instants: sessions that start in [from, to). Null: no bound. */
  from: string | null;
  to: string | null;
  /** Words that must all be found in names, contact, type or notes; empty: all. */
  search: string;
}

export const NO_FILTERS: SessionListFilters = { status: null, from: null, to: null, search: '' };

/** Those to come (live and not over, soonest first), or the others (latest first). */
export type SessionPart = 'upcoming' | 'earlier';

/**
 * Cache keys of sessions. Below `of(userId)` are lists and sums, which hold ids and numbers; below `one` each session as a
 * whole, once. Realtime invalidates the lists and the session that has changed.
 */
export const sessionKeys = {
  all: ['sessions'] as const,
  of: (userId: string) => [...sessionKeys.all, userId] as const,
  list: (userId: string, part: SessionPart, filters: SessionListFilters, firstPage: number) =>
    [...sessionKeys.of(userId), 'list', part, filters, firstPage] as const,
  counts: (userId: string, filters: SessionListFilters) => [...sessionKeys.of(userId), 'counts', filters] as const,
  /** A therapist's day. */
  day: (userId: string, needs: number) => [...sessionKeys.of(userId), 'day', needs] as const,
  /** A therapist's months and weeks. */
  figures: (userId: string) => [...sessionKeys.of(userId), 'figures'] as const,
  activity: (userId: string, limit: number) => [...sessionKeys.of(userId), 'activity', limit] as const,
  /** The last move of each of these sessions. */
  moves: (userId: string, sessionIds: readonly string[]) => [...sessionKeys.of(userId), 'moves', sessionIds] as const,
  /** A therapist's clients, read from the sessions. */
  clients: (userId: string) => [...sessionKeys.of(userId), 'clients'] as const,
  one: () => [...sessionKeys.all, 'one'] as const,
  detail: (sessionId: string) => [...sessionKeys.one(), sessionId] as const,
  history: (sessionId: string) => [...sessionKeys.detail(sessionId), 'history'] as const,
  /** Outside `all`: a note changes only by its author's own hand, and a refetch must not disturb the writing. */
  notes: (sessionId: string) => ['session-notes', sessionId] as const,
  serverClock: ['server-clock'] as const,
};
