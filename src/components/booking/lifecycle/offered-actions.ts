import { shareText } from '@/domain/policy';
import { allowedActions, awaitsPayment, type Action } from '@/domain/status';
import type { Role, SessionFacts } from '@/domain/session-facts';

/** A session may be started this long before its start without a question. */
const EARLY_MS = 3_600_000;

/** The actions to show as buttons: those allowed, without `no_show` before the start, when the client cannot be late yet. */
export function offeredActions(session: SessionFacts, role: Role, now: Date): Action[] {
  const started = Date.parse(session.startsAt) <= now.getTime();
  return allowedActions(session, role, now).filter((action) => action !== 'no_show' || started);
}

/** True when starting the session now is so early that it is probably a mistake. */
export function isEarlyStart(session: SessionFacts, now: Date): boolean {
  return Date.parse(session.startsAt) - now.getTime() > EARLY_MS;
}

/** What a no-show does to the amount paid, by the frozen policy; continues a sentence. */
function noShowMoneyText({ paymentStatus, noShowFeePercent }: Pick<SessionFacts, 'paymentStatus'> & { noShowFeePercent: number }): string {
  const isPaid = paymentStatus === 'paid' || paymentStatus === 'partially_refunded';
  if (!isPaid || noShowFeePercent === 100) return ' and its payment stays as it is';
  return noShowFeePercent === 0 ? ' and the whole payment goes back' : `: you keep ${shareText(noShowFeePercent)}, and the rest goes back`;
}

interface Question {
  title: string;
  description: string;
  confirmLabel: string;
  tone: 'danger' | 'primary';
}

/** The question before an action that cannot be undone and may be a mistake; null: no question. `texts` are formatted for the reader. */
export function questionBefore(
  action: Exclude<Action, 'pay' | 'reschedule' | 'cancel'>,
  session: SessionFacts & { clientName: string; noShowFeePercent: number },
  now: Date,
  texts: { when: string; amount: string },
): Question | null {
  const name = session.clientName;
  switch (action) {
    case 'confirm':
      return awaitsPayment(session)
        ? {
            title: 'Confirm before the payment?',
            description: `${name} has not paid the ${texts.amount} yet. Once confirmed, the time is theirs even if the payment never comes.`,
            confirmLabel: 'Confirm without payment',
            tone: 'primary',
          }
        : null;
    case 'start':
      return isEarlyStart(session, now)
        ? {
            title: `Start ${name}’s session now?`,
            description: `It is booked for ${texts.when}. Starting cannot be undone.`,
            confirmLabel: 'Start now',
            tone: 'primary',
          }
        : null;
    case 'no_show':
      return {
        title: `Did ${name} not come?`,
        description: `The session is marked as a no-show${noShowMoneyText(session)}. This cannot be undone.`,
        confirmLabel: 'Mark as no-show',
        tone: 'danger',
      };
    case 'complete':
      return null;
  }
}
