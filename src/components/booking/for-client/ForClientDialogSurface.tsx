import { Dialog } from '@/components/ui/Dialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import type { Viewer } from '@/components/viewer/viewer';
import { ForClientTask } from './ForClientTask';

interface ForClientDialogProps {
  open: boolean;
  onClose: () => void;
  viewer: Viewer;
}

/** What `ForClientDialog` loads: the booking, once the profile of the therapist is here. */
export function ForClientDialogSurface({ open, onClose, viewer }: ForClientDialogProps) {
  const profile = useOwnTherapistProfile();
  if (profile.data) return <ForClientTask open={open} onClose={onClose} profile={profile.data} viewer={viewer} />;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title="Book for a client"
    >
      {profile.isLoadingError ? (
        <ErrorNotice title="Your profile could not be loaded" error={profile.error} onRetry={() => void profile.refetch()} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </Dialog>
  );
}
