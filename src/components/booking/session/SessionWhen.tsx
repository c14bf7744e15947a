import { CalendarDays, Clock, MapPin, Phone, Video } from 'lucide-react';
import type { Session } from '@/data/sessions/session';
import { formatDay, formatDuration, formatInBothZones, formatRange, relativeDay } from '@/domain/format';
import { whereText } from '@/domain/place';
import { zoneCity } from '@/domain/time-zone';
import type { Viewer } from '@/components/viewer/viewer';

interface SessionWhenProps {
  session: Session;
  viewer: Viewer;
  now: Date;
}

const PLACE_ICONS = { in_person: MapPin, online: Video, phone: Phone };

/** Date, time and place, in the reader's zone first; the therapist's own reading beside it where they differ. */
export function SessionWhen({ session, viewer, now }: SessionWhenProps) {
  const { timeZone: zone, timeFormat } = viewer;
  const Place = PLACE_ICONS[session.place ?? 'in_person'];
  const day = formatDay(session.startsAt, zone);
  const relative = relativeDay(session.startsAt, zone, now);
  const elsewhere =
    zone === session.timeZone ? null : formatInBothZones(session.startsAt, session.timeZone, session.timeZone, { timeFormat });
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
        <Place aria-hidden="true" className="size-4 shrink-0" />
        {whereText(session) || 'Place to be agreed'}
        {session.isOutsideHours && viewer.role === 'therapist' ? ' · outside your hours' : null}
      </li>
    </ul>
  );
}
