import { CalendarDays, Clock, MapPin } from 'lucide-react';
import type { Session } from '@/data/sessions/session';
import { formatDay, formatDuration, formatInBothZones, formatRange, relativeDay } from '@/domain/format';
import { zoneCity } from '@/domain/time-zone';
import type { Viewer } from '../dashboard/viewer';

interface SessionWhenProps {
  session: Session;
  viewer: Viewer;
  now: Date;
}

/** Date, time and place, in the reader's zone first; the therapist's own reading beside it where they differ. */
export function SessionWhen({ session, viewer, now }: SessionWhenProps) {
  const { timeZone: zone, timeFormat } = viewer;
  const day = formatDay(session.startsAt, zone);
  const relative = relativeDay(session.startsAt, zone, now);
  const elsewhere = zone === session.timeZone ? null : formatInBothZones(session.startsAt, session.timeZone, session.timeZone, { timeFormat });
  return (
    <ul className="flex flex-wrap items-start gap-x-5 gap-y-1.5">
      <li className="flex items-center gap-2">
        <CalendarDays aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <span>
          <span className="font-semibold">{day}</span>
          {relative === day ? null : <span className="text-muted"> · {relative}</span>}
        </span>
      </li>
      <li className="flex items-start gap-2">
        <Clock aria-hidden="true" className="mt-1 size-4 shrink-0 text-muted" />
        <span>
          <span className="font-semibold tabular-nums">{formatRange(session.startsAt, session.endsAt, zone, { timeFormat })}</span>{' '}
          <span className="text-muted">
            {zoneCity(zone)} · {formatDuration(session.durationMinutes)}
          </span>
          {elsewhere ? <span className="block text-sm text-muted">{elsewhere}</span> : null}
        </span>
      </li>
      <li className="flex items-center gap-2 text-muted">
        <MapPin aria-hidden="true" className="size-4 shrink-0" />
        {session.location || 'Place to be agreed'}
      </li>
    </ul>
  );
}
