import { useLayoutEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { useDocumentTitle } from '@/lib/use-document-title';
import { AvailabilityManager } from './AvailabilityManager';
import { ClientOverview } from './dashboard/ClientOverview';
import { readTab, type DashboardTab } from './dashboard/tabs';
import { TherapistOverview } from './dashboard/TherapistOverview';
import { NoProfile } from '@/components/viewer/NoProfile';
import { useViewer } from '@/components/viewer/use-viewer';
import type { Viewer } from '@/components/viewer/viewer';
import { BookForClient } from './for-client/BookForClient';
import { SessionManager } from './SessionManager';
import { ClientSettings } from './settings/ClientSettings';
import { TherapistSettings } from './settings/TherapistSettings';

const TITLES: Record<DashboardTab, string> = {
  overview: 'Overview',
  availability: 'Availability',
  sessions: 'Sessions',
  settings: 'Settings',
};

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

  if (!viewer) return <NoProfile />;
  return (
    <ErrorBoundary what={`your ${TITLES[tab].toLowerCase()}`} key={tab}>
      <div key={tab} className="animate-rise">
        <Panel tab={tab} viewer={viewer} />
      </div>
    </ErrorBoundary>
  );
}
