import { ErrorBoundary } from '@/components/ui/ErrorBoundary';
import { Payments } from '@/components/payments/Payments';

/** The page at /payments. Signing in is asked for by the route; the filters are in the address. */
export function PaymentsPage() {
  return (
    <ErrorBoundary what="your payments">
      <Payments />
    </ErrorBoundary>
  );
}
