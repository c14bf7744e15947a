import { describe, expect, it } from 'vitest';
import type { PeriodFigures } from '@/data/sessions/use-practice-figures';
import { changeText, monthStats } from './month-stats';

const period = (change: Partial<PeriodFigures> = {}): PeriodFigures => ({
  startsOn: '2026-12-01',
  sessions: 0,
  newClients: 0,
  bookedMinutes: 0,
  workingMinutes: 0,
  revenue: {},
  ...change,
});

describe('monthStats', () => {
  it('puts this month beside the last one, in the currency that brought most', () => {
    const months = [
      period({ sessions: 4, newClients: 1, bookedMinutes: 240, workingMinutes: 2400, revenue: { GBP: 80, JPY: 9000 } }),
      period({ sessions: 2, newClients: 2, bookedMinutes: 120, workingMinutes: 2400, revenue: { GBP: 160 } }),
    ];
    const stats = monthStats({ months, weeks: [] }, 'EUR');
    expect(stats.sessions).toEqual({ thisMonth: 4, lastMonth: 2 });
    expect(stats.newClients).toEqual({ thisMonth: 1, lastMonth: 2 });
    expect(stats.filled).toEqual({ thisMonth: 10, lastMonth: 5 });
    expect(stats.revenue).toEqual({ thisMonth: 9000, lastMonth: 0, currency: 'JPY' });
    expect(stats.otherRevenue).toEqual([{ currency: 'GBP', amount: 80 }]);
  });

  it('is in the therapist’s own currency while nothing was paid', () => {
    expect(monthStats({ months: [period(), period()], weeks: [] }, 'EUR').revenue).toEqual({ thisMonth: 0, lastMonth: 0, currency: 'EUR' });
  });

  it('has no share of hours without hours', () => {
    expect(monthStats({ months: [period(), period()], weeks: [] }, 'GBP').filled).toBeNull();
  });

  it('ends its trends with this week', () => {
    const { sessions, revenue } = monthStats(
      { months: [], weeks: [period({ sessions: 3, revenue: { GBP: 240 } }), period({ sessions: 1 })] },
      'GBP',
    ).trends;
    expect(sessions).toEqual([1, 3]);
    expect(revenue).toEqual([0, 240]);
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
