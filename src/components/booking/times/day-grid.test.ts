import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startOfMonth } from '@/domain/calendar-date';
import { asLocalDay, asMonth, isoOfDay } from './day-grid';

const dates = fc
  .date({ min: new Date('1900-01-01Z'), max: new Date('2199-12-31Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('a date given to the calendar component comes back as the same date, in its month', () => {
  fc.assert(
    fc.property(dates, (date) => {
      expect(isoOfDay(asLocalDay(date))).toBe(date);
      expect(asMonth(asLocalDay(date))).toBe(startOfMonth(date));
    }),
  );
});
