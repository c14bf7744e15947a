import type { Viewer } from '@/components/viewer/viewer';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { PAYMENT_PAGE, type usePayments } from '@/data/payments/use-payments';
import { formatMonth } from '@/domain/format';
import { groupBy } from '@/domain/group-by';
import { localDate } from '@/domain/time-zone';
import { PaymentRow } from './PaymentRow';

interface PaymentListProps {
  pages: Pick<
    ReturnType<typeof usePayments>,
    'payments' | 'isPlaceholderData' | 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'
  >;
  /** How many there are in all; undefined while that is counted. */
  found: number | undefined;
  viewer: Viewer;
}

/** Payments under their months, latest first, a page at a time. */
export function PaymentList({ pages, found, viewer }: PaymentListProps) {
  const { payments } = pages;
  const months = groupBy(payments, ({ at }) => localDate(new Date(at), viewer.timeZone).slice(0, 7));
  const rest = found === undefined ? null : found - payments.length;
  const more = () => void pages.fetchNextPage();
  return (
    <div aria-busy={pages.isPlaceholderData} className="grid gap-6">
      {[...months].map(([month, items]) => (
        <section key={month} aria-labelledby={`month-${month}`} className="grid gap-2.5">
          <h2 id={`month-${month}`} className="text-heading">
            {formatMonth(`${month}-01`)}
          </h2>
          <Card className="p-0">
            <ul className="divide-y">
              {items.map((payment) => (
                <PaymentRow key={payment.id} payment={payment} viewer={viewer} />
              ))}
            </ul>
          </Card>
        </section>
      ))}
      {pages.isFetchNextPageError ? (
        <ErrorNotice title="The next payments could not be loaded" error={pages.error} onRetry={more} />
      ) : pages.hasNextPage && !pages.isPlaceholderData && (rest === null || rest > 0) ? (
        <Button variant="secondary" className="justify-self-center" loading={pages.isFetchingNextPage} onClick={more}>
          {rest === null ? 'Show more' : `Show ${Math.min(PAYMENT_PAGE, rest)} more of ${rest}`}
        </Button>
      ) : null}
    </div>
  );
}
