import { describe, expect, it } from 'vitest';
import { policyForTherapist } from './policy-for-therapist';

const session = {
  startsAt: '2026-12-10T14:00:00Z',
  zone: 'Europe/London',
  locale: 'en-GB',
  status: 'confirmed' as const,
  cancellationNoticeHours: 24,
  lateCancelFeePercent: null,
  noShowFeePercent: 100,
};
const early = new Date('2026-12-01T12:00:00Z');
const late = new Date('2026-12-10T12:00:00Z');

describe('what a therapist reads of the cancellation policy', () => {
  it.each([
    [
      {},
      early,
      'Your client can cancel free of charge until Wed 9 Dec, 14:00. After that they cannot cancel. If they do not come, you keep the full price.',
    ],
    [{}, late, 'It is too late for your client to cancel. If they do not come, you keep the full price.'],
    [
      { status: 'scheduled' as const },
      late,
      'Your client can cancel free of charge until it is confirmed. After that they cannot cancel. If they do not come, you keep the full price.',
    ],
    [
      { lateCancelFeePercent: 50, noShowFeePercent: 0 },
      late,
      'If your client cancels now, you keep half the price. If they do not come, nothing is kept.',
    ],
    [
      { cancellationNoticeHours: 0 },
      late,
      'Your client can cancel free of charge until it starts. If they do not come, you keep the full price.',
    ],
  ])('with %o', (change, now, words) => {
    expect(policyForTherapist({ ...session, ...change }, now)).toBe(words);
  });
});
