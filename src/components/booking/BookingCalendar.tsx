import { ErrorNotice } from '@/components/ui/ErrorNotice';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { CalendarCard } from './calendar/CalendarCard';
import { CalendarSkeleton } from './times/CalendarSkeleton';
import { useOffers } from './calendar/use-offers';

/** A therapist's calendar: what can be booked there, its free times, the choice of one, and its booking. */
export function BookingCalendar({ therapist }: { therapist: TherapistProfile }) {
  const offered = useOffers(therapist);
  switch (offered.status) {
    case 'pending':
      return <CalendarSkeleton />;
    case 'error':
      return <ErrorNotice error={offered.error} title="The calendar could not be loaded" onRetry={offered.retry} />;
    case 'ready':
      return <CalendarCard therapist={therapist} offers={offered.offers} />;
  }
}
