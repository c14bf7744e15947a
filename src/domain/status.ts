import { canCancel, canReschedule } from './policy';
import type { PaymentStatus, Role, SessionFacts, SessionStatus } from './session-facts';

/** Tones of the Badge component. */
export type Tone = 'accent' | 'warn' | 'bad' | 'info' | 'done';

/** What a person may do with a session, in the order to show it. */
export type Action = 'pay' | 'confirm' | 'start' | 'complete' | 'no_show' | 'reschedule' | 'cancel';

/** The status an action asks the database for; `pay` leads to the checkout instead, and `reschedule` to another time. */
export const ACTION_STATUS: Record<Exclude<Action, 'pay' | 'reschedule'>, SessionStatus> = {
  confirm: 'confirmed',
  start: 'in_progress',
  complete: 'completed',
  no_show: 'no_show',
  cancel: 'cancelled',
};

type HoldFacts = Pick<SessionFacts, 'status' | 'paymentStatus' | 'holdExpiresAt'>;

/** Scheduled, but the payment it waits for has not come. */
export function awaitsPayment({ status, paymentStatus }: Pick<SessionFacts, 'status' | 'paymentStatus'>): boolean {
  return status === 'scheduled' && (paymentStatus === 'pending' || paymentStatus === 'failed');
}

/** True while an unpaid session keeps its time. `now` is the database's clock (see useServerClock). */
export function isHoldLive(session: HoldFacts, now: Date): boolean {
  return awaitsPayment(session) && session.holdExpiresAt !== null && Date.parse(session.holdExpiresAt) > now.getTime();
}

/** True when the hold has expired, also before the job has cancelled the row. */
export function isHoldExpired(session: HoldFacts, now: Date): boolean {
  return awaitsPayment(session) && session.holdExpiresAt !== null && Date.parse(session.holdExpiresAt) <= now.getTime();
}

/** True for a session that takes or took its time: not cancelled, no expired hold. */
export function isLive(session: HoldFacts, now: Date): boolean {
  return session.status !== 'cancelled' && !isHoldExpired(session, now);
}

/**
 * True when the client can pay now: a live hold, or a session that was confirmed by hand before it was paid; not while the
 * bank is working on a payment.
 */
export function isPayable(session: HoldFacts & Pick<SessionFacts, 'payment'>, now: Date): boolean {
  const open = session.paymentStatus === 'pending' || session.paymentStatus === 'failed';
  return (
    open && !session.payment?.isProcessing && session.status !== 'cancelled' && session.status !== 'no_show' && !isHoldExpired(session, now)
  );
}

/** True for a live session that has not ended and still needs people to come. */
export function isUpcoming(session: HoldFacts & Pick<SessionFacts, 'endsAt'>, now: Date): boolean {
  const open = session.status === 'scheduled' || session.status === 'confirmed' || session.status === 'in_progress';
  return open && !isHoldExpired(session, now) && Date.parse(session.endsAt) > now.getTime();
}

/** The label on a session's badge. */
export function statusLabel(status: SessionStatus): string {
  switch (status) {
    case 'scheduled':
      return 'Scheduled';
    case 'confirmed':
      return 'Confirmed';
    case 'in_progress':
      return 'In progress';
    case 'completed':
      return 'Completed';
    case 'cancelled':
      return 'Cancelled';
    case 'no_show':
      return 'No-show';
  }
}

/** The colour of a session's badge. */
export function statusTone(status: SessionStatus): Tone {
  switch (status) {
    case 'scheduled':
    case 'in_progress':
      return 'info';
    case 'confirmed':
      return 'accent';
    case 'completed':
      return 'done';
    case 'cancelled':
    case 'no_show':
      return 'bad';
  }
}

/** The badge of a session at `now`: an expired hold is not "Scheduled", although its row still says so. */
export function statusBadge(session: HoldFacts, now: Date): { label: string; tone: Tone } {
  if (isHoldExpired(session, now)) return { label: 'Expired', tone: 'done' };
  return { label: statusLabel(session.status), tone: statusTone(session.status) };
}

/** The label of a payment status, to be read after "Payment:". */
export function paymentLabel(status: PaymentStatus): string {
  switch (status) {
    case 'pending':
      return 'Pending';
    case 'paid':
      return 'Paid';
    case 'failed':
      return 'Failed';
    case 'refunded':
      return 'Refunded';
    case 'partially_refunded':
      return 'Partly refunded';
    case 'not_required':
      return 'Not required';
  }
}

/** The colour of a payment's badge. */
export function paymentTone(status: PaymentStatus): Tone {
  switch (status) {
    case 'pending':
      return 'warn';
    case 'paid':
      return 'accent';
    case 'failed':
      return 'bad';
    case 'refunded':
    case 'partially_refunded':
    case 'not_required':
      return 'done';
  }
}

/**
 * The actions that this role may take now, in the order to show them. The database decides; this never lists an action
 * that it would refuse. Empty for a session that is over or whose hold has expired.
 */
export function allowedActions(session: SessionFacts, role: Role, now: Date): Action[] {
  if (isHoldExpired(session, now)) return [];
  const change: Action[] = [];
  if (canReschedule(session, role, now).allowed) change.push('reschedule');
  if (canCancel(session, role, now).allowed) change.push('cancel');
  if (role === 'client') return isPayable(session, now) ? ['pay', ...change] : change;
  switch (session.status) {
    case 'scheduled':
      return ['confirm', ...change];
    case 'confirmed':
      return ['start', 'no_show', ...change];
    case 'in_progress':
      return ['complete'];
    case 'completed':
    case 'cancelled':
    case 'no_show':
      return [];
  }
}

/** The label on an action's button. */
export function actionLabel(action: Action): string {
  switch (action) {
    case 'pay':
      return 'Pay now';
    case 'confirm':
      return 'Confirm';
    case 'start':
      return 'Start session';
    case 'complete':
      return 'Complete';
    case 'no_show':
      return 'No-show';
    case 'reschedule':
      return 'Reschedule';
    case 'cancel':
      return 'Cancel session';
  }
}
