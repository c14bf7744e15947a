import { Link } from 'react-router-dom';
import type { ComingSession } from '@/data/sessions/use-coming-sessions';
import { formatDay, formatRange } from '@/domain/format';

const SHOWN = 4;

interface TouchedSessionsProps {
  sessions: readonly ComingSession[];
  zone: string;
  /** What the change means for them. */
  heading?: string;
}

/** The booked sessions that a change affects, each with a link. They stay booked; the therapist decides about each. */
export function TouchedSessions({ sessions, zone, heading }: TouchedSessionsProps) {
  const further = sessions.length - SHOWN;
  return (
    <div role="status" className={sessions.length > 0 ? 'rounded-field bg-warn-soft px-4 py-3' : ''}>
      {sessions.length === 0 ? (
        <p className="text-sm text-muted">Nothing is booked then.</p>
      ) : (
        <>
          <p className="text-sm font-semibold text-warn">
            {heading ??
              (sessions.length === 1
                ? 'One session is booked then and stays as it is.'
                : `${sessions.length} sessions are booked then and stay as they are.`)}
          </p>
          <ul className="mt-1">
            {sessions.slice(0, SHOWN).map((session) => (
              <li key={session.id}>
                <Link
                  to={`/booking?tab=sessions&session=${session.id}`}
                  className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 text-sm hover:underline"
                >
                  <span className="font-semibold">{session.clientName}</span>
                  <span className="tabular-nums">
                    {formatDay(session.startsAt, zone)}, {formatRange(session.startsAt, session.endsAt, zone)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {further > 0 ? <p className="text-sm">and {further} more.</p> : null}
        </>
      )}
    </div>
  );
}
