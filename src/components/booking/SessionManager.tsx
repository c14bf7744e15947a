import { useSearchParams } from 'react-router-dom';
import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { PageHeader } from '@/components/ui/PageHeader';
import { Stat } from '@/components/ui/Stat';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSession } from '@/data/sessions/use-session';
import { useSessionCounts } from '@/data/sessions/use-session-counts';
import { useSessionMoves } from '@/data/sessions/use-session-moves';
import { useSessionPages } from '@/data/sessions/use-session-pages';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { InSlices } from '@/lib/first-load/InSlices';
import { useNow } from '@/lib/use-now';
import type { Viewer } from '@/components/viewer/viewer';
import { BookForClient } from './for-client/BookForClient';
import { NoSessions } from './session/NoSessions';
import { SessionFilters } from './session/SessionFilters';
import { SessionList } from './session/SessionList';
import { SessionsSkeleton } from './session/SessionsSkeleton';
import { listFilters, useSessionFilters } from './session/use-session-filters';
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

/** What has been is asked for less often than what is to come. */
const FIRST_EARLIER = 10;

/** A person's sessions, filtered by the address and read a page at a time, with the actions allowed now. */
export function SessionManager({ viewer }: SessionManagerProps) {
  const { role } = viewer;
  const [params] = useSearchParams();
  const focusedId = params.get('session');
  const { filters, change, active, clear } = useSessionFilters();
  const asked = listFilters(filters, viewer.timeZone);
  const { now: serverNow } = useServerClock();
  const now = useNow(15_000, serverNow);
  const counts = useSessionCounts(asked);
  const upcoming = useSessionPages('upcoming', asked);
  const earlier = useSessionPages('earlier', asked, FIRST_EARLIER);
  const shown = [...upcoming.ids, ...earlier.ids];
  const isElsewhere = focusedId !== null && upcoming.isSuccess && earlier.isSuccess && !shown.includes(focusedId);
  const linked = useSession(focusedId ?? '', { enabled: isElsewhere });
  // A note on the card comes with the card, or it would move what is below. It is a help: without it the history still tells.
  const moves = useSessionMoves(shown);
  const channel = useSessionsChannel(viewer.id);
  const words = HEADINGS[role];
  const queries = [counts, upcoming, earlier];
  const failed = queries.find((query) => query.isLoadingError);

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
      {failed ? (
        <ErrorNotice
          title="Your sessions could not be loaded"
          error={failed.error}
          onRetry={() => void Promise.all(queries.map((query) => query.refetch()))}
        />
      ) : !counts.data || upcoming.isPending || earlier.isPending || moves.isLoading ? (
        <SessionsSkeleton />
      ) : counts.data.total === 0 ? (
        <NoSessions role={role} />
      ) : (
        <InSlices placeholder={<SessionsSkeleton />}>
          <dl className="flex flex-wrap gap-x-6 gap-y-3 sm:gap-x-8">
            <Stat layout="plain" label="total" value={counts.data.total} />
            <Stat layout="plain" label="completed" value={counts.data.completed} />
            <Stat layout="plain" label="upcoming" value={counts.data.upcoming} />
            <Stat layout="plain" label="pending" value={counts.data.pending} />
          </dl>
          <SessionFilters filters={filters} active={active} searchLabel={words.search} onChange={change} onClear={clear} />
          <p role="status" className="-mb-2 text-sm text-muted empty:hidden">
            {active ? `Showing ${counts.data.found} of ${counts.data.total} sessions.` : ''}
          </p>
          <SessionList
            upcoming={upcoming}
            earlier={earlier}
            found={{ all: counts.data.found, upcoming: counts.data.foundUpcoming }}
            linked={isElsewhere ? (linked.data ?? null) : null}
            focusedId={focusedId}
            viewer={viewer}
            now={now}
            moves={moves.data}
            onClearFilters={clear}
          />
        </InSlices>
      )}
    </div>
  );
}
