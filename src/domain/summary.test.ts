import { describe, expect, it } from 'vitest';
import type { SessionFacts } from './session-facts';
import { nextSession, sessionsToday } from './summary';

const now = new Date('2026-12-10T12:00:00Z');
function session(startsAt: string, facts: Partial<SessionFacts> = {}): SessionFacts {
  return {
    status: 'confirmed',
    paymentStatus: 'paid',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
    holdExpiresAt: null,
    cancellationNoticeHours: 24,
    lateCancelFeePercent: null,
    ...facts,
  };
}
const hold = (startsAt: string, holdExpiresAt: string) =>
  session(startsAt, { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt });

const past = session('2026-12-01T09:00:00Z', { status: 'completed' });
const going = session('2026-12-10T11:30:00Z', { status: 'in_progress' });
const later = session('2026-12-10T16:00:00Z', {});
const tomorrow = session('2026-12-11T09:00:00Z');
const waiting = hold('2026-12-12T09:00:00Z', '2026-12-10T12:10:00Z');
const expired = hold('2026-12-10T13:00:00Z', '2026-12-10T11:00:00Z');
const cancelled = session('2026-12-10T15:00:00Z', { status: 'cancelled', paymentStatus: 'refunded' });
const lastMonth = session('2026-11-30T23:30:00Z', { status: 'completed' });
const all = [waiting, tomorrow, later, going, past, expired, cancelled, lastMonth];

describe('the sessions of a day', () => {
  it('are today’s live ones in order, without cancelled ones and expired holds', () => {
    expect(sessionsToday(all, 'UTC', now)).toEqual([going, later]);
  });

  it('are those of the day in the zone', () => {
    expect(sessionsToday([lastMonth], 'Asia/Tokyo', new Date('2026-12-01T00:00:00Z'))).toEqual([lastMonth]);
  });

  it('have the one in progress first, then the next', () => {
    expect(nextSession(all, now)).toBe(going);
    expect(nextSession([later, tomorrow], now)).toBe(later);
    expect(nextSession([past], now)).toBeNull();
  });
});
