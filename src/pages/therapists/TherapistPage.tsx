import { UserRoundX } from 'lucide-react';
import { useParams } from 'react-router-dom';
import { BookingCalendar } from '@/components/booking/BookingCalendar';
import { TherapistDetails, TherapistHeader } from '@/components/therapists/TherapistIntro';
import { TherapistSkeleton } from '@/components/therapists/TherapistSkeleton';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { useTherapist } from '@/data/therapists/use-therapist';
import { InSlices } from '@/lib/first-load/InSlices';
import { useDocumentTitle } from '@/lib/use-document-title';

/** `/therapists/:slug`: one therapist and their calendar, readable without an account. */
export function TherapistPage() {
  const { slug = '' } = useParams();
  const query = useTherapist(slug);
  useDocumentTitle(query.data ? `Book with ${query.data.fullName}` : 'Therapist');

  if (query.isPending) return <TherapistSkeleton />;
  if (query.isLoadingError) {
    return <ErrorNotice error={query.error} title="This therapist could not be loaded" onRetry={() => void query.refetch()} />;
  }
  if (query.data === null) {
    return (
      <>
        <h1 className="sr-only">Therapist</h1>
        <EmptyState
          icon={<UserRoundX className="size-5" />}
          title="There is no therapist at this address"
          description="The address may have changed, or the profile was closed."
          action={<LinkButton to="/therapists">Find therapists</LinkButton>}
        />
      </>
    );
  }
  return (
    <InSlices placeholder={<TherapistSkeleton />}>
      {/* On a phone the calendar comes right after the name, and the rest of the introduction after it. */}
      <div className="grid gap-5 lg:grid-cols-[18.5rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] lg:gap-x-7">
        <TherapistHeader therapist={query.data} />
        <div className="min-w-0 lg:row-span-2">
          {/* Another therapist is another calendar: nothing of the last one's choice may stay. */}
          <BookingCalendar key={query.data.id} therapist={query.data} />
        </div>
        <TherapistDetails therapist={query.data} />
      </div>
    </InSlices>
  );
}
