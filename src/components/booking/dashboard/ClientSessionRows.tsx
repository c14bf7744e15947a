import { Link } from 'react-router-dom';
import { Avatar } from '@/components/ui/Avatar';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import type { Session } from '@/data/sessions/session';
import { formatDay, formatTime } from '@/domain/format';
import { SessionBadges } from '@/components/booking/lifecycle/SessionBadges';
import type { Viewer } from '@/components/viewer/viewer';

interface ClientSessionRowsProps {
  title: string;
  sessions: readonly Session[];
  viewer: Viewer;
  now: Date;
  /** A link to the rest, when there is more. */
  more?: string | undefined;
}

/** A short list of a client's sessions, one line each. */
export function ClientSessionRows({ title, sessions, viewer, now, more }: ClientSessionRowsProps) {
  return (
    <section aria-label={title} className="grid gap-3">
      <h2 className="text-heading">{title}</h2>
      <Card className="p-0">
        <ul className="divide-y">
          {sessions.map((session) => (
            <li key={session.id}>
              <Link
                to={`/booking?tab=sessions&session=${session.id}`}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3.5 transition-colors duration-150 hover:bg-sunken"
              >
                <span className="flex min-w-0 items-center gap-3">
                  <Avatar name={session.therapistName} size="sm" />
                  <span className="min-w-0">
                    <span className="block font-semibold wrap-anywhere">{session.therapistName}</span>
                    <span className="block text-sm text-muted tabular-nums">
                      {formatDay(session.startsAt, viewer.timeZone)}, {formatTime(session.startsAt, viewer.timeZone, viewer)} ·{' '}
                      {session.sessionType}
                    </span>
                  </span>
                </span>
                <SessionBadges session={session} now={now} />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      {more ? (
        <LinkButton variant="quiet" size="sm" className="justify-self-start" to="/booking?tab=sessions">
          {more}
        </LinkButton>
      ) : null}
    </section>
  );
}
