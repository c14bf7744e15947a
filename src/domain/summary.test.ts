import { describe, expect, it } from 'vitest';
import { dashboardFigures, nextSession, sessionCounts, sessionsToday } from './summary';
import type { SummarySession } from './summary';

const now = new Date('2026-12-10T12:00:00Z');
let count = 0;
function session(startsAt: string, facts: Partial<SummarySession> = {}): SummarySession {
  count += 1;
  return {
    id: `session-${count}`,
    clientId: 'john',
    status: 'confirmed',
    paymentStatus: 'paid',
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
    holdExpiresAt: null,
    cancellationNoticeHours: 24,
    lateCancelFeePercent: null,
    price: 80,
    currency: 'GBP',
    ...facts,
  };
}
const hold = (startsAt: string, holdExpiresAt: string) =>
  session(startsAt, { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt });

const past = session('2026-12-01T09:00:00Z', { status: 'completed' });
const going = session('2026-12-10T11:30:00Z', { status: 'in_progress' });
const later = session('2026-12-10T16:00:00Z', { clientId: 'ana' });
const tomorrow = session('2026-12-11T09:00:00Z');
const waiting = hold('2026-12-12T09:00:00Z', '2026-12-10T12:10:00Z');
const expired = hold('2026-12-10T13:00:00Z', '2026-12-10T11:00:00Z');
const cancelled = session('2026-12-10T15:00:00Z', { status: 'cancelled', paymentStatus: 'refunded' });
const lastMonth = session('2026-11-30T23:30:00Z', { status: 'completed', price: 66.67 });
const all = [waiting, tomorrow, later, going, past, expired, cancelled, lastMonth];

describe('the counts above the sessions', () => {
  it('are all, the completed, the upcoming and the pending ones', () => {
    expect(sessionCounts(all, now)).toEqual({ total: 8, completed: 2, upcoming: 4, pending: 1 });
  });
});

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

describe('the figures of a month', () => {
  it('count sessions, clients and revenue in the local month', () => {
    expect(dashboardFigures(all, 'UTC', now)).toEqual({
      thisMonth: { sessions: 5, clients: 2, revenue: [{ amount: 320, currency: 'GBP' }] },
      lastMonth: { sessions: 1, clients: 1, revenue: [{ amount: 66.67, currency: 'GBP' }] },
    });
    expect(dashboardFigures([lastMonth], 'Asia/Tokyo', now).thisMonth.sessions).toBe(1);
  });

  it('keep currencies apart', () => {
    const part = { status: 'succeeded', amountMinor: 8000, refundedMinor: 3000, onItsWayMinor: 1000 };
    const late = session('2026-12-03T09:00:00Z', { status: 'cancelled', paymentStatus: 'partially_refunded', payment: part });
    expect(dashboardFigures([late], 'UTC', now).thisMonth.revenue).toEqual([{ amount: 40, currency: 'GBP' }]);
    const { revenue } = dashboardFigures([past, session('2026-12-02T09:00:00Z', { currency: 'JPY', price: 9000 })], 'UTC', now).thisMonth;
    expect(revenue).toEqual([
      { amount: 9000, currency: 'JPY' },
      { amount: 80, currency: 'GBP' },
    ]);
  });

  it('count the fee of a no-show but not the session', () => {
    const missed = session('2026-12-03T09:00:00Z', { status: 'no_show' });
    expect(dashboardFigures([missed], 'UTC', now).thisMonth).toEqual({
      sessions: 0,
      clients: 0,
      revenue: [{ amount: 80, currency: 'GBP' }],
    });
  });
});
