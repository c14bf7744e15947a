import { describe, expect, it } from 'vitest';
import { BECAUSES, explainWords, whereHref } from './reasons';

const facts = { minNoticeMinutes: 90, bookingWindowDays: 60, slotIntervalMinutes: 30, maxSessionsPerDay: 4 };

describe('why a start is not offered', () => {
  it('has one sentence for every reason, each its own', () => {
    const sentences = BECAUSES.map((because) => explainWords(because, facts).sentence);
    expect(new Set(sentences).size).toBe(BECAUSES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('names the therapist’s own numbers', () => {
    expect(explainWords('notice', facts).sentence).toContain('90 minutes');
    expect(explainWords('notice', { ...facts, minNoticeMinutes: 2880 }).sentence).toContain('2 days');
    expect(explainWords('booking_window', { ...facts, bookingWindowDays: 1 }).sentence).toContain('1 day ahead');
    expect(explainWords('between_starts', facts).sentence).toContain('every 30 minutes');
    expect(explainWords('day_full', facts).sentence).toContain('4 sessions');
    expect(explainWords('day_full', { ...facts, maxSessionsPerDay: 1 }).sentence).toContain('one session');
  });

  it('leads to where it can be changed', () => {
    const href = (because: (typeof BECAUSES)[number]) => {
      const { where } = explainWords(because, facts);
      return where && whereHref(where);
    };
    expect(href('weekly_hours')).toBe('/booking?tab=availability#weekly-hours');
    expect(href('time_off')).toBe('/booking?tab=availability#one-off-hours');
    expect(href('day_full')).toBe('/booking?tab=settings#booking-rules');
    expect(href('session')).toBe('/booking?tab=sessions');
    expect([href('open'), href('past'), href('other')]).toEqual([null, null, null]);
  });
});
