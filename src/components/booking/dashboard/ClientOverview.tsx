import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { PageHeader } from '@/components/ui/PageHeader';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useSessions } from '@/data/sessions/use-sessions';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { formatDay } from '@/domain/format';
import { isHoldLive, isUpcoming } from '@/domain/status';
import { nextSession } from '@/domain/summary';
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
  const sessions = useSessions({ role: 'client' });
  const channel = useSessionsChannel(viewer.id);

  if (sessions.isPending) return <OverviewSkeleton />;
  if (sessions.isLoadingError) {
    return <ErrorNotice title="Your sessions could not be loaded" error={sessions.error} onRetry={() => void sessions.refetch()} />;
  }
  const byStart = sessions.data.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  const unpaid = byStart.filter((session) => isHoldLive(session, now));
  const settled = byStart.filter((session) => isUpcoming(session, now) && !isHoldLive(session, now));
  const next = nextSession(settled, now);
  const later = settled.filter((session) => session.id !== next?.id);
  const past = byStart.filter((session) => !isUpcoming(session, now)).toReversed();

  return (
    <div className="grid gap-8">
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
      {later.length > 0 ? <ClientSessionRows title="Also booked" sessions={later} viewer={viewer} now={now} /> : null}
      {past.length > 0 ? (
        <ClientSessionRows
          title="Before"
          sessions={past.slice(0, HISTORY_SHOWN)}
          viewer={viewer}
          now={now}
          more={past.length > HISTORY_SHOWN ? `All ${past.length} under Sessions` : undefined}
        />
      ) : null}
    </div>
  );
}
