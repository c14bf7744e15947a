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
import { LATEST_PAYMENTS, useAllPayments, usePayments } from '@/data/payments/use-payments';
import { downloadFile } from '@/lib/download';
import { MonthTotals } from './MonthTotals';
import { PaymentFiltersBar } from './PaymentFiltersBar';
import { PaymentList } from './PaymentList';
import { paymentsCsv } from './payments-csv';
import { PaymentsSkeleton } from './PaymentsSkeleton';
import { filterPayments, rangeOfMonth, usePaymentFilters } from './use-payment-filters';

/** A therapist's money: totals by month, the payments behind them, and a file of what is in view. */
export function TherapistPayments({ viewer }: { viewer: Viewer }) {
  const { filters, change, active, clear } = usePaymentFilters();
  const payments = usePayments(rangeOfMonth(filters.month, viewer.timeZone));
  const toast = useToast();
  const all = payments.data ?? [];
  const shown = filterPayments(all, filters);

  const isCut = filters.month === null && all.length >= LATEST_PAYMENTS;
  const everything = useAllPayments();

  const save = (payments: readonly ListedPayment[]) => {
    const rows = filterPayments(payments, filters);
    const name = `payments${filters.month ? `-${filters.month}` : ''}.csv`;
    downloadFile(name, 'text/csv;charset=utf-8', paymentsCsv(rows, viewer.timeZone));
    toast.success(`${name} has ${rows.length === 1 ? '1 payment' : `${rows.length} payments`}.`);
  };
  // A file for the accounts must not end where the list does.
  const saveAll = () => (isCut ? everything.mutate(undefined, { onSuccess: save }) : save(all));

  return (
    <div className="grid gap-6">
      <PageHeader
        title="Payments"
        description="What your clients paid, what went back, and what stays."
        actions={
          <Button variant="secondary" disabled={shown.length === 0 && !isCut} loading={everything.isPending} onClick={saveAll}>
            <Download aria-hidden="true" className="size-4" /> Export CSV
          </Button>
        }
      />
      {everything.isError ? <ErrorNotice title="The file could not be made" error={everything.error} onRetry={saveAll} /> : null}
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="xl:order-last">
          <MonthTotals month={filters.month} onMonthChange={(month) => change({ month })} />
        </div>
        {payments.isPending ? (
          <PaymentsSkeleton />
        ) : payments.isLoadingError ? (
          <ErrorNotice title="Your payments could not be loaded" error={payments.error} onRetry={() => void payments.refetch()} />
        ) : all.length === 0 && !active ? (
          <Card className="p-0">
            <EmptyState
              title="No payments yet"
              description="They appear here as soon as a client pays for a session."
              action={<LinkButton to="/booking?tab=sessions">Your sessions</LinkButton>}
            />
          </Card>
        ) : (
          <div className="grid gap-4">
            <PaymentFiltersBar filters={filters} active={active} onChange={change} onClear={clear} />
            <p role="status" className="text-sm text-muted empty:hidden">
              {active ? `Showing ${shown.length} of ${all.length} payments${filters.month ? ' of the month' : ''}.` : ''}
              {isCut ? ' These are the latest 1,000: choose a month for older ones. The file has them all.' : ''}
            </p>
            {shown.length === 0 ? (
              <Card className="p-0">
                <EmptyState
                  title="No payments match"
                  description="Try another month, another status, or fewer words."
                  action={<Button onClick={clear}>Show all payments</Button>}
                />
              </Card>
            ) : (
              <PaymentList payments={shown} viewer={viewer} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}
