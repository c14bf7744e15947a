import { NoProfile } from '@/components/viewer/NoProfile';
import { useViewer } from '@/components/viewer/use-viewer';
import { HeaderSlot } from '@/components/ui/HeaderSlot';
import { LiveBadge } from '@/components/ui/LiveBadge';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { useDocumentTitle } from '@/lib/use-document-title';
import { ClientPayments } from './ClientPayments';
import { TherapistPayments } from './TherapistPayments';

/** The signed-in person's payments, kept current while they are on screen. */
export function Payments() {
  const viewer = useViewer();
  const channel = useSessionsChannel(viewer?.id);
  useDocumentTitle('Payments');
  if (!viewer) return <NoProfile />;
  return (
    <>
      <HeaderSlot>
        <LiveBadge status={channel.status} />
      </HeaderSlot>
      {viewer.role === 'therapist' ? <TherapistPayments viewer={viewer} /> : <ClientPayments viewer={viewer} />}
    </>
  );
}
