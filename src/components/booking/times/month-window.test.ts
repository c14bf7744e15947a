import { describe, expect, it } from 'vitest';
import { startOfDay } from '@/domain/time-zone';
import { addMonths } from '@/domain/calendar-date';
import { monthWindow } from './month-window';

describe('the span asked for a month', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Niue', 'Etc/GMT+12', 'Asia/Kolkata', 'America/New_York', 'UTC'])(
    'holds every day of it in %s, within the 62 days of the API',
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
