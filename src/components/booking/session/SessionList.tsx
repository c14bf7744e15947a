import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';
import { isUpcoming } from '@/domain/status';
import type { Viewer } from '@/components/viewer/viewer';
import { SessionCard } from './SessionCard';

interface SessionListProps {
  sessions: readonly Session[];
  viewer: Viewer;
  now: Date;
  focusedId: string | null;
  /** The last move of each session that was moved, by session id. */
  moves?: ReadonlyMap<string, SessionEvent> | undefined;
  onClearFilters: () => void;
}

const PAGE = 20;
const start = (session: Session) => Date.parse(session.startsAt);

/** What is to come, soonest first; then what has been, latest first, a page at a time. */
export function SessionList({ sessions, viewer, now, focusedId, moves, onClearFilters }: SessionListProps) {
  const [pastShown, setPastShown] = useState(PAGE);
  const upcoming = sessions.filter((session) => isUpcoming(session, now)).toSorted((a, b) => start(a) - start(b));
  const past = sessions.filter((session) => !isUpcoming(session, now)).toSorted((a, b) => start(b) - start(a));
  const focusedAt = past.findIndex((session) => session.id === focusedId);
  const pastLimit = Math.max(pastShown, focusedAt + 1);

  if (sessions.length === 0) {
    return (
      <Card className="p-0">
        <EmptyState
          title="No sessions match"
          description="Try other dates, another status, or fewer words."
          action={<Button onClick={onClearFilters}>Show all sessions</Button>}
        />
      </Card>
    );
  }
  const group = (title: string, items: readonly Session[]) =>
    items.length === 0 ? null : (
      <section aria-label={title} className="grid gap-3">
        <h2 className="text-heading">{title}</h2>
        {items.map((session) => (
          <SessionCard
            key={session.id}
            session={session}
            viewer={viewer}
            now={now}
            focused={session.id === focusedId}
            move={moves?.get(session.id)}
          />
        ))}
      </section>
    );

  return (
    <div className="grid gap-8">
      {group('Upcoming', upcoming)}
      {group('Earlier', past.slice(0, pastLimit))}
      {past.length > pastLimit ? (
        <Button variant="secondary" className="justify-self-center" onClick={() => setPastShown(pastLimit + PAGE)}>
          Show {Math.min(PAGE, past.length - pastLimit)} more of {past.length - pastLimit}
        </Button>
      ) : null}
    </div>
  );
}
