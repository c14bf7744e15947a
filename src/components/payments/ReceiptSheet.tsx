import { ArrowLeft, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Viewer } from '@/components/viewer/viewer';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import type { ListedPayment } from '@/data/payments/listed-payment';
import { formatDay, formatDuration, formatRange } from '@/domain/format';
import { formatMoney, fromMinorUnits } from '@/domain/price';
import { localDate, offsetAt, zoneCity } from '@/domain/time-zone';
import { refundReasonText } from '@/domain/payment-text';

type PaidReceipt = ListedPayment & { paidAt: string };

/** Day, month and year: a receipt is read years later. */
function fullDate(instant: string, zone: string): string {
  return new Intl.DateTimeFormat(undefined, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));
}

/** The sheet itself, and a button that prints it. Its words say nothing of what the session was about. */
export function ReceiptSheet({ receipt, viewer }: { receipt: PaidReceipt; viewer: Viewer }) {
  const { currency } = receipt;
  const money = (amount: number) => formatMoney(amount, currency);
  const refunds = receipt.refunds.filter(({ reason }) => reason !== 'paid_twice');
  const kept = fromMinorUnits(Math.max(0, receipt.amountMinor - receipt.refundedMinor - receipt.onItsWayMinor), currency);
  return (
    <div className="mx-auto grid max-w-2xl gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <LinkButton variant="quiet" to="/payments" className="-ml-3.5">
          <ArrowLeft aria-hidden="true" className="size-4" /> Payments
        </LinkButton>
        <Button variant="secondary" onClick={() => window.print()}>
          <Printer aria-hidden="true" className="size-4" /> Print or save as PDF
        </Button>
      </div>
      <Card as="article" aria-labelledby="receipt-title" className="grid gap-8 p-6 sm:p-10 print:border-0 print:p-0 print:shadow-none">
        <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
          <div>
            <p className="font-serif text-[1.1875rem]">Peer Care Connect</p>
            <h1 id="receipt-title" className="mt-4 text-title">
              Receipt {receipt.receiptNumber}
            </h1>
          </div>
          <p className="text-muted">
            Paid on{' '}
            <time dateTime={receipt.paidAt} className="text-ink">
              {fullDate(receipt.paidAt, viewer.timeZone)}
            </time>
          </p>
        </header>
        <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 print:grid-cols-2">
          <Fact name="From">
            <span className="font-semibold">{receipt.therapistName}</span>
            {receipt.therapistLocation ? <Detail>{receipt.therapistLocation}</Detail> : null}
          </Fact>
          <Fact name="To">
            <span className="font-semibold">{receipt.clientName}</span>
          </Fact>
          <Fact name="For">
            Appointment, {formatDuration(receipt.durationMinutes)}
            <When receipt={receipt} viewer={viewer} />
          </Fact>
          <Fact name="Paid">{receipt.method === 'in_person' ? 'In person' : 'By card'}</Fact>
        </dl>
        <table className="w-full tabular-nums">
          <caption className="sr-only">Amounts in {currency}</caption>
          <tbody className="divide-y border-y">
            <Amount name="Paid" amount={money(receipt.amount)} />
            {refunds.map((refund) => (
              <Amount
                key={refund.id}
                name={refund.status === 'succeeded' ? 'Refunded' : 'Refund on its way'}
                detail={`${fullDate(refund.createdAt, viewer.timeZone)}, ${refundReasonText(refund.reason)}${refund.note ? `: “${refund.note}”` : ''}`}
                amount={`−${money(refund.amount)}`}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="pt-4 text-left font-semibold">
                {refunds.length > 0 ? 'Paid after refunds' : 'Total'}
              </th>
              <td className="pt-4 text-right font-serif font-display text-[1.625rem] leading-8">{money(kept)}</td>
            </tr>
          </tfoot>
        </table>
      </Card>
    </div>
  );
}

/** The session on the reader's clock, and on the therapist's where it reads otherwise. */
function When({ receipt, viewer }: { receipt: PaidReceipt; viewer: Viewer }) {
  const { startsAt, endsAt, timeZone } = receipt;
  const at = new Date(startsAt);
  const day = (zone: string) => `${formatDay(at, zone, { long: true })} ${localDate(at, zone).slice(0, 4)}`;
  const hours = (zone: string) => `${formatRange(startsAt, endsAt, zone, viewer)} ${zoneCity(zone)}`;
  const differ = offsetAt(at, viewer.timeZone) !== offsetAt(at, timeZone);
  const otherDay = localDate(at, viewer.timeZone) !== localDate(at, timeZone);
  return (
    <>
      <Detail>{day(viewer.timeZone)}</Detail>
      <Detail>{hours(viewer.timeZone)}</Detail>
      {differ && otherDay ? <Detail>{day(timeZone)}</Detail> : null}
      {differ ? <Detail>{hours(timeZone)}</Detail> : null}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Detail({ children }: { children: ReactNode }) {
  return <span className="block text-sm text-muted">{children}</span>;
}

function Amount({ name, detail, amount }: { name: string; detail?: string; amount: string }) {
  return (
    <tr>
      <th scope="row" className="py-3 pr-4 text-left font-normal">
        {name}
        {detail ? <span className="block text-sm wrap-anywhere text-muted">{detail}</span> : null}
      </th>
      <td className="py-3 text-right align-top">{amount}</td>
    </tr>
  );
}
