import { formatDay, formatTime } from './format';
import type { Role, SessionFacts } from './status';

const HOUR_MS = 3_600_000;

/** The last instant at which a client may cancel a confirmed session. */
export function cancellationDeadline(session: Pick<SessionFacts, 'startsAt' | 'cancellationNoticeHours'>): Date {
  return new Date(Date.parse(session.startsAt) - session.cancellationNoticeHours * HOUR_MS);
}

/**
 * Whether this role may cancel now, and why not. A therapist may cancel what has not started; a client, until it
 * starts and, once it is confirmed, only until the notice the therapist asked for when it was booked.
 */
export function canCancel(
  session: SessionFacts,
  role: Role,
  now: Date,
): { allowed: true; refund: boolean } | { allowed: false; reason: 'over' | 'started' | 'too_late' } {
  if (session.status !== 'scheduled' && session.status !== 'confirmed') {
    return { allowed: false, reason: session.status === 'in_progress' ? 'started' : 'over' };
  }
  const refund = session.paymentStatus === 'paid';
  if (role === 'therapist') return { allowed: true, refund };
  if (Date.parse(session.startsAt) <= now.getTime()) return { allowed: false, reason: 'started' };
  if (session.status === 'confirmed' && now.getTime() > cancellationDeadline(session).getTime()) return { allowed: false, reason: 'too_late' };
  return { allowed: true, refund };
}

/**
 * Whether this role may move the session to another time, and why not. As cancelling, but for a therapist, who may also
 * move one whose start has passed, while it has not been started. Whether a new time is free is the database's to say.
 */
export function canReschedule(
  session: SessionFacts,
  role: Role,
  now: Date,
): { allowed: true } | { allowed: false; reason: 'over' | 'started' | 'too_late' } {
  const cancel = canCancel(session, role, now);
  return cancel.allowed ? { allowed: true } : cancel;
}

/** Hours as people say them: `24 hours`, `1 hour`, `2 days`. */
export function noticeText(hours: number): string {
  if (hours > 24 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/**
 * The cancellation policy in words, before anybody pays. With the session's start and a zone it names the moment;
 * `locale` is the reader's unless given.
 */
export function cancellationPolicyText(
  noticeHours: number,
  session?: { startsAt: string; zone: string; locale?: string },
): string {
  const until = noticeHours === 0 ? 'until the session starts' : `until ${noticeText(noticeHours)} before the session`;
  let moment = '';
  if (session && noticeHours > 0) {
    const deadline = cancellationDeadline({ startsAt: session.startsAt, cancellationNoticeHours: noticeHours });
    moment = ` (${formatDay(deadline, session.zone, session)}, ${formatTime(deadline, session.zone, session)})`;
  }
  return `Free to cancel ${until}${moment}, with a full refund.`;
}
