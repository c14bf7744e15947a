import { ErrorNotice } from '@/components/ui/ErrorNotice';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { InSlices } from '@/lib/first-load/InSlices';
import { CalendarCard } from './calendar/CalendarCard';
import { CalendarSkeleton } from './times/CalendarSkeleton';
import { useBookableTypes } from './calendar/use-bookable-types';

/** A therapist's calendar: what can be booked there, its free times, the choice of one, and its booking. */
export function BookingCalendar({ therapist }: { therapist: TherapistProfile }) {
  const bookable = useBookableTypes(therapist);
  switch (bookable.status) {
    case 'pending':
      return <CalendarSkeleton />;
    case 'error':
      return <ErrorNotice error={bookable.error} title="The calendar could not be loaded" onRetry={bookable.retry} />;
    case 'ready':
      return (
        <InSlices placeholder={<CalendarSkeleton />}>
          <CalendarCard therapist={therapist} types={bookable.types} />
        </InSlices>
      );
  }
}
