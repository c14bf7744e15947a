import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Viewer } from '@/components/booking/dashboard/viewer';
import { Button } from '@/components/ui/Button';
import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useToast } from '@/components/ui/use-toast';
import { useSettleByHand, type SettleMethod } from '@/data/payments/use-settle-by-hand';
import type { Session } from '@/data/sessions/session';
import { formatMoney } from '@/domain/price';
import { pastDay, methodWords, refundSentence } from './money-words';
import { moneyActions, type MoneyAction } from './money-actions';
import { RefundDialog } from './RefundDialog';

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
  const settle = useSettleByHand();
  const toast = useToast();
  const amount = formatMoney(session.price, session.currency);
  const refunds = refundSentence(payment, role);
  const actions = role === 'therapist' ? moneyActions(session, now) : [];
  const question = asked === 'in_person' || asked === 'waived' ? questionOf(asked, session, amount) : null;

  const close = () => {
    settle.reset();
    setAsked(null);
  };
  const confirm = (method: SettleMethod) =>
    settle.mutate(
      { sessionId: session.id, method },
      {
        onSuccess: () => {
          close();
          toast.success(
            method === 'in_person'
              ? `${amount} from ${session.clientName} is noted as paid in person.`
              : `${session.clientName} has nothing to pay.`,
          );
        },
      },
    );

  return (
    <div role="group" aria-label="Payment" className="flex grow flex-wrap items-center justify-between gap-x-4 text-sm">
      <div className="grid min-w-0 gap-0.5">
        <p>
          <span className="font-semibold tabular-nums">{amount}</span>
          {payment?.paidAt ? (
            <span className="text-muted">
              {' '}
              paid {methodWords(payment.method)}, {pastDay(payment.paidAt, viewer.timeZone, now)} ·{' '}
              <Link to={`/receipts/${payment.id}`} className="font-medium text-accent underline-offset-2 hover:underline">
                Receipt {payment.receiptNumber}
              </Link>
            </span>
          ) : null}
        </p>
        {refunds ? <p className="text-muted">{refunds}</p> : null}
        {payment?.isDisputed ? <p className="text-bad">{disputeWords(role)}</p> : null}
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
      <ConfirmDialog
        open={question !== null}
        onOpenChange={(open) => {
          if (!open) close();
        }}
        title={question?.title ?? ''}
        description={question?.description}
        confirmLabel={question?.confirmLabel ?? ''}
        tone="primary"
        loading={settle.isPending}
        onConfirm={() => {
          if (asked === 'in_person' || asked === 'waived') confirm(asked);
        }}
      >
        {settle.isError ? <ErrorNotice title="Nothing was changed" error={settle.error} /> : null}
      </ConfirmDialog>
    </div>
  );
}

const LABELS: Record<MoneyAction, string> = {
  in_person: 'Mark as paid in person',
  waived: 'Waive payment',
  refund: 'Refund…',
};

function disputeWords(role: Viewer['role']): string {
  return role === 'therapist'
    ? 'The client’s bank is looking into this payment. Nothing can be refunded until that is settled.'
    : 'Your bank is looking into this payment. Nothing can be refunded until that is settled.';
}

function questionOf(method: SettleMethod, session: Session, amount: string) {
  const name = session.clientName;
  const held = session.status === 'scheduled' ? ' The session is confirmed with it.' : '';
  return method === 'in_person'
    ? {
        title: `Has ${name} paid ${amount} in person?`,
        description: `They get a receipt, and the card payment is closed.${held} This cannot be undone.`,
        confirmLabel: 'Mark as paid',
      }
    : {
        title: `Waive the ${amount}?`,
        description: `${name} has nothing to pay for this session, and the card payment is closed.${held} This cannot be undone.`,
        confirmLabel: 'Waive payment',
      };
}
