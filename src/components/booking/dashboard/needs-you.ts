import { isHoldLive, isLive } from '@/domain/status';
import type { SessionFacts } from '@/domain/session-facts';

/** How many the overview shows. */
export const NEEDS_SHOWN = 4;

export type Need<T> = { kind: 'confirm' | 'wrap_up' | 'declined' | 'open_unstarted'; session: T };

/**
 * What waits for the therapist, most pressing first: a session that has ended but was not
 * completed, one that was booked without payment and is not confirmed, a card that was declined.
 */
export function needsYou<T extends SessionFacts>(sessions: readonly T[], now: Date): Need<T>[] {
  const needs = sessions
    .filter((session) => isLive(session, now))
    .flatMap((session): (Need<T> & { rank: number })[] => {
      const over = Date.parse(session.endsAt) <= now.getTime();
      if (session.status === 'in_progress') return over ? [{ kind: 'wrap_up', session, rank: 0 }] : [];
      if (session.status === 'confirmed') return over ? [{ kind: 'open_unstarted', session, rank: 1 }] : [];
      if (session.status !== 'scheduled' || over) return [];
      if (session.paymentStatus === 'failed' && isHoldLive(session, now)) return [{ kind: 'declined', session, rank: 3 }];
      return session.paymentStatus === 'paid' || session.paymentStatus === 'not_required' ? [{ kind: 'confirm', session, rank: 2 }] : [];
    });
  return needs.toSorted((a, b) => a.rank - b.rank || Date.parse(a.session.startsAt) - Date.parse(b.session.startsAt));
}
