import { useState } from 'react';
import type { Viewer } from '@/components/viewer/viewer';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { formatMonth } from '@/domain/format';
import { groupBy } from '@/domain/group-by';
import { localDate } from '@/domain/time-zone';
import { PaymentRow } from './PaymentRow';

const PAGE = 50;

/** Payments under their months, latest first, a page at a time. */
export function PaymentList({ payments, viewer }: { payments: readonly ListedPayment[]; viewer: Viewer }) {
  const [limit, setLimit] = useState(PAGE);
  const months = groupBy(payments.slice(0, limit), ({ at }) => localDate(new Date(at), viewer.timeZone).slice(0, 7));
  const rest = payments.length - limit;
  return (
    <div className="grid gap-6">
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
      {rest > 0 ? (
        <Button variant="secondary" className="justify-self-center" onClick={() => setLimit(limit + PAGE)}>
          Show {Math.min(PAGE, rest)} more of {rest}
        </Button>
      ) : null}
    </div>
  );
}
