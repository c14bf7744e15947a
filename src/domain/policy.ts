import { formatDay, formatTime, type FormatOptions } from './format';
import type { Role, SessionFacts } from './session-facts';

const HOUR_MS = 3_600_000;

/** The last instant at which a client may cancel a confirmed session. */
export function cancellationDeadline(session: Pick<SessionFacts, 'startsAt' | 'cancellationNoticeHours'>): Date {
  return new Date(Date.parse(session.startsAt) - session.cancellationNoticeHours * HOUR_MS);
}

/**
 * What of the price is kept, in percent, when this role cancels now: 0 for a therapist, for a hold, and for a client in
 * time; the frozen late fee after that; null when a client cannot cancel any more. As the database's `fee_percent`.
 */
export function cancellationFee(session: SessionFacts, role: Role, now: Date): number | null {
  if (role === 'therapist') return 0;
  if (Date.parse(session.startsAt) <= now.getTime()) return null;
  if (session.status === 'scheduled' || now.getTime() <= cancellationDeadline(session).getTime()) return 0;
  return session.lateCancelFeePercent;
}

/**
 * Whether this role may cancel now, and why not. A therapist may cancel what has not started; a client, until it
 * starts: freely until the notice asked for when it was booked, after that for the late fee, where the policy has one.
 */
export function canCancel(
  session: SessionFacts,
  role: Role,
  now: Date,
): { allowed: true; feePercent: number } | { allowed: false; reason: 'over' | 'started' | 'too_late' } {
  if (session.status !== 'scheduled' && session.status !== 'confirmed') {
    return { allowed: false, reason: session.status === 'in_progress' ? 'started' : 'over' };
  }
  const feePercent = cancellationFee(session, role, now);
  if (feePercent !== null) return { allowed: true, feePercent };
  return { allowed: false, reason: Date.parse(session.startsAt) <= now.getTime() ? 'started' : 'too_late' };
}

/**
 * Whether this role may move the session to another time, and why not. A therapist may move what they may cancel, also
 * when its start has passed; a client only until the notice, even where cancelling later would be allowed for a fee.
 * Whether a new time is free, only the database can say.
 */
export function canReschedule(
  session: SessionFacts,
  role: Role,
  now: Date,
): { allowed: true } | { allowed: false; reason: 'over' | 'started' | 'too_late' } {
  const cancel = canCancel(session, role, now);
  if (!cancel.allowed) return cancel;
  const inTime = session.status === 'scheduled' || now.getTime() <= cancellationDeadline(session).getTime();
  return role === 'therapist' || inTime ? { allowed: true } : { allowed: false, reason: 'too_late' };
}

/** Hours as people say them: `24 hours`, `1 hour`, `2 days`. */
export function noticeText(hours: number): string {
  if (hours > 24 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

/** A cancellation policy: a therapist's own, or the one frozen on a session. Percentages are of the price. */
export interface CancellationPolicy {
  cancellationNoticeHours: number;
  /** Null: after the notice a client cannot cancel. */
  lateCancelFeePercent: number | null;
  noShowFeePercent: number;
}

/** Where and when a policy's deadline falls, once there is a session, and how its reader likes times. */
export interface PolicyMoment extends FormatOptions {
  startsAt: string;
  zone: string;
}

/** A part of the price as people say it: `half the price`, `30% of the price`. */
export function shareText(percent: number): string {
  switch (percent) {
    case 0:
      return 'nothing';
    case 25:
      return 'a quarter of the price';
    case 50:
      return 'half the price';
    case 75:
      return 'three quarters of the price';
    case 100:
      return 'the full price';
    default:
      return `${percent}% of the price`;
  }
}

/** Until when cancelling costs nothing: `Free until 24 hours before the session (Wed 9 Dec, 14:00).` */
function freeUntilText({ cancellationNoticeHours: hours, lateCancelFeePercent: fee }: CancellationPolicy, session?: PolicyMoment): string {
  if (hours === 0 || fee === 0) return 'Free to cancel until the session starts.';
  if (!session) return `Free to cancel until ${noticeText(hours)} before the session.`;
  const deadline = cancellationDeadline({ startsAt: session.startsAt, cancellationNoticeHours: hours });
  const moment = `${formatDay(deadline, session.zone, session)}, ${formatTime(deadline, session.zone, session)}`;
  return `Free to cancel until ${noticeText(hours)} before the session (${moment}).`;
}

/** `If you do not come, half the price.` */
function noShowText(percent: number): string {
  return percent === 0 ? 'If you do not come, nothing is kept.' : `If you do not come, ${shareText(percent)}.`;
}

/** What a client pays for cancelling after the notice, and for not coming. */
function afterNoticeText(policy: CancellationPolicy): string {
  const { lateCancelFeePercent: late, noShowFeePercent: noShow } = policy;
  if (policy.cancellationNoticeHours === 0 || late === 0) return noShowText(noShow);
  if (late === null) return `After that it cannot be cancelled. ${noShowText(noShow)}`;
  if (late === noShow) return `After that, or if you do not come, ${shareText(late)}.`;
  return `After that, ${shareText(late)}. ${noShowText(noShow)}`;
}

/**
 * The cancellation policy for the client as a general rule: for a therapist's page and settings. With a session it also
 * names the deadline, in the session's `zone`.
 */
export function cancellationPolicyText(policy: CancellationPolicy, session?: PolicyMoment): string {
  return `${freeUntilText(policy, session)} ${afterNoticeText(policy)}`;
}

/**
 * The cancellation policy for the client at `now`. When the session starts within the notice, the deadline has passed
 * already; then it says what applies from the booking on.
 */
export function policyTextAt(policy: CancellationPolicy, session: PolicyMoment | null, now: Date): string {
  const { cancellationNoticeHours: hours, lateCancelFeePercent: late, noShowFeePercent: noShow } = policy;
  if (session === null) return cancellationPolicyText(policy);
  const deadline = cancellationDeadline({ startsAt: session.startsAt, cancellationNoticeHours: hours });
  if (hours === 0 || late === 0 || now.getTime() < deadline.getTime()) return cancellationPolicyText(policy, session);
  const soon = `It starts in less than ${noticeText(hours)}, so`;
  if (late === null) return `${soon} it cannot be cancelled once it is confirmed. ${noShowText(noShow)}`;
  if (late === noShow) return `${soon} cancelling, or not coming, costs ${shareText(late)}.`;
  return `${soon} cancelling costs ${shareText(late)}. ${noShowText(noShow)}`;
}

/**
 * The policy frozen on a session as its therapist reads it: what their client may still do, and what stays. The client
 * reads `policyTextAt`. For sessions that have not started.
 */
export function policyTextForTherapist(session: CancellationPolicy & PolicyMoment & Pick<SessionFacts, 'status'>, now: Date): string {
  const { noShowFeePercent: noShow, zone } = session;
  const absent = `If they do not come, ${noShow === 0 ? 'nothing is kept' : `you keep ${shareText(noShow)}`}.`;
  return `${cancelling()} ${absent}`;

  function cancelling(): string {
    const { cancellationNoticeHours: hours, lateCancelFeePercent: late } = session;
    if (hours === 0 || late === 0) return 'Your client can cancel free of charge until it starts.';
    const deadline = cancellationDeadline(session);
    const afterwards = late === null ? 'they cannot cancel' : `you keep ${shareText(late)}`;
    if (now.getTime() <= deadline.getTime()) {
      const moment = `${formatDay(deadline, zone, session)}, ${formatTime(deadline, zone, session)}`;
      return `Your client can cancel free of charge until ${moment}. After that ${afterwards}.`;
    }
    if (session.status === 'scheduled') return `Your client can cancel free of charge until it is confirmed. After that ${afterwards}.`;
    return late === null ? 'It is too late for your client to cancel.' : `If your client cancels now, ${afterwards}.`;
  }
}
