import type { Session } from '@/data/sessions/session';
import { useSessions } from '@/data/sessions/use-sessions';
import { isUpcoming } from '@/domain/status';

const NONE: readonly Session[] = [];

/** The therapist's sessions still to come, holds included; none while they load, as this only informs. */
export function useBookedSessions(now: Date): readonly Session[] {
  const sessions = useSessions({ role: 'therapist' });
  return sessions.data?.filter((session) => isUpcoming(session, now)) ?? NONE;
}
