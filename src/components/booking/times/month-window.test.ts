import { describe, expect, it } from 'vitest';
import { startOfDay } from '@/domain/time-zone';
import { addMonths } from '@/domain/calendar-date';
import { monthWindow } from './month-window';

describe('the span of a month’s request', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Niue', 'Etc/GMT+12', 'Asia/Kolkata', 'America/New_York', 'UTC'])(
    'covers every day of the month in %s, within the API’s 62 days',
    (zone) => {
      for (let month = '2026-01-01'; month < '2027-01-01'; month = addMonths(month, 1)) {
        const { from, to } = monthWindow(month);
        expect(Date.parse(from)).toBeLessThanOrEqual(startOfDay(month, zone).getTime());
        expect(Date.parse(to)).toBeGreaterThanOrEqual(startOfDay(addMonths(month, 1), zone).getTime());
        expect(Date.parse(to) - Date.parse(from)).toBeLessThan(62 * 86_400_000);
      }
    },
  );
});
