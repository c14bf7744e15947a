import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Viewer } from '@/components/viewer/viewer';
import { Button } from '@/components/ui/Button';
import type { Session } from '@/data/sessions/session';
import { formatMoney } from '@/domain/price';
import { isPayable } from '@/domain/status';
import { cn } from '@/lib/cn';
import { moneyActions, type MoneyAction } from './money-actions';
import { RefundDialog } from './RefundDialog';
import { SettleDialog } from './SettleDialog';
import { formatPastDay } from '@/domain/format';
import { methodText, refundText } from '@/domain/payment-text';

interface SessionMoneyProps {
  session: Session;
  viewer: Viewer;
  now: Date;
  /** Stands at the end of the row. */
  children?: ReactNode;
}

/** The money of one session on its card: price, how it was paid, what went back, the receipt, and what its therapist may do. */
export function SessionMoney({ session, viewer, now, children }: SessionMoneyProps) {
  const { role } = viewer;
  const { payment } = session;
  const [asked, setAsked] = useState<MoneyAction | null>(null);
  const amount = formatMoney(session.price, session.currency);
  const refunds = refundText(payment, role);
  // The badge has said how much was paid, and the button says what is to be.
  const said = (session.paymentStatus === 'paid' && payment !== null) || (role === 'client' && isPayable(session, now));
  const actions = role === 'therapist' ? moneyActions(session, now) : [];

  return (
    <div role="group" aria-label="Payment" className="flex grow flex-wrap items-center justify-between gap-x-4 text-sm">
      <div className="grid min-w-0 gap-0.5">
        <p className="empty:hidden">
          {said ? null : <span className="font-semibold tabular-nums">{amount}</span>}
          {payment?.paidAt ? (
            <span className={cn('text-muted', said && 'inline-block first-letter:uppercase')}>
              {said ? null : ' paid '}
              {methodText(payment.method)}, {formatPastDay(payment.paidAt, viewer.timeZone, now)} ·{' '}
              <Link to={`/receipts/${payment.id}`} className="font-medium text-accent underline-offset-2 hover:underline">
                Receipt {payment.receiptNumber}
              </Link>
            </span>
          ) : null}
        </p>
        {refunds ? <p className="text-muted">{refunds}</p> : null}
        {payment?.isProcessing ? <p className="text-muted">The bank is still working on this payment.</p> : null}
        {payment?.isDisputed ? <p className="text-bad">{disputeText(role)}</p> : null}
      </div>
      <div className="-mx-3.5 flex flex-wrap sm:ml-auto">
        {actions.map((action) => (
          <Button key={action} variant="quiet" size="sm" onClick={() => setAsked(action)}>
            {LABELS[action]}
          </Button>
        ))}
        {children}
      </div>
      {payment ? (
        <RefundDialog
          session={session}
          payment={payment}
          open={asked === 'refund'}
          onOpenChange={(open) => setAsked(open ? 'refund' : null)}
        />
      ) : null}
      {role === 'therapist' ? (
        <SettleDialog session={session} action={asked === 'refund' ? null : asked} onClose={() => setAsked(null)} />
      ) : null}
    </div>
  );
}

const LABELS: Record<MoneyAction, string> = {
  in_person: 'Mark as paid in person',
  waived: 'Waive payment',
  reopen: 'Ask for payment again',
  refund: 'Refund…',
};

function disputeText(role: Viewer['role']): string {
  return role === 'therapist'
    ? 'The client’s bank is looking into this payment. Nothing can be refunded until that is settled.'
    : 'Your bank is looking into this payment. Nothing can be refunded until that is settled.';
}
