import { Badge } from '@/components/ui/Badge';
import type { Session } from '@/data/sessions/session';
import { isHoldExpired, isHoldLive, statusBadge } from '@/domain/status';
import { HoldTimeLeft } from './HoldTimeLeft';
import { paymentBadge } from '@/domain/payment-text';

/** The badges of a session's status and its payment. A running hold shows the time left. */
export function SessionBadges({ session, now }: { session: Session; now: Date }) {
  // An expired hold looks the same before and after the job has cancelled its row.
  const swept = session.status === 'cancelled' && session.cancellationReason === 'hold_expired';
  const status = swept ? { label: 'Expired', tone: 'done' as const } : statusBadge(session, now);
  const unpaid = session.paymentStatus === 'pending' || session.paymentStatus === 'failed';
  const nothingOwed =
    isHoldExpired(session, now) || (session.status === 'cancelled' && (unpaid || session.paymentStatus === 'not_required'));
  const payment = paymentBadge(session.paymentStatus, session.payment, session);
  const holdLive = isHoldLive(session, now);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Badge tone={status.tone}>{status.label}</Badge>
      {nothingOwed ? null : <Badge tone={payment.tone}>{payment.label}</Badge>}
      {session.payment?.isDisputed ? <Badge tone="bad">Disputed</Badge> : null}
      {holdLive && session.holdExpiresAt ? <HoldTimeLeft until={session.holdExpiresAt} /> : null}
    </div>
  );
}
