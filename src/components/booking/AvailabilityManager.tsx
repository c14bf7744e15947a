import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { useWeeklyAvailability } from '@/data/availability/use-weekly-availability';
import { useSessionsChannel } from '@/data/sessions/use-sessions-channel';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import { InSlices } from '@/lib/first-load/InSlices';
import { WeekEditor } from './availability/WeekEditor';
import { WeekSkeleton } from './availability/WeekSkeleton';

/** A therapist's working week: loads it, then hands it to the editor. What is booked meanwhile shows at once. */
export function AvailabilityManager({ therapistId }: { therapistId: string }) {
  const profile = useOwnTherapistProfile();
  const week = useWeeklyAvailability(therapistId);
  useSessionsChannel(therapistId);

  if (profile.isPending || week.isPending) return <WeekSkeleton />;
  const failed = profile.isLoadingError ? profile : week.isLoadingError ? week : null;
  if (failed) {
    return <ErrorNotice title="Your week could not be loaded" error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (!profile.data || !week.data) {
    return (
      <EmptyState
        title="Only therapists set hours"
        description="This account books sessions; it has no working week."
        action={<LinkButton to="/booking">Back to your overview</LinkButton>}
      />
    );
  }
  return (
    <InSlices placeholder={<WeekSkeleton />}>
      <WeekEditor profile={profile.data} rows={week.data} />
    </InSlices>
  );
}
