import { shareText } from '@/domain/policy';
import { allowedActions, awaitsPayment, type Action } from '@/domain/status';
import type { Role, SessionFacts } from '@/domain/session-facts';

/** Up to this long before its start a session may be started without being asked. */
const EARLY_MS = 3_600_000;

/** What to put on buttons: what is allowed, without a no-show before the start, when nobody can be late. */
export function offeredActions(session: SessionFacts, role: Role, now: Date): Action[] {
  const started = Date.parse(session.startsAt) <= now.getTime();
  return allowedActions(session, role, now).filter((action) => action !== 'no_show' || started);
}

/** True for a start so long before the appointed time that it is probably a slip. */
export function isEarlyStart(session: SessionFacts, now: Date): boolean {
  return Date.parse(session.startsAt) - now.getTime() > EARLY_MS;
}

/** What a no-show does to what was paid, by the frozen policy. */
function noShowMoneyText({ paymentStatus, noShowFeePercent }: Pick<SessionFacts, 'paymentStatus'> & { noShowFeePercent: number }): string {
  const isPaid = paymentStatus === 'paid' || paymentStatus === 'partially_refunded';
  if (!isPaid || noShowFeePercent === 100) return ' and its payment stays as it is';
  return noShowFeePercent === 0
    ? ' and the whole payment goes back'
    : `: you keep ${shareText(noShowFeePercent)}, and the rest goes back`;
}

interface Question {
  title: string;
  description: string;
  confirmLabel: string;
  tone: 'danger' | 'primary';
}

/** What to ask before an action that cannot be undone and may be a slip, or null to just do it. `when` and `amount` are ready to read. */
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
