import { describe, expect, it } from 'vitest';
import { SLOT_REASONS, slotReasonText, whereHref } from './slot-reason';

const facts = { minNoticeMinutes: 90, bookingWindowDays: 60, slotIntervalMinutes: 30, maxSessionsPerDay: 4 };

describe('the reason why a start cannot be booked', () => {
  it('has a sentence of its own each', () => {
    const texts = SLOT_REASONS.map((reason) => slotReasonText(reason, facts).text);
    expect(new Set(texts).size).toBe(SLOT_REASONS.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('names the therapist’s own numbers', () => {
    expect(slotReasonText('notice', facts).text).toContain('90 minutes');
    expect(slotReasonText('notice', { ...facts, minNoticeMinutes: 2880 }).text).toContain('2 days');
    expect(slotReasonText('booking_window', { ...facts, bookingWindowDays: 1 }).text).toContain('1 day ahead');
    expect(slotReasonText('between_starts', facts).text).toContain('every 30 minutes');
    expect(slotReasonText('day_full', facts).text).toContain('4 sessions');
    expect(slotReasonText('day_full', { ...facts, maxSessionsPerDay: 1 }).text).toContain('one session');
  });

  it('links to where it can be changed', () => {
    const href = (reason: (typeof SLOT_REASONS)[number]) => {
      const { where } = slotReasonText(reason, facts);
      return where && whereHref(where);
    };
    expect(href('weekly_hours')).toBe('/booking?tab=availability#weekly-hours');
    expect(href('time_off')).toBe('/booking?tab=availability#one-off-hours');
    expect(href('day_full')).toBe('/booking?tab=settings#booking-rules');
    expect(href('session')).toBe('/booking?tab=sessions');
    expect([href('open'), href('past'), href('other')]).toEqual([null, null, null]);
  });
});
