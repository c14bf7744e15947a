import { CircleX } from 'lucide-react';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import { usePayment } from '@/data/payments/use-payment';
import type { Session } from '@/data/sessions/session';
import { formatMoney, sumMoney } from '@/domain/price';

/** The session was cancelled, perhaps while it was being paid for: says what happens to the money. */
export function CancelledView({ session }: { session: Session }) {
  const payment = usePayment(session.id);
  return (
    <Card className="mx-auto grid max-w-xl justify-items-start gap-4 p-6 sm:p-8">
      <span aria-hidden className="grid size-12 place-items-center rounded-full bg-bad-soft text-bad">
        <CircleX className="size-6" />
      </span>
      <div className="grid gap-1.5" role="status">
        <h1 className="text-title">This session was cancelled</h1>
        <p className="text-muted">
          {reasonText(session)}
          {moneyText(payment.data, session.currency)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={`/therapists/${session.therapistSlug}`}>Find another time</LinkButton>
        <LinkButton variant="secondary" to="/booking?tab=sessions">
          Your sessions
        </LinkButton>
      </div>
    </Card>
  );
}

/** Why, where there is more to say than that it was cancelled; ends with a space. */
function reasonText({ cancellationReason: reason, payment }: Session): string {
  if (reason !== 'hold_expired') return reason ? `“${reason}” ` : '';
  return payment?.status === 'succeeded' ? 'Your payment came after the 15 minutes, and somebody else had the time by then. ' : '';
}

function moneyText(payment: ReturnType<typeof usePayment>['data'], currency: string): string {
  if (payment === undefined) return '';
  if (payment?.isProcessing) return 'Your bank is still working on the payment. If the money comes, all of it goes back to your card.';
  if (payment === null || (payment.status !== 'succeeded' && payment.refunds.length === 0)) return 'Nothing was charged.';
  const owed = sumMoney(
    payment.refunds.map((refund) => refund.amount),
    currency,
  );
  if (owed === 0) return 'The payment is not refunded under the cancellation policy.';
  const done = payment.refunds.every((refund) => refund.status === 'succeeded');
  return done
    ? `${formatMoney(owed, currency)} was paid back to your card.`
    : `${formatMoney(owed, currency)} is on its way back to your card. Banks take a few days to show it.`;
}
