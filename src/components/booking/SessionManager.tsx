import { useSearchParams } from 'react-router-dom';
import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { PageHeader } from '@/components/ui/PageHeader';
import { Stat } from '@/components/ui/Stat';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSessionMoves } from '@/data/sessions/use-session-moves';
import { useSessions } from '@/data/sessions/use-sessions';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { sessionCounts } from '@/domain/summary';
import { useNow } from '@/lib/use-now';
import type { Viewer } from '@/components/viewer/viewer';
import { BookForClient } from './for-client/BookForClient';
import { NoSessions } from './session/NoSessions';
import { SessionFilters } from './session/SessionFilters';
import { SessionList } from './session/SessionList';
import { SessionsSkeleton } from './session/SessionsSkeleton';
import { filterSessions, useSessionFilters } from './session/use-session-filters';
import type { Role } from '@/domain/session-facts';

interface SessionManagerProps {
  viewer: Viewer;
}

const HEADINGS: Record<Role, { title: string; description: string; search: string }> = {
  therapist: {
    title: 'Sessions',
    description: 'Your clients’ sessions, and what you can do with each of them now.',
    search: 'Search client, type or notes',
  },
  client: {
    title: 'Your sessions',
    description: 'What you have booked, what needs paying, and what has been.',
    search: 'Search therapist, type or notes',
  },
};

/** All sessions of one person, filtered by the address, with the actions allowed now. */
export function SessionManager({ viewer }: SessionManagerProps) {
  const { role } = viewer;
  const [params] = useSearchParams();
  const { filters, change, active, clear } = useSessionFilters();
  const { now: serverNow } = useServerClock();
  const now = useNow(15_000, serverNow);
  const sessions = useSessions({ role });
  // A note on the card is a help, not a condition: without it the history still tells.
  const moves = useSessionMoves();
  // The notes come with the cards, which they make higher; where they fail at first they are not waited for.
  const awaitsMoves = moves.isPending && moves.failureCount === 0;
  const channel = useSessionsChannel(viewer.id);
  const words = HEADINGS[role];
  const all = sessions.data ?? [];
  const counts = sessionCounts(all, now);
  const shown = filterSessions(all, filters, viewer.timeZone);

  return (
    <div className="grid gap-6">
      <HeaderSlot>
        <LiveBadge status={channel.status} />
      </HeaderSlot>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={role === 'therapist' ? <BookForClient viewer={viewer} size="sm" /> : null}
      />
      {sessions.isPending || awaitsMoves ? (
        <SessionsSkeleton />
      ) : sessions.isLoadingError ? (
        <ErrorNotice title="Your sessions could not be loaded" error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : all.length === 0 ? (
        <NoSessions role={role} />
      ) : (
        <>
          <dl className="flex flex-wrap gap-x-6 gap-y-3 sm:gap-x-8">
            <Stat layout="plain" label="total" value={counts.total} />
            <Stat layout="plain" label="completed" value={counts.completed} />
            <Stat layout="plain" label="upcoming" value={counts.upcoming} />
            <Stat layout="plain" label="pending" value={counts.pending} />
          </dl>
          <SessionFilters filters={filters} active={active} searchLabel={words.search} onChange={change} onClear={clear} />
          <p role="status" className="-mb-2 text-sm text-muted empty:hidden">
            {active ? `Showing ${shown.length} of ${all.length} sessions.` : ''}
          </p>
          <SessionList
            sessions={shown}
            viewer={viewer}
            now={now}
            focusedId={params.get('session')}
            moves={moves.data}
            onClearFilters={clear}
          />
        </>
      )}
    </div>
  );
}
