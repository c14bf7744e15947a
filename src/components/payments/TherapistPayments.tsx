import { Download } from 'lucide-react';
import type { Viewer } from '@/components/booking/dashboard/viewer';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { useToast } from '@/components/ui/use-toast';
import { usePayments } from '@/data/payments/use-payments';
import { downloadFile } from '@/lib/download';
import { MonthTotals } from './MonthTotals';
import { PaymentFiltersBar } from './PaymentFiltersBar';
import { PaymentList } from './PaymentList';
import { paymentsCsv } from './payments-csv';
import { PaymentsSkeleton } from './PaymentsSkeleton';
import { filterPayments, rangeOfMonth, usePaymentFilters } from './use-payment-filters';

/** More than one answer of the API holds; see `fetchPayments`. */
const LATEST = 1_000;

/** A therapist's money: totals by month, the payments behind them, and a file of what is in view. */
export function TherapistPayments({ viewer }: { viewer: Viewer }) {
  const { filters, change, active, clear } = usePaymentFilters();
  const payments = usePayments(rangeOfMonth(filters.month, viewer.timeZone));
  const toast = useToast();
  const all = payments.data ?? [];
  const shown = filterPayments(all, filters);

  const save = () => {
    const name = `payments${filters.month ? `-${filters.month}` : ''}.csv`;
    downloadFile(name, 'text/csv;charset=utf-8', paymentsCsv(shown, viewer.timeZone));
    toast.success(`${name} has ${shown.length === 1 ? '1 payment' : `${shown.length} payments`}.`);
  };

  return (
    <div className="grid gap-6">
      <PageHeader
        title="Payments"
        description="What your clients paid, what went back, and what stays."
        actions={
          <Button variant="secondary" disabled={shown.length === 0} onClick={save}>
            <Download aria-hidden="true" className="size-4" /> Export CSV
          </Button>
        }
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="xl:order-last">
          <MonthTotals month={filters.month} onMonthChange={(month) => change({ month })} />
        </div>
        {payments.isPending ? (
          <PaymentsSkeleton />
        ) : payments.isError ? (
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
              {filters.month === null && all.length >= LATEST ? ' These are the latest 1,000: choose a month for older ones.' : ''}
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
