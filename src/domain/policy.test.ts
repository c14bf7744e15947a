import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancellationFee,
  cancellationPolicyText,
  canCancel,
  canReschedule,
  noticeText,
  policyTextAt,
  shareText,
  type CancellationPolicy,
  policyTextForTherapist,
} from './policy';
import type { SessionFacts } from './session-facts';

const startsAt = '2026-12-10T14:00:00Z';
const inTime = new Date('2026-12-09T14:00:00Z');
const late = new Date(inTime.getTime() + 1);
const policy = (change: Partial<CancellationPolicy> = {}): CancellationPolicy => ({
  cancellationNoticeHours: 24,
  lateCancelFeePercent: 50,
  noShowFeePercent: 100,
  ...change,
});
const session = (change: Partial<SessionFacts> = {}): SessionFacts => ({
  status: 'confirmed',
  paymentStatus: 'paid',
  startsAt,
  endsAt: '2026-12-10T15:00:00Z',
  holdExpiresAt: null,
  cancellationNoticeHours: 24,
  lateCancelFeePercent: 50,
  ...change,
});

describe('the cost of cancelling', () => {
  it('is nothing for a client until the notice begins, and the late fee after it', () => {
    expect(cancellationFee(session(), 'client', inTime)).toBe(0);
    expect(cancellationFee(session(), 'client', late)).toBe(50);
    expect(canCancel(session(), 'client', late)).toEqual({ allowed: true, feePercent: 50 });
  });

  it('is null where late cancelling is not allowed, and from the start on', () => {
    expect(canCancel(session({ lateCancelFeePercent: null }), 'client', late)).toEqual({ allowed: false, reason: 'too_late' });
    expect(canCancel(session(), 'client', new Date(startsAt))).toEqual({ allowed: false, reason: 'started' });
  });

  it('is nothing for a hold, and for a therapist', () => {
    expect(cancellationFee(session({ status: 'scheduled', lateCancelFeePercent: null }), 'client', late)).toBe(0);
    expect(cancellationFee(session({ lateCancelFeePercent: null }), 'therapist', new Date('2026-12-10T14:30:00Z'))).toBe(0);
  });

  it('does not let a client move a session within the notice', () => {
    expect(canReschedule(session(), 'client', inTime)).toEqual({ allowed: true });
    expect(canReschedule(session(), 'client', late)).toEqual({ allowed: false, reason: 'too_late' });
    expect(canReschedule(session(), 'therapist', late)).toEqual({ allowed: true });
  });
});

describe('the text of a cancellation policy', () => {
  it.each<[Partial<CancellationPolicy>, string]>([
    [{}, 'Free to cancel until 24 hours before the session. After that, half the price. If you do not come, the full price.'],
    [{ lateCancelFeePercent: 100 }, 'Free to cancel until 24 hours before the session. After that, or if you do not come, the full price.'],
    [
      { lateCancelFeePercent: null },
      'Free to cancel until 24 hours before the session. After that it cannot be cancelled. If you do not come, the full price.',
    ],
    [
      { lateCancelFeePercent: 30, noShowFeePercent: 0 },
      'Free to cancel until 24 hours before the session. After that, 30% of the price. If you do not come, nothing is kept.',
    ],
    [
      { lateCancelFeePercent: 0, noShowFeePercent: 75 },
      'Free to cancel until the session starts. If you do not come, three quarters of the price.',
    ],
    [{ cancellationNoticeHours: 0 }, 'Free to cancel until the session starts. If you do not come, the full price.'],
    [
      { cancellationNoticeHours: 48 },
      'Free to cancel until 2 days before the session. After that, half the price. If you do not come, the full price.',
    ],
  ])('%o', (change, words) => expect(cancellationPolicyText(policy(change))).toBe(words));

  it('names the deadline in the reader’s zone', () => {
    const moment = { startsAt, zone: 'America/New_York', locale: 'en-GB' };
    expect(cancellationPolicyText(policy(), moment)).toContain('until 24 hours before the session (Wed 9 Dec, 09:00).');
    expect(policyTextAt(policy(), moment, new Date(inTime.getTime() - 1))).toContain('(Wed 9 Dec, 09:00)');
    expect(policyTextAt(policy(), null, late)).toBe(cancellationPolicyText(policy()));
  });

  it('names no deadline that has passed', () => {
    const moment = { startsAt, zone: 'Europe/London' };
    expect(policyTextAt(policy(), moment, late)).toBe(
      'It starts in less than 24 hours, so cancelling costs half the price. If you do not come, the full price.',
    );
    expect(policyTextAt(policy({ noShowFeePercent: 50 }), moment, late)).toBe(
      'It starts in less than 24 hours, so cancelling, or not coming, costs half the price.',
    );
    expect(policyTextAt(policy({ lateCancelFeePercent: null }), moment, late)).toContain('it cannot be cancelled once it is confirmed.');
    expect(policyTextAt(policy({ cancellationNoticeHours: 0 }), moment, late)).toContain('until the session starts');
  });

  it('says every percentage as a whole phrase', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 8760 }), (percent, hours) => {
        expect(shareText(percent)).toMatch(/^(nothing|(a quarter of|half|three quarters of|\d{1,2}% of|the full) (the )?price)$/);
        expect(cancellationPolicyText(policy({ lateCancelFeePercent: percent, cancellationNoticeHours: hours }))).toMatch(
          /^Free to cancel until .+\. .+\.$/,
        );
        expect(noticeText(hours)).toMatch(/^\d+ (hours?|days)$/);
      }),
    );
  });
});

const frozen = {
  startsAt: '2026-12-10T14:00:00Z',
  zone: 'Europe/London',
  locale: 'en-GB',
  status: 'confirmed' as const,
  cancellationNoticeHours: 24,
  lateCancelFeePercent: null,
  noShowFeePercent: 100,
};
const beforeDeadline = new Date('2026-12-01T12:00:00Z');
const afterDeadline = new Date('2026-12-10T12:00:00Z');

describe('the text of a cancellation policy for the therapist', () => {
  it.each([
    [
      {},
      beforeDeadline,
      'Your client can cancel free of charge until Wed 9 Dec, 14:00. After that they cannot cancel. If they do not come, you keep the full price.',
    ],
    [{}, afterDeadline, 'It is too late for your client to cancel. If they do not come, you keep the full price.'],
    [
      { status: 'scheduled' as const },
      afterDeadline,
      'Your client can cancel free of charge until it is confirmed. After that they cannot cancel. If they do not come, you keep the full price.',
    ],
    [
      { lateCancelFeePercent: 50, noShowFeePercent: 0 },
      afterDeadline,
      'If your client cancels now, you keep half the price. If they do not come, nothing is kept.',
    ],
    [
      { cancellationNoticeHours: 0 },
      afterDeadline,
      'Your client can cancel free of charge until it starts. If they do not come, you keep the full price.',
    ],
  ])('with %o', (change, now, words) => {
    expect(policyTextForTherapist({ ...frozen, ...change }, now)).toBe(words);
  });
});
