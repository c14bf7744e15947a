import { Download } from 'lucide-react';
import type { Viewer } from '@/components/viewer/viewer';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { useToast } from '@/components/ui/use-toast';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { useAllPayments } from '@/data/payments/use-all-payments';
import { usePaymentCounts } from '@/data/payments/use-payment-counts';
import { usePaymentMonths } from '@/data/payments/use-payment-months';
import { usePayments } from '@/data/payments/use-payments';
import { downloadFile } from '@/lib/download';
import { MonthTotals } from './MonthTotals';
import { PaymentFiltersBar } from './PaymentFiltersBar';
import { PaymentList } from './PaymentList';
import { paymentsCsv } from './payments-csv';
import { PaymentsSkeleton } from './PaymentsSkeleton';
import { listFilters, usePaymentFilters } from './use-payment-filters';

/** A therapist's money: totals by month, the payments behind them, and a file of all that the filters leave. */
export function TherapistPayments({ viewer }: { viewer: Viewer }) {
  const { filters, change, active, clear } = usePaymentFilters();
  const asked = listFilters(filters, viewer.timeZone);
  const pages = usePayments(asked);
  const counts = usePaymentCounts(asked);
  const months = usePaymentMonths();
  // Both columns come at once: on a phone the totals lie above the list.
  const isFirstLoad = months.isPending || (pages.isPending && filters.month === null);
  const everything = useAllPayments();
  const toast = useToast();
  const isEmpty = pages.payments.length === 0;

  const save = (payments: readonly ListedPayment[]) => {
    const name = `payments${filters.month ? `-${filters.month}` : ''}.csv`;
    downloadFile(name, 'text/csv;charset=utf-8', paymentsCsv(payments, viewer.timeZone));
    toast.success(`${name} has ${payments.length === 1 ? '1 payment' : `${payments.length} payments`}.`);
  };
  // A file for the accounts must not end where the list does.
  const saveAll = () => everything.mutate(asked, { onSuccess: save });

  return (
    <div className="grid gap-6">
      <PageHeader
        title="Payments"
        description="What your clients paid, what went back, and what stays."
        actions={
          <Button variant="secondary" disabled={isEmpty} loading={everything.isPending} onClick={saveAll}>
            <Download aria-hidden="true" className="size-4" /> Export CSV
          </Button>
        }
      />
      {everything.isError ? <ErrorNotice title="The file could not be made" error={everything.error} onRetry={saveAll} /> : null}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="xl:order-last">
          <MonthTotals pending={isFirstLoad} month={filters.month} onMonthChange={(month) => change({ month })} />
        </div>
        {/* The skeletons above and here go at once: the list is a new element, not one that moves. */}
        <div key={isFirstLoad ? 'loading' : 'loaded'} className="grid gap-4">
          {!isFirstLoad && (active || !isEmpty) ? (
            <>
              <PaymentFiltersBar filters={filters} active={active} onChange={change} onClear={clear} />
              <p role="status" className="text-sm text-muted empty:hidden">
                {active && counts.data
                  ? `Showing ${counts.data.found} of ${counts.data.total} payments${filters.month ? ' of the month' : ''}.`
                  : ''}
              </p>
            </>
          ) : null}
          {pages.isPending || isFirstLoad || (isEmpty && pages.isPlaceholderData) ? (
            <PaymentsSkeleton />
          ) : pages.isLoadingError ? (
            <ErrorNotice title="Your payments could not be loaded" error={pages.error} onRetry={() => void pages.refetch()} />
          ) : isEmpty ? (
            <NoPayments active={active} onClear={clear} />
          ) : (
            <PaymentList pages={pages} found={counts.data?.found} viewer={viewer} />
          )}
        </div>
      </div>
    </div>
  );
}

function NoPayments({ active, onClear }: { active: boolean; onClear: () => void }) {
  return (
    <Card className="p-0">
      {active ? (
        <EmptyState
          title="No payments match"
          description="Try another month, another status, or fewer words."
          action={<Button onClick={onClear}>Show all payments</Button>}
        />
      ) : (
        <EmptyState
          title="No payments yet"
          description="They appear here as soon as a client pays for a session."
          action={<LinkButton to="/booking?tab=sessions">Your sessions</LinkButton>}
        />
      )}
    </Card>
  );
}
