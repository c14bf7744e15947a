import { useOverrides } from '@/data/overrides/use-overrides';
import { useComingSessions, type ComingSession } from '@/data/sessions/use-coming-sessions';
import { sessionsOutside } from '@/domain/overrides';
import type { WeeklySlot } from '@/domain/slots';

const NONE: readonly ComingSession[] = [];

/** The therapist's sessions still to come, holds included; none while they load, as this only informs. `now` lets them end. */
export function useBookedSessions(now: Date): readonly ComingSession[] {
  const sessions = useComingSessions();
  return sessions.data?.filter(({ endsAt }) => Date.parse(endsAt) > now.getTime()) ?? NONE;
}

interface HoursInForce {
  rows: readonly WeeklySlot[];
  zone: string;
}

/**
 * The booked sessions that a change of hours, or of their zone, would leave outside and that are inside now. They stay
 * booked; those booked outside the hours on purpose are left out. Overrides count, before and after.
 */
export function useHoursEffect(booked: readonly ComingSession[]): (saved: HoursInForce, changed: HoursInForce) => ComingSession[] {
  const { data: overrides = [] } = useOverrides();
  return (saved, changed) => {
    const before = new Set(sessionsOutside(booked, { week: saved.rows, overrides }, saved.zone).map(({ id }) => id));
    return sessionsOutside(booked, { week: changed.rows, overrides }, changed.zone).filter(({ id }) => !before.has(id));
  };
}
