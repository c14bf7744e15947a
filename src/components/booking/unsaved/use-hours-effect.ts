import { useOverrides } from '@/data/overrides/use-overrides';
import type { Session } from '@/data/sessions/session';
import { sessionsOutside } from '@/domain/overrides';
import type { WeeklySlot } from '@/domain/slots';
import { useSessions } from '@/data/sessions/use-sessions';
import { isUpcoming } from '@/domain/status';

const NONE: readonly Session[] = [];

/** The therapist's sessions still to come, holds included; none while they load, as this only informs. */
export function useBookedSessions(now: Date): readonly Session[] {
  const sessions = useSessions({ role: 'therapist' });
  return sessions.data?.filter((session) => isUpcoming(session, now)) ?? NONE;
}

interface HoursInForce {
  rows: readonly WeeklySlot[];
  zone: string;
}

/**
 * The booked sessions that a change of hours, or of their zone, would leave outside and that are inside now. They stay
 * booked; those booked outside the hours on purpose are left out. Overrides count, before and after.
 */
export function useHoursEffect(booked: readonly Session[]): (saved: HoursInForce, changed: HoursInForce) => Session[] {
  const { data: overrides = [] } = useOverrides();
  return (saved, changed) => {
    const before = new Set(sessionsOutside(booked, { week: saved.rows, overrides }, saved.zone).map(({ id }) => id));
    return sessionsOutside(booked, { week: changed.rows, overrides }, changed.zone).filter(({ id }) => !before.has(id));
  };
}
