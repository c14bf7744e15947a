import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { PageHeader } from '@/components/ui/PageHeader';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { NO_FILTERS } from '@/data/sessions/keys';
import { useSessionCounts } from '@/data/sessions/use-session-counts';
import { useSessionPages } from '@/data/sessions/use-session-pages';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { formatDay } from '@/domain/format';
import { isHoldLive, isUpcoming } from '@/domain/status';
import { nextSession } from '@/domain/summary';
import { InSlices } from '@/lib/first-load/InSlices';
import { useNow } from '@/lib/use-now';
import { AwaitingPayment } from './AwaitingPayment';
import { ClientSessionRows } from './ClientSessionRows';
import { firstName, greeting } from './greeting';
import { NextSessionCard } from './NextSessionCard';
import { OverviewSkeleton } from './OverviewSkeleton';
import type { Viewer } from '@/components/viewer/viewer';

const HISTORY_SHOWN = 5;

/** A client's overview: the next session, what needs paying before it is lost, what else is booked, what has been. */
export function ClientOverview({ viewer }: { viewer: Viewer }) {
  const { now: serverNow } = useServerClock();
  const now = useNow(15_000, serverNow);
  const counts = useSessionCounts(NO_FILTERS);
  const upcoming = useSessionPages('upcoming', NO_FILTERS);
  const earlier = useSessionPages('earlier', NO_FILTERS, HISTORY_SHOWN);
  const channel = useSessionsChannel(viewer.id);

  const queries = [counts, upcoming, earlier];
  const failed = queries.find((query) => query.isLoadingError);
  if (failed) {
    return (
      <ErrorNotice
        title="Your sessions could not be loaded"
        error={failed.error}
        onRetry={() => void Promise.all(queries.map((query) => query.refetch()))}
      />
    );
  }
  if (!counts.data || upcoming.isPending || earlier.isPending) return <OverviewSkeleton />;
  const unpaid = upcoming.sessions.filter((session) => isHoldLive(session, now));
  const settled = upcoming.sessions.filter((session) => isUpcoming(session, now) && !isHoldLive(session, now));
  const next = nextSession(settled, now);
  const later = settled.filter((session) => session.id !== next?.id);
  const past = earlier.sessions;
  const pastCount = counts.data.total - counts.data.upcoming;
  const laterCount = counts.data.upcoming - upcoming.sessions.length;

  return (
    <InSlices placeholder={<OverviewSkeleton />}>
      <div className="grid gap-8 wrap-anywhere">
        <HeaderSlot>
          <LiveBadge status={channel.status} />
        </HeaderSlot>
        <PageHeader
          title={`${greeting(now, viewer.timeZone)}, ${firstName(viewer.fullName)}`}
          description={formatDay(now, viewer.timeZone, { long: true })}
          actions={
            next || unpaid.length > 0 ? (
              <LinkButton variant="secondary" to="/therapists" className="max-lg:hidden">
                Find therapists
              </LinkButton>
            ) : null
          }
        />
        {unpaid.length > 0 ? <AwaitingPayment sessions={unpaid} viewer={viewer} now={now} /> : null}
        {next ? (
          <NextSessionCard session={next} viewer={viewer} now={now} as="h2" />
        ) : unpaid.length === 0 ? (
          <Card className="p-0">
            <EmptyState
              title={past.length === 0 ? 'Nothing booked yet' : 'Nothing coming up'}
              description="Look at who is free and when. You decide nothing until you pay."
              action={<LinkButton to="/therapists">Find therapists</LinkButton>}
            />
          </Card>
        ) : null}
        {later.length > 0 ? (
          <ClientSessionRows
            title="Also booked"
            sessions={later}
            viewer={viewer}
            now={now}
            more={laterCount > 0 ? `${laterCount} more under Sessions` : undefined}
          />
        ) : null}
        {past.length > 0 ? (
          <ClientSessionRows
            title="Before"
            sessions={past}
            viewer={viewer}
            now={now}
            more={pastCount > past.length ? `All ${pastCount} under Sessions` : undefined}
          />
        ) : null}
      </div>
    </InSlices>
  );
}
