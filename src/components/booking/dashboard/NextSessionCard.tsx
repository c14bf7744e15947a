import type { Session } from '@/data/sessions/session';
import { LinkButton } from '@/components/ui/LinkButton';
import { formatDuration, formatTime, relativeDay, relativeTime } from '@/domain/format';
import { SessionActions } from '@/components/booking/lifecycle/SessionActions';
import { SessionBadges } from '@/components/booking/lifecycle/SessionBadges';
import type { Viewer } from '@/components/viewer/viewer';
import { WhenInZones } from './WhenInZones';

interface NextSessionCardProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  /** The heading's level depends on where the card is shown. */
  as?: 'h2' | 'h3';
}

const SOON_MS = 12 * 3_600_000;

function whenText(session: Session, viewer: Viewer, now: Date): string {
  const start = Date.parse(session.startsAt);
  if (Date.parse(session.endsAt) <= now.getTime()) return `Running over since ${formatTime(session.endsAt, viewer.timeZone, viewer)}`;
  if (start <= now.getTime()) return `Now, until ${formatTime(session.endsAt, viewer.timeZone, viewer)}`;
  if (viewer.role === 'client' || start - now.getTime() < SOON_MS) return `Next, ${relativeTime(session.startsAt, now)}`;
  return `Next, ${relativeDay(session.startsAt, viewer.timeZone, now)} at ${formatTime(session.startsAt, viewer.timeZone, viewer)}`;
}

/** The current or next session, largest on the screen, with the actions needed right before it. */
export function NextSessionCard({ session, viewer, now, as: Heading = 'h3' }: NextSessionCardProps) {
  const { role } = viewer;
  const name = role === 'therapist' ? session.clientName : session.therapistName;
  return (
    <article
      aria-label={`Next session: ${name}`}
      className="grid gap-3 rounded-card border border-accent-line bg-linear-105 from-accent-soft to-surface to-60% p-5 shadow-card sm:px-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="text-sm font-semibold text-accent">{whenText(session, viewer, now)}</p>
        <SessionBadges session={session} now={now} />
      </div>
      <div>
        <Heading className="font-serif text-[1.75rem] leading-9 wrap-anywhere">{name}</Heading>
        <p className="text-muted">
          {session.sessionType} · {formatDuration(session.durationMinutes)} · {session.location || 'place to be agreed'}
        </p>
        {role === 'client' ? (
          <p className="mt-1">
            <WhenInZones session={session} viewer={viewer} now={now} />
          </p>
        ) : null}
      </div>
      {session.notes ? <p className="line-clamp-3 wrap-anywhere">“{session.notes}”</p> : null}
      <div className="flex flex-wrap items-start gap-x-2 gap-y-3">
        <SessionActions session={session} viewer={viewer} now={now} calendar={role === 'client'} />
        <LinkButton variant="secondary" size="sm" to={`/booking?tab=sessions&session=${session.id}`}>
          {role === 'therapist' ? 'Notes' : 'Details'}
        </LinkButton>
      </div>
    </article>
  );
}
