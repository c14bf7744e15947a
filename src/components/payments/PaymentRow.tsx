import { Link } from 'react-router-dom';
import type { Viewer } from '@/components/viewer/viewer';
import { Badge } from '@/components/ui/Badge';
import { LinkButton } from '@/components/ui/LinkButton';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { formatDay, formatTime, formatPastDay } from '@/domain/format';
import { formatMoney } from '@/domain/price';
import { cn } from '@/lib/cn';
import { isAwaited, stateBadge } from './payment-state';
import { methodText } from '@/domain/payment-text';

/** One payment: for whom or to whom, for which session, its state, and its receipt. */
export function PaymentRow({ payment, viewer }: { payment: ListedPayment; viewer: Viewer }) {
  const { role, timeZone: zone } = viewer;
  const badge = stateBadge(payment);
  const isPaid = payment.status === 'succeeded';
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 px-4 py-3.5 md:grid-cols-[minmax(0,1fr)_12rem_10.5rem] sm:px-5">
      <div className="min-w-0">
        <p className="font-semibold wrap-anywhere">{role === 'therapist' ? payment.clientName : payment.therapistName}</p>
        <p className="text-sm text-muted">
          {formatDay(payment.startsAt, zone)}, {formatTime(payment.startsAt, zone, viewer)} · {payment.durationMinutes} min
        </p>
      </div>
      <div className="row-start-2 text-sm text-muted md:row-start-auto">
        {isPaid && payment.paidAt ? (
          <>
            <p className="max-md:hidden">
              Paid {methodText(payment.method)}, {formatPastDay(payment.paidAt, zone)}
            </p>
            <Link
              to={`/receipts/${payment.id}`}
              className="inline-flex min-h-6 items-center font-medium text-accent underline-offset-2 hover:underline"
            >
              Receipt {payment.receiptNumber}
            </Link>
            {payment.method === 'in_person' ? <span className="md:hidden"> · in person</span> : null}
          </>
        ) : null}
      </div>
      <div className="row-span-2 grid justify-items-end gap-1.5 md:row-span-1">
        <p className={cn('font-serif text-[1.1875rem] leading-6 tabular-nums', !isPaid && 'text-muted')}>
          {formatMoney(payment.amount, payment.currency)}
        </p>
        <Badge tone={badge.tone}>{badge.label}</Badge>
        {payment.isDisputed ? <Badge tone="bad">Disputed</Badge> : null}
        {role === 'client' && isAwaited(payment) ? (
          <LinkButton size="sm" to={`/checkout/${payment.sessionId}`}>
            Pay
          </LinkButton>
        ) : null}
      </div>
    </li>
  );
}
