import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOfWeek, daysBetween, isCalendarDate, minutesOf, startOfMonth, timeOf } from './calendar-date';

const dates = fc
  .date({ min: new Date('1900-01-01Z'), max: new Date('2199-12-31Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar dates', () => {
  it('accept only dates that exist', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-1-1', 'today', '']) expect(isCalendarDate(wrong)).toBe(false);
  });

  it('step over months and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-01');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-01');
    expect(startOfMonth('2026-12-24')).toBe('2026-12-01');
  });

  it('count weekdays from 0 = Sunday', () => {
    expect(dayOfWeek('2026-12-06')).toBe(0);
    expect(dayOfWeek('2026-12-12')).toBe(6);
  });

  it('throw for a date that does not exist', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  it('add and measure days consistently, for all dates', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(dayOfWeek(addDays(date, days))).toBe((((dayOfWeek(date) + days) % 7) + 7) % 7);
      }),
    );
  });
});

describe('wall-clock times', () => {
  it('are read from Postgres times, 24:00 included', () => {
    expect(minutesOf('09:30')).toBe(570);
    expect(minutesOf('09:30:00')).toBe(570);
    expect(minutesOf('24:00:00')).toBe(1440);
  });

  it.each(['24:01', '9:00', '12:60', '25:00', '', '12:00:61'])('refuse %s', (time) => {
    expect(() => minutesOf(time)).toThrow(RangeError);
  });

  it('are written as they are read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => minutesOf(timeOf(minutes)) === minutes));
    expect(() => timeOf(1441)).toThrow(RangeError);
  });
});
