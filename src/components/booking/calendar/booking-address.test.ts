import { describe, expect, it } from 'vitest';
import { readBookingAddress, writeBookingAddress } from './booking-address';

describe('the address of a booking page', () => {
  it('reads back what was written', () => {
    const choice = { date: '2026-12-10', durationMinutes: 60, type: 'follow-up', time: '2026-12-10T14:00:00.000Z' };
    const params = writeBookingAddress(new URLSearchParams('utm=mail'), choice);
    expect(readBookingAddress(params)).toEqual(choice);
    expect(params.get('utm')).toBe('mail');
  });

  it('keeps an instant given in any zone in UTC', () => {
    expect(readBookingAddress(new URLSearchParams({ time: '2026-12-10T09:00:00-05:00' })).time).toBe('2026-12-10T14:00:00.000Z');
  });

  it.each(['date=2026-02-30', 'date=tomorrow', 'duration=-5', 'duration=1.5', 'duration=abc', 'time=noon', 'type=', ''])(
    'treats a malformed %j as missing',
    (search) => {
      expect(readBookingAddress(new URLSearchParams(search))).toEqual({ date: null, durationMinutes: null, type: null, time: null });
    },
  );

  it('drops what is set to null and keeps what is not mentioned', () => {
    const params = writeBookingAddress(new URLSearchParams('date=2026-12-10&time=2026-12-10T14:00:00.000Z'), { time: null });
    expect(params.toString()).toBe('date=2026-12-10');
  });
});
