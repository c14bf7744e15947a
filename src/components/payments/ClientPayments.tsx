import type { Viewer } from '@/components/viewer/viewer';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { usePayments } from '@/data/payments/use-payments';
import { PaymentList } from './PaymentList';
import { PaymentsSkeleton } from './PaymentsSkeleton';

const EVERYTHING = { from: null, to: null };

/** A client's own payments: what is paid, what went back, and the receipts. */
export function ClientPayments({ viewer }: { viewer: Viewer }) {
  const payments = usePayments(EVERYTHING);
  return (
    <div className="grid max-w-3xl gap-6">
      <PageHeader title="Payments" description="What you have paid, what went back, and your receipts." />
      {payments.isPending ? (
        <PaymentsSkeleton />
      ) : payments.isLoadingError ? (
        <ErrorNotice title="Your payments could not be loaded" error={payments.error} onRetry={() => void payments.refetch()} />
      ) : payments.data.length === 0 ? (
        <Card className="p-0">
          <EmptyState
            title="No payments yet"
            description="What you pay for a session is listed here, with a receipt."
            action={<LinkButton to="/therapists">Find therapists</LinkButton>}
          />
        </Card>
      ) : (
        <PaymentList payments={payments.data} viewer={viewer} />
      )}
    </div>
  );
}
