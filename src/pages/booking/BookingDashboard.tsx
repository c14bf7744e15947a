import { PageHeader } from '@/components/ui/PageHeader';

/** Placeholder until the page is built. */
export function BookingDashboard() {
  return <PageHeader title="Bookings" />;
}
