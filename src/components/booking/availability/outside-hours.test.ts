import { expect, it } from 'vitest';
import { sessionsOutside } from './outside-hours';
import { draftFromRows, setDayOn } from './week-draft';

const slot = (dayOfWeek: number, startTime: string, endTime: string, isAvailable = true) => ({ dayOfWeek, startTime, endTime, durationMinutes: 60, isAvailable });
// Thursday 10 December 2026; London is on UTC then.
const session = (start: string, end: string) => ({ startsAt: `2026-12-10T${start}:00Z`, endsAt: `2026-12-10T${end}:00Z` });
const thursday = draftFromRows([slot(4, '09:00', '17:00'), slot(4, '12:00', '13:00', false)]);

it('leaves out sessions the new hours still cover', () => {
  expect(sessionsOutside([session('09:00', '10:00'), session('16:00', '17:00')], thursday, 60, 'Europe/London')).toEqual([]);
});

it('lists those that start before, end after, or meet a closed slot', () => {
  const outside = [session('08:30', '09:30'), session('16:30', '17:30'), session('12:30', '13:30')];
  expect(sessionsOutside(outside, thursday, 60, 'Europe/London')).toEqual(outside);
});

it('lists all of a day that is now off', () => {
  expect(sessionsOutside([session('10:00', '11:00')], setDayOn(thursday, 4, false), 60, 'Europe/London')).toHaveLength(1);
});

it('reads the session on the therapist’s clock, past midnight too', () => {
  const late = draftFromRows([slot(4, '20:00', '24:00'), slot(5, '00:00', '01:00')]);
  const overnight = { startsAt: '2026-12-10T23:30:00Z', endsAt: '2026-12-11T00:30:00Z' };
  expect(sessionsOutside([overnight], late, 60, 'Europe/London')).toEqual([]);
  // In Berlin it is half past midnight on Friday, until half past one.
  expect(sessionsOutside([overnight], late, 60, 'Europe/Berlin')).toEqual([overnight]);
});
