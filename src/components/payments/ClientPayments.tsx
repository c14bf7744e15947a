import type { Viewer } from '@/components/viewer/viewer';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { NO_FILTERS } from '@/data/payments/keys';
import { usePaymentCounts } from '@/data/payments/use-payment-counts';
import { usePayments } from '@/data/payments/use-payments';
import { PaymentList } from './PaymentList';
import { PaymentsSkeleton } from './PaymentsSkeleton';

/** A client's own payments: what is paid, what went back, and the receipts. */
export function ClientPayments({ viewer }: { viewer: Viewer }) {
  const pages = usePayments(NO_FILTERS);
  const counts = usePaymentCounts(NO_FILTERS);
  return (
    <div className="grid max-w-3xl gap-6">
      <PageHeader title="Payments" description="What you have paid, what went back, and your receipts." />
      {pages.isPending ? (
        <PaymentsSkeleton />
      ) : pages.isLoadingError ? (
        <ErrorNotice title="Your payments could not be loaded" error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.payments.length === 0 ? (
        <Card className="p-0">
          <EmptyState
            title="No payments yet"
            description="What you pay for a session is listed here, with a receipt."
            action={<LinkButton to="/therapists">Find therapists</LinkButton>}
          />
        </Card>
      ) : (
        <PaymentList pages={pages} found={counts.data?.found} viewer={viewer} />
      )}
    </div>
  );
}
