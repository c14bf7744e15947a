import { describe, expect, it } from 'vitest';
import { sessionOf } from '@/testing/people';
import { changeText, monthStats } from './month-stats';

const now = new Date('2026-12-10T12:00:00Z');
const on = (date: string, change: Parameters<typeof sessionOf>[0] = {}) =>
  sessionOf({ id: `${date}${change.clientId ?? ''}`, startsAt: `${date}T10:00:00Z`, endsAt: `${date}T11:00:00Z`, ...change });
// Ten hours each Thursday; December 2026 has five, November four.
const working = [{ dayOfWeek: 4, startTime: '08:00', endTime: '18:00' }];
const stats = (sessions: ReturnType<typeof on>[]) => monthStats(sessions, working, 'GBP', 'Europe/London', now);

describe('monthStats', () => {
  it('counts this month and last, sessions to come included, cancelled ones and expired holds not', () => {
    const found = stats([
      on('2026-11-05'),
      on('2026-12-03'),
      on('2026-12-17'),
      on('2026-12-04', { status: 'cancelled', paymentStatus: 'refunded' }),
      on('2026-12-18', { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-10T11:00:00Z' }),
    ]);
    expect(found.sessions).toEqual({ thisMonth: 2, lastMonth: 1 });
    expect(found.revenue).toMatchObject({ thisMonth: 160, lastMonth: 80, currency: 'GBP' });
    expect(found.filled).toEqual({ thisMonth: 4, lastMonth: 3 });
  });

  it('counts a client as new in the month of their first session only', () => {
    const found = stats([on('2026-11-05', { clientId: 'a' }), on('2026-12-03', { clientId: 'a' }), on('2026-12-04', { clientId: 'b' })]);
    expect(found.newClients).toEqual({ thisMonth: 1, lastMonth: 1 });
  });

  it('has no share of hours without weekly hours', () => {
    expect(monthStats([], [], 'GBP', 'Europe/London', now).filled).toBeNull();
  });

  it('ends its trend of eight weeks with this one', () => {
    const { sessions } = stats([on('2026-12-08'), on('2026-12-09'), on('2026-12-01')]).trends;
    expect(sessions).toHaveLength(8);
    expect(sessions.slice(-2)).toEqual([1, 2]);
  });
});

describe('changeText', () => {
  it('shows the direction by a sign, and says when nothing changed', () => {
    expect([4, -2, 0].map((difference) => Object.values(changeText(difference, 'November')).join(''))).toEqual([
      '+4 on November',
      '−2 on November',
      'same as November',
    ]);
  });
});
