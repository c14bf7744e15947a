import { ConfirmDialog } from '@/components/ui/ConfirmDialog';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { useToast } from '@/components/ui/use-toast';
import { useReopenPayment } from '@/data/payments/use-reopen-payment';
import { useSettleByHand } from '@/data/payments/use-settle-by-hand';
import type { Session } from '@/data/sessions/session';
import { formatMoney } from '@/domain/price';
import type { MoneyAction } from './money-actions';

type ByHand = Exclude<MoneyAction, 'refund'>;

interface SettleDialogProps {
  session: Session;
  /** What is asked about; null: nothing, and the dialog is closed. */
  action: ByHand | null;
  onClose: () => void;
}

/** Asks before a therapist settles a payment by hand, and does it. */
export function SettleDialog({ session, action, onClose }: SettleDialogProps) {
  const settle = useSettleByHand();
  const reopen = useReopenPayment();
  const toast = useToast();
  const words = action && wordsOf(action, session);
  const error = settle.error ?? reopen.error;

  const close = () => {
    settle.reset();
    reopen.reset();
    onClose();
  };
  const confirm = () => {
    const done = {
      onSuccess: () => {
        close();
        toast.success(words?.done ?? '');
      },
    };
    if (action === 'reopen') reopen.mutate(session.id, done);
    else if (action !== null) settle.mutate({ sessionId: session.id, method: action }, done);
  };

  return (
    <ConfirmDialog
      open={action !== null}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={words?.title ?? ''}
      description={words?.description}
      confirmLabel={words?.confirmLabel ?? ''}
      tone="primary"
      loading={settle.isPending || reopen.isPending}
      onConfirm={confirm}
    >
      {error ? <ErrorNotice title="Nothing was changed" error={error} /> : null}
    </ConfirmDialog>
  );
}

function wordsOf(action: ByHand, session: Session) {
  const name = session.clientName;
  const amount = formatMoney(session.price, session.currency);
  const held = session.status === 'scheduled' ? ' The session is confirmed with it.' : '';
  switch (action) {
    case 'in_person':
      return {
        title: `Has ${name} paid ${amount} in person?`,
        description: `They get a receipt, and the card payment is closed.${held} This cannot be undone.`,
        confirmLabel: 'Mark as paid',
        done: `${amount} from ${name} is noted as paid in person.`,
      };
    case 'waived':
      return {
        title: `Waive the ${amount}?`,
        description: `${name} has nothing to pay for this session, and the card payment is closed.${held} You can ask for it again later.`,
        confirmLabel: 'Waive payment',
        done: `${name} has nothing to pay.`,
      };
    case 'reopen':
      return {
        title: `Ask ${name} for the ${amount} after all?`,
        description: 'The session stays booked, and they can pay by card from their sessions.',
        confirmLabel: 'Ask for payment',
        done: `${name} is asked for ${amount} again.`,
      };
  }
}
