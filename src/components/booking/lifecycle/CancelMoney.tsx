import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Skeleton } from '@/components/ui/Skeleton';
import type { CancellationQuote, useCancellationQuote } from '@/data/payments/use-cancellation-quote';
import type { Session } from '@/data/sessions/session';
import { shareText } from '@/domain/policy';
import { formatMoney } from '@/domain/price';
import type { Role } from '@/domain/session-facts';

interface CancelMoneyProps {
  session: Session;
  role: Role;
  query: ReturnType<typeof useCancellationQuote>;
}

/** What cancelling does to the money, in the database's figures, shown before the button is pressed. */
export function CancelMoney({ session, role, query }: CancelMoneyProps) {
  if (query.isPending) return <Skeleton className="h-24" />;
  if (query.isError) {
    return <ErrorNotice title="We could not work out the refund" error={query.error} onRetry={() => void query.refetch()} />;
  }
  const quote = query.data;
  if (!quote) return null;
  return (
    <div className="grid gap-2 rounded-small bg-sunken px-4 py-3 text-ink" aria-live="polite">
      {quote.paid > 0 && session.payment?.method === 'card' ? <Figures quote={quote} /> : null}
      <p className="text-sm">{cancelMoneyText(quote, session, role)}</p>
    </div>
  );
}

/** Paid, kept, and back: the last line is the one that matters. */
function Figures({ quote }: { quote: CancellationQuote }) {
  const money = (amount: number) => formatMoney(amount, quote.currency);
  const kept = quote.paid - quote.refund;
  return (
    <dl className="grid gap-1 tabular-nums">
      <Line name="Paid" amount={money(quote.paid)} />
      {kept > 0 ? (
        <Line
          name={quote.feePercent ? `Fee, ${shareText(quote.feePercent)}` : 'Stays paid, or is already on its way back'}
          amount={money(kept)}
        />
      ) : null}
      <div className="mt-1 flex items-baseline justify-between gap-4 border-t pt-2 font-semibold">
        <dt>Refund</dt>
        <dd className="font-serif text-[1.25rem]">{money(quote.refund)}</dd>
      </div>
    </dl>
  );
}

function Line({ name, amount }: { name: string; amount: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 text-sm">
      <dt className="text-muted">{name}</dt>
      <dd>{amount}</dd>
    </div>
  );
}

/** What happens to the money as a sentence: where the money goes, and when. */
function cancelMoneyText(quote: CancellationQuote, session: Session, role: Role): string {
  const refund = formatMoney(quote.refund, quote.currency);
  const forClient = role === 'client';
  if (!quote.canCancel) return 'It can no longer be cancelled.';
  if (quote.paid === 0) {
    if (session.paymentStatus === 'refunded') return 'The payment has already gone back.';
    return forClient
      ? 'Nothing has been paid, and you will not be charged.'
      : `Nothing has been paid, and ${session.clientName} will not be charged.`;
  }
  if (session.payment?.method === 'in_person') {
    return forClient
      ? 'You paid in person: ask your therapist about the money.'
      : `${session.clientName} paid in person: what goes back is between the two of you.`;
  }
  if (quote.isDisputed) {
    return forClient
      ? 'Your bank is looking into this payment. Nothing is refunded until that is settled.'
      : 'The client’s bank is looking into this payment. Nothing is refunded until that is settled.';
  }
  if (quote.refund === 0) return forClient ? 'Nothing is paid back at this point.' : 'Nothing is left to pay back.';
  return forClient
    ? `${refund} goes back to your card. Banks take up to ten days.`
    : `${refund} goes back to ${session.clientName}’s card.`;
}
