import { cancellationDeadline, cancellationPolicyText, noticeText } from '@/domain/policy';

/**
 * The cancellation policy in words as it stands now. A session that starts within the notice cannot be cancelled once
 * it is paid for, and promising a deadline that has passed would be untrue.
 */
export function policyWords(noticeHours: number, session: { startsAt: string; zone: string } | null, now: Date): string {
  if (session === null) return cancellationPolicyText(noticeHours);
  const deadline = cancellationDeadline({ startsAt: session.startsAt, cancellationNoticeHours: noticeHours });
  if (noticeHours > 0 && deadline.getTime() <= now.getTime()) {
    return `It starts in less than ${noticeText(noticeHours)}, so it cannot be cancelled once it is paid for or confirmed.`;
  }
  return cancellationPolicyText(noticeHours, session);
}
