import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { BookingDashboard as Dashboard } from '@/components/booking/BookingDashboard';

/** The page at /booking. Signing in is asked for by the route; the tab is in the address. */
export function BookingDashboard() {
  return (
    <ErrorBoundary what="your bookings">
      <Dashboard />
    </ErrorBoundary>
  );
}
