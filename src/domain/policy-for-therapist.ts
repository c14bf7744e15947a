import { formatDay, formatTime } from './format';
import { cancellationDeadline, shareOfPrice, type CancellationPolicy, type PolicyMoment } from './policy';
import type { SessionFacts } from './status';

/**
 * The policy frozen on a session as its therapist reads it: what their client may still do, and what stays. The client
 * reads `policyWords`. For sessions that have not started.
 */
export function policyForTherapist(session: CancellationPolicy & PolicyMoment & Pick<SessionFacts, 'status'>, now: Date): string {
  const { noShowFeePercent: noShow, zone } = session;
  const absent = `If they do not come, ${noShow === 0 ? 'nothing is kept' : `you keep ${shareOfPrice(noShow)}`}.`;
  return `${cancelling()} ${absent}`;

  function cancelling(): string {
    const { cancellationNoticeHours: hours, lateCancelFeePercent: late } = session;
    if (hours === 0 || late === 0) return 'Your client can cancel free of charge until it starts.';
    const deadline = cancellationDeadline(session);
    const afterwards = late === null ? 'they cannot cancel' : `you keep ${shareOfPrice(late)}`;
    if (now.getTime() <= deadline.getTime()) {
      const moment = `${formatDay(deadline, zone, session)}, ${formatTime(deadline, zone, session)}`;
      return `Your client can cancel free of charge until ${moment}. After that ${afterwards}.`;
    }
    if (session.status === 'scheduled') return `Your client can cancel free of charge until it is confirmed. After that ${afterwards}.`;
    return late === null ? 'It is too late for your client to cancel.' : `If your client cancels now, ${afterwards}.`;
  }
}
