import type { ReactNode } from 'react';
import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { PageHeader } from '@/components/ui/PageHeader';
import { useWeeklyAvailability } from '@/data/availability/use-weekly-availability';
import { useServerClock } from '@/data/sessions/use-server-clock';
import { useDaySessions } from '@/data/sessions/use-day-sessions';
import { NO_FILTERS } from '@/data/sessions/keys';
import { usePracticeFigures } from '@/data/sessions/use-practice-figures';
import { useSessionCounts } from '@/data/sessions/use-session-counts';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import { formatDay } from '@/domain/format';
import { formatHourlyRate } from '@/domain/price';
import { stretchesOf } from '@/domain/slots';
import { sessionsToday } from '@/domain/summary';
import { InSlices } from '@/lib/first-load/InSlices';
import { useNow } from '@/lib/use-now';
import { focusSession } from './focus-session';
import { dayText, firstName, greeting } from './greeting';
import { MonthOverview } from './MonthOverview';
import { NEEDS_SHOWN, needsYou } from './needs-you';
import { NeedsYou } from './NeedsYou';
import { OnboardingChecklist } from './OnboardingChecklist';
import { OverviewSkeleton } from './OverviewSkeleton';
import { QuickActions } from './QuickActions';
import { RecentActivity } from './RecentActivity';
import { TodaySchedule } from './TodaySchedule';
import type { Viewer } from '@/components/viewer/viewer';

/** The therapist's day: what comes next, what needs a decision, how the month goes. `bookForClient`: the button that opens it. */
export function TherapistOverview({ viewer, bookForClient }: { viewer: Viewer; bookForClient: ReactNode }) {
  const { now: serverNow } = useServerClock();
  const now = useNow(15_000, serverNow);
  const profile = useOwnTherapistProfile();
  const week = useWeeklyAvailability(viewer.id);
  const counts = useSessionCounts(NO_FILTERS);
  // One more than is shown: the session in focus may be among them, and carries its own buttons.
  const dayQuery = useDaySessions(NEEDS_SHOWN + 1);
  const figures = usePracticeFigures();
  const channel = useSessionsChannel(viewer.id);

  const queries = [profile, week, counts, dayQuery, figures];
  if (queries.some((query) => query.isPending)) return <OverviewSkeleton />;
  const failed = queries.find((query) => query.isLoadingError);
  if (failed) {
    return <ErrorNotice title="Your day could not be loaded" error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  const { data: own } = profile;
  if (!own || !week.data || !counts.data || !dayQuery.data || !figures.data) return null;

  const working = stretchesOf(week.data);
  const { sessions } = dayQuery;
  const today = sessionsToday(sessions, viewer.timeZone, now);
  const day = formatDay(now, viewer.timeZone, { long: true });
  const focus = focusSession(sessions, now);
  const needs = needsYou(sessions, now);
  const needsBesides = needs.filter(({ session }) => session.id !== focus?.id);
  const isNew = counts.data.total === 0;
  const hasHours = working.length > 0;

  return (
    <InSlices placeholder={<OverviewSkeleton />}>
      <div className="grid gap-8 wrap-anywhere">
        <HeaderSlot>
          <LiveBadge status={channel.status} />
        </HeaderSlot>
        <PageHeader
          title={`${greeting(now, viewer.timeZone)}, ${firstName(viewer.fullName)}`}
          description={`${day} · ${dayText(today, viewer, now)}`}
          actions={isNew ? null : <QuickActions slug={own.slug}>{bookForClient}</QuickActions>}
        />
        <div className="grid items-start gap-7 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid min-w-0 gap-8 max-xl:contents">
            {isNew ? (
              <OnboardingChecklist
                therapistId={own.id}
                slug={own.slug}
                hasHours={hasHours}
                hasIntroduction={own.headline !== ''}
                rateText={formatHourlyRate(own.hourlyRate, own.currency)}
              />
            ) : null}
            {hasHours || !isNew ? <TodaySchedule sessions={sessions} working={working} viewer={viewer} now={now} /> : null}
            {!hasHours && !isNew ? (
              <Card className="p-0">
                <EmptyState
                  title="You have no working hours"
                  description="Clients see no times until you set some. Sessions already booked stay."
                  action={<LinkButton to="/booking?tab=availability">Set hours</LinkButton>}
                />
              </Card>
            ) : null}
            {isNew ? null : (
              <MonthOverview className="max-xl:order-2" figures={figures.data} currency={own.currency} zone={viewer.timeZone} now={now} />
            )}
          </div>
          <div className="grid gap-5 max-xl:contents">
            <NeedsYou
              needs={needsBesides.slice(0, NEEDS_SHOWN)}
              total={dayQuery.data.needsTotal - (needs.length - needsBesides.length)}
              viewer={viewer}
              now={now}
            />
            <RecentActivity viewer={viewer} now={now} />
          </div>
        </div>
      </div>
    </InSlices>
  );
}
