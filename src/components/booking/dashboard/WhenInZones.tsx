import type { Session } from '@/data/sessions/session';
import { formatTime, relativeDay } from '@/domain/format';
import { localDate, zoneCity } from '@/domain/time-zone';
import type { Viewer } from '@/components/viewer/viewer';

/** 'tomorrow, 9:00 New York · 14:00 London': the reader's time first, the therapist's where it differs. */
export function WhenInZones({ session, viewer, now }: { session: Session; viewer: Viewer; now: Date }) {
  const start = new Date(session.startsAt);
  const otherDay = localDate(start, viewer.timeZone) !== localDate(start, session.timeZone);
  return (
    <span className="tabular-nums">
      <span className="inline-block font-semibold first-letter:uppercase">
        {relativeDay(start, viewer.timeZone, now, viewer)}, {formatTime(start, viewer.timeZone, viewer)}
      </span>{' '}
      {zoneCity(viewer.timeZone)}
      {viewer.timeZone === session.timeZone ? null : (
        <span className="text-muted">
          {' '}
          · {otherDay ? `${relativeDay(start, session.timeZone, now, viewer)}, ` : ''}
          {formatTime(start, session.timeZone, viewer)} {zoneCity(session.timeZone)}
        </span>
      )}
    </span>
  );
}
