import { useWeeklyAvailability } from '@/data/availability/use-weekly-availability';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { formatTime } from '@/domain/format';
import { isTimeZone, zoneCity } from '@/domain/time-zone';
import { useNow } from '@/lib/use-now';
import { TouchedSessions } from '@/components/booking/unsaved/TouchedSessions';
import { useBookedSessions, useHoursEffect } from '@/components/booking/unsaved/use-hours-effect';

/** What a change of zone does: the weekly hours apply in the new zone, booked sessions do not move. */
export function ZoneEffect({ profile, zone }: { profile: TherapistProfile; zone: string }) {
  const now = useNow();
  const week = useWeeklyAvailability(profile.id);
  const booked = useBookedSessions(now);
  useSessionsChannel(profile.id);
  const effectOf = useHoursEffect(booked);
  if (!week.data || !isTimeZone(zone)) return null;
  const outside = effectOf({ rows: week.data, zone: profile.timeZone }, { rows: week.data, zone });
  return (
    <div className="grid gap-2">
      <p className="text-sm text-muted">
        Your hours will be {zoneCity(zone)} hours: there it is {formatTime(now, zone, { timeFormat: '24h' })} now, in{' '}
        {zoneCity(profile.timeZone)} {formatTime(now, profile.timeZone, { timeFormat: '24h' })}. Sessions already booked keep their moment.
      </p>
      {outside.length > 0 ? (
        <TouchedSessions
          sessions={outside}
          zone={zone}
          heading={
            outside.length === 1
              ? 'One booked session would be outside your hours, and stays.'
              : `${outside.length} booked sessions would be outside your hours, and stay.`
          }
        />
      ) : null}
    </div>
  );
}
