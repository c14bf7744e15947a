import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import { usePaymentMonths, type PaymentMonth } from '@/data/payments/use-payment-months';
import { formatMoney, sumMoney } from '@/domain/price';
import { cn } from '@/lib/cn';

interface MonthTotalsProps {
  /** Waits with the list below it, which its height would move. */
  pending: boolean;
  /** YYYY-MM of the month the list shows, if one. */
  month: string | null;
  onMonthChange: (month: string | null) => void;
}

const SHOWN = 4;
const shortMonth = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** What came in, what went back, and what stays, month by month. A month's name shows its payments. */
export function MonthTotals({ pending, month, onMonthChange }: MonthTotalsProps) {
  const months = usePaymentMonths();
  const [all, setAll] = useState(false);
  if (pending || months.isPending) return <Skeleton className="h-48 rounded-card" />;
  if (months.isLoadingError)
    return <ErrorNotice title="The totals could not be loaded" error={months.error} onRetry={() => void months.refetch()} />;
  const rows = months.data;
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Card as="section" aria-labelledby="month-totals" className="grid gap-2 p-5">
      <h2 id="month-totals" className="font-sans text-base font-semibold tracking-normal">
        By month
      </h2>
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-left text-xs text-muted">
            <th scope="col" className="py-1.5 pr-2 font-medium">
              Month
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Paid
            </th>
            <th scope="col" className="px-2 py-1.5 text-right font-medium">
              Refunded
            </th>
            <th scope="col" className="py-1.5 pl-2 text-right font-medium">
              Kept
            </th>
          </tr>
        </thead>
        <tbody className="divide-y border-t">
          {shown.map((row) => (
            <Row
              key={`${row.month} ${row.currency}`}
              row={row}
              isShown={row.month === month}
              onPress={() => onMonthChange(row.month === month ? null : row.month)}
            />
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN ? (
        <Button variant="quiet" size="sm" className="-mx-2 justify-self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer months' : `All ${rows.length} months`}
        </Button>
      ) : null}
    </Card>
  );
}

function Row({ row, isShown, onPress }: { row: PaymentMonth; isShown: boolean; onPress: () => void }) {
  const money = (amount: number) => formatMoney(amount, row.currency);
  return (
    <tr className={cn(isShown && 'bg-accent-soft')}>
      <th scope="row" className="text-left font-medium">
        <button
          type="button"
          aria-pressed={isShown}
          onClick={onPress}
          className={cn(
            'min-h-9 rounded-small py-1.5 pr-2 text-left underline-offset-2 hover:underline',
            isShown ? 'pl-2 font-semibold text-accent' : 'text-ink',
          )}
        >
          {shortMonth.format(new Date(`${row.month}-01T12:00:00Z`))}
          <span className="sr-only">, {row.payments === 1 ? '1 payment' : `${row.payments} payments`}</span>
        </button>
      </th>
      <td className="px-2 text-right">{money(row.paid)}</td>
      <td className="px-2 text-right text-muted">{row.refunded > 0 ? money(row.refunded) : '–'}</td>
      <td className="pl-2 text-right font-semibold">{money(sumMoney([row.paid, -row.refunded], row.currency))}</td>
    </tr>
  );
}
