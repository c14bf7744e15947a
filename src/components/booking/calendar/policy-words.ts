import { cancellationDeadline, cancellationPolicyText, noticeText } from '@/domain/policy';

interface Policy {
  noticeHours: number;
  /** False where nothing is paid in advance: then there is nothing to refund either. */
  prepaid: boolean;
  /** Start (ISO) and the zone to name the deadline in, once there is one. */
  session: { startsAt: string; zone: string } | null;
}

/** A therapist's policy, before any session is chosen. */
export function policyOf(therapist: { cancellationNoticeHours: number; requiresPayment: boolean; hourlyRate: number }): Policy {
  return {
    noticeHours: therapist.cancellationNoticeHours,
    prepaid: therapist.requiresPayment && therapist.hourlyRate > 0,
    session: null,
  };
}

/**
 * The cancellation policy in words as it stands now. A session that starts within the notice cannot be cancelled once
 * it is settled, and promising a deadline that has passed would be untrue.
 */
export function policyWords({ noticeHours, prepaid, session }: Policy, now: Date): string {
  if (session !== null && noticeHours > 0) {
    const deadline = cancellationDeadline({ startsAt: session.startsAt, cancellationNoticeHours: noticeHours });
    if (deadline.getTime() <= now.getTime()) {
      return `It starts in less than ${noticeText(noticeHours)}, so it cannot be cancelled once it is ${prepaid ? 'paid for or ' : ''}confirmed.`;
    }
  }
  const text = cancellationPolicyText(noticeHours, session ?? undefined);
  return prepaid ? text : text.replace(', with a full refund.', '.');
}
