import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOfWeek, minutesOf, timeOf } from './calendar-date';
import { hoursOn, oneOffProblem, sessionsOn, sessionsOutside } from './overrides';
import type { OneOffHours } from './overrides';
import type { WeeklySlot } from './slots';

const weekly = (day: number, startTime: string, endTime: string, isAvailable = true): WeeklySlot => ({
  dayOfWeek: day,
  startTime,
  endTime,
  durationMinutes: 60,
  isAvailable,
});
const off = (startsOn: string, endsOn = startsOn, times: [string, string] | null = null): OneOffHours => ({
  startsOn,
  endsOn,
  startTime: times?.[0] ?? null,
  endTime: times?.[1] ?? null,
  isAvailable: false,
});
const extra = (...given: Parameters<typeof off>): OneOffHours => ({ ...off(...given), isAvailable: true });

/** Monday to Friday, nine to five. 10 December 2026 is a Thursday. */
const week = [1, 2, 3, 4, 5].map((day) => weekly(day, '09:00', '17:00'));
const thursday = '2026-12-10';
const saturday = '2026-12-12';
const sessionAt = (from: string, to: string) => ({ id: from, startsAt: `2026-12-${from}:00Z`, endsAt: `2026-12-${to}:00Z` });

/** The hours of a date as times. */
const timesOn = (...given: Parameters<typeof hoursOn>) =>
  hoursOn(...given).map(({ start, end }) => ({ startTime: timeOf(start), endTime: timeOf(end) }));

describe('the working hours of a date', () => {
  it('are the weekly ones without overrides', () => {
    expect(timesOn({ week, overrides: [off('2026-12-11')] }, thursday)).toEqual([{ startTime: '09:00', endTime: '17:00' }]);
    expect(timesOn({ week, overrides: [] }, saturday)).toEqual([]);
  });

  it('are none on a day off, first and last day included', () => {
    const overrides = [off(thursday, '2026-12-14')];
    expect(['2026-12-09', '2026-12-10', '2026-12-14', '2026-12-15'].map((date) => hoursOn({ week, overrides }, date).length)).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('are cut by an hour off, and joined by extra hours that touch them', () => {
    const overrides = [off(thursday, thursday, ['12:00', '13:00']), extra(thursday, thursday, ['17:00', '24:00'])];
    expect(timesOn({ week, overrides }, thursday)).toEqual([
      { startTime: '09:00', endTime: '12:00' },
      { startTime: '13:00', endTime: '24:00' },
    ]);
  });

  it('stay off where time off overlaps extra hours', () => {
    const overrides = [extra(saturday, saturday, ['10:00', '14:00']), off(saturday, saturday, ['12:00', '13:00'])];
    expect(timesOn({ week, overrides }, saturday)).toEqual([
      { startTime: '10:00', endTime: '12:00' },
      { startTime: '13:00', endTime: '14:00' },
    ]);
  });

  it('are the weekly and extra minutes without time off, for all of them', () => {
    const date = fc.integer({ min: 0, max: 9 }).map((days) => addDays('2026-12-07', days));
    const span = fc
      .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }))
      .map(([a, length]) => [timeOf(a * 30), timeOf(Math.min(48, a + length) * 30)] as [string, string]);
    const change = fc
      .tuple(date, fc.integer({ min: 0, max: 4 }), fc.option(span), fc.boolean())
      .map(([from, days, times, isAvailable]) => ({ ...off(from, addDays(from, days), times), isAvailable }));
    const row = fc
      .tuple(fc.integer({ min: 0, max: 6 }), span, fc.boolean())
      .map(([day, [from, to], isAvailable]) => weekly(day, from, to, isAvailable));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(change, { maxLength: 5 }), date, (rows, overrides, on) => {
        const within = (from: string | null, to: string | null, minute: number) =>
          minute >= minutesOf(from ?? '00:00') && minute < minutesOf(to ?? '24:00');
        const opens = hoursOn({ week: rows, overrides }, on);
        for (let minute = 0; minute < 1440; minute += 30) {
          const ofDay = rows.filter((found) => found.dayOfWeek === dayOfWeek(on) && within(found.startTime, found.endTime, minute));
          const changes = overrides.filter(
            (found) => found.startsOn <= on && on <= found.endsOn && within(found.startTime, found.endTime, minute),
          );
          const regular = ofDay.some((found) => found.isAvailable) && !ofDay.some((found) => !found.isAvailable);
          const open = (regular || changes.some((found) => found.isAvailable)) && !changes.some((found) => !found.isAvailable);
          expect(opens.some(({ start, end }) => minute >= start && minute < end)).toBe(open);
        }
      }),
    );
  });
});

describe('an override', () => {
  it('is refused with the same limits as in the database', () => {
    expect(oneOffProblem(off(thursday))).toBeNull();
    expect(oneOffProblem(off(thursday, thursday, ['09:00', '24:00']))).toBeNull();
    expect(oneOffProblem(off(saturday, thursday))?.field).toBe('endsOn');
    expect(oneOffProblem(off('2026-01-01', '2028-02-01'))?.field).toBe('endsOn');
    expect(oneOffProblem(off(thursday, thursday, ['22:00', '02:00']))?.field).toBe('endTime');
    expect(oneOffProblem({ ...off(thursday), endTime: '10:00' })?.field).toBe('startTime');
    expect(oneOffProblem({ ...off(thursday), startTime: '10:00' })?.field).toBe('endTime');
  });
});

describe('booked sessions', () => {
  const sessions = [sessionAt('10T09:00', '10T10:00'), sessionAt('10T16:30', '10T17:30'), sessionAt('12T10:00', '12T11:00')];

  it('outside the hours are those partly or wholly outside', () => {
    expect(sessionsOutside(sessions, { week, overrides: [] }, 'Europe/London').map(({ id }) => id)).toEqual(['10T16:30', '12T10:00']);
    expect(sessionsOutside(sessions, { week, overrides: [extra(thursday, saturday)] }, 'Europe/London')).toEqual([]);
  });

  it('on an override are those that overlap it, on the therapist’s clock', () => {
    expect(sessionsOn(sessions, off(thursday, thursday, ['10:00', '17:00']), 'Europe/London').map(({ id }) => id)).toEqual(['10T16:30']);
    expect(sessionsOn(sessions, off(thursday), 'Europe/London')).toHaveLength(2);
    // 16:30 UTC on the tenth is the small hours of the eleventh in Tokyo.
    expect(sessionsOn(sessions, off('2026-12-11'), 'Asia/Tokyo').map(({ id }) => id)).toEqual(['10T16:30']);
  });

  it('across midnight are inside hours that go on past it', () => {
    const night = [sessionAt('10T23:30', '11T00:30')];
    const late = [weekly(4, '20:00', '24:00'), weekly(5, '00:00', '02:00')];
    expect(sessionsOutside(night, { week: late, overrides: [] }, 'UTC')).toEqual([]);
    expect(sessionsOutside(night, { week: late, overrides: [off('2026-12-11')] }, 'UTC')).toHaveLength(1);
    expect(sessionsOn(night, off('2026-12-11', '2026-12-11', ['00:30', '02:00']), 'UTC')).toEqual([]);
  });
});
