import { Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { useDocumentTitle } from '@/lib/use-document-title';
import { OverviewSkeleton } from './dashboard/OverviewSkeleton';
import { readTab, type DashboardTab } from './dashboard/tabs';
import { NoProfile } from '@/components/viewer/NoProfile';
import { useViewer } from '@/components/viewer/use-viewer';
import type { Viewer } from '@/components/viewer/viewer';
import { WeekSkeleton } from './availability/WeekSkeleton';
import { BookForClient } from './for-client/BookForClient';
import { SessionsSkeleton } from './session/SessionsSkeleton';
import { SettingsSkeleton } from './settings/SettingsSkeleton';
import { lazyNamed } from '@/lib/first-load/lazy-named';

const fetchTherapistOverview = () => import('./dashboard/TherapistOverview');
const fetchClientOverview = () => import('./dashboard/ClientOverview');
const fetchAvailability = () => import('./AvailabilityManager');
const fetchSessions = () => import('./SessionManager');
const fetchClientSettings = () => import('./settings/ClientSettings');
const fetchTherapistSettings = () => import('./settings/TherapistSettings');
const TherapistOverview = lazyNamed(fetchTherapistOverview, 'TherapistOverview');
const ClientOverview = lazyNamed(fetchClientOverview, 'ClientOverview');
const AvailabilityManager = lazyNamed(fetchAvailability, 'AvailabilityManager');
const SessionManager = lazyNamed(fetchSessions, 'SessionManager');
const ClientSettings = lazyNamed(fetchClientSettings, 'ClientSettings');
const TherapistSettings = lazyNamed(fetchTherapistSettings, 'TherapistSettings');

/** The code of every tab of a role. */
const TABS = {
  therapist: [fetchTherapistOverview, fetchAvailability, fetchSessions, fetchTherapistSettings],
  client: [fetchClientOverview, fetchSessions, fetchClientSettings],
};

const TITLES: Record<DashboardTab, string> = {
  overview: 'Overview',
  availability: 'Availability',
  sessions: 'Sessions',
  settings: 'Settings',
};

/** As large as the tab that comes. */
function TabSkeleton({ tab }: { tab: DashboardTab }) {
  switch (tab) {
    case 'overview':
      return <OverviewSkeleton />;
    case 'availability':
      return <WeekSkeleton />;
    case 'sessions':
      return <SessionsSkeleton />;
    case 'settings':
      return <SettingsSkeleton />;
  }
}

function Panel({ tab, viewer }: { tab: DashboardTab; viewer: Viewer }) {
  switch (tab) {
    case 'overview':
      return viewer.role === 'therapist' ? (
        <TherapistOverview viewer={viewer} bookForClient={<BookForClient viewer={viewer} size="sm" />} />
      ) : (
        <ClientOverview viewer={viewer} />
      );
    case 'availability':
      return <AvailabilityManager therapistId={viewer.id} />;
    case 'sessions':
      return <SessionManager viewer={viewer} />;
    case 'settings':
      return viewer.role === 'therapist' ? <TherapistSettings /> : <ClientSettings />;
  }
}

/** All of the viewer's bookings, in tabs. The tab is in the address; the navigation of the app shell switches tabs. */
export function BookingDashboard() {
  const [params] = useSearchParams();
  const viewer = useViewer();
  const tab = readTab(params.get('tab'), viewer?.role ?? null);
  useDocumentTitle(TITLES[tab]);
  const shownTab = useRef(tab);
  useLayoutEffect(() => {
    // Another tab is another page to the reader: it starts at its top.
    if (shownTab.current !== tab) window.scrollTo(0, 0);
    shownTab.current = tab;
  }, [tab]);

  const role = viewer?.role;
  useEffect(() => {
    // The other tabs in a quiet moment, so that turning to one does not wait. Without the network it is asked for again then.
    const timer = window.setTimeout(() => {
      for (const fetchCode of role ? TABS[role] : []) fetchCode().catch(() => undefined);
    }, 2_000);
    return () => window.clearTimeout(timer);
  }, [role]);

  if (!viewer) return <NoProfile />;
  return (
    <ErrorBoundary what={`your ${TITLES[tab].toLowerCase()}`} key={tab}>
      <div key={tab} className="animate-rise">
        <Suspense fallback={<TabSkeleton tab={tab} />}>
          <Panel tab={tab} viewer={viewer} />
        </Suspense>
      </div>
    </ErrorBoundary>
  );
}
