import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import type { Session } from '@/data/sessions/session';
import type { SessionEvent } from '@/data/sessions/session-event';
import { SESSION_PAGE, type useSessionPages } from '@/data/sessions/use-session-pages';
import type { Viewer } from '@/components/viewer/viewer';
import { SessionCard } from './SessionCard';

type Pages = Pick<ReturnType<typeof useSessionPages>, 'sessions' | 'fetchNextPage' | 'isFetchingNextPage' | 'hasNextPage'>;

interface SessionListProps {
  upcoming: Pages;
  earlier: Pages;
  /** How many the filters leave in all, and to come. */
  found: { all: number; upcoming: number };
  /** The session that a link led to, where neither list has it yet. */
  linked: Session | null;
  /** Which of them a link led to. */
  focusedId: string | null;
  viewer: Viewer;
  now: Date;
  /** The last move of each session that was moved, by session id. */
  moves?: ReadonlyMap<string, SessionEvent> | undefined;
  onClearFilters: () => void;
}

/** What is to come, soonest first; then what has been, latest first; each a page at a time. */
export function SessionList({ upcoming, earlier, found, linked, focusedId, viewer, now, moves, onClearFilters }: SessionListProps) {
  if (found.all === 0 && !linked) {
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
  const group = (title: string, sessions: readonly Session[], pages?: Pages, total = 0) =>
    sessions.length === 0 ? null : (
      <section aria-label={title} className="grid gap-3">
        <h2 className="text-heading">{title}</h2>
        {sessions.map((session) => (
          <SessionCard
            key={session.id}
            session={session}
            viewer={viewer}
            now={now}
            focused={session.id === focusedId}
            move={moves?.get(session.id)}
          />
        ))}
        {pages?.hasNextPage && total > sessions.length ? (
          <Button
            variant="secondary"
            className="mt-1 justify-self-center"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            Show {Math.min(SESSION_PAGE, total - sessions.length)} more of {total - sessions.length}
          </Button>
        ) : null}
      </section>
    );

  return (
    <div className="grid gap-8">
      {linked ? group('The session you opened', [linked]) : null}
      {group('Upcoming', upcoming.sessions, upcoming, found.upcoming)}
      {group('Earlier', earlier.sessions, earlier, found.all - found.upcoming)}
    </div>
  );
}
