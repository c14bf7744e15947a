import { describe, expect, it } from 'vitest';
import { generateTimeSlots } from './slots';
import { copyDay, isSameWeek, overlapsOf, replaceDay } from './week';

const day = (dayOfWeek: number, startTime: string, endTime: string) =>
  generateTimeSlots({ dayOfWeek, startTime, endTime, durationMinutes: 60 });
const monday = day(1, '09:00', '11:00');

describe('editing a week', () => {
  it('replaces one day and leaves the others', () => {
    const week = [...monday, ...day(2, '09:00', '10:00')];
    expect(replaceDay(week, 1, day(5, '14:00', '15:00'))).toEqual([...day(1, '14:00', '15:00'), ...day(2, '09:00', '10:00')]);
    expect(replaceDay(week, 1, [])).toEqual(day(2, '09:00', '10:00'));
  });

  it('copies a day over others, and not onto itself', () => {
    const week = copyDay([...monday, ...day(3, '18:00', '19:00')], 1, [1, 3, 5]);
    expect(week).toEqual([...monday, ...day(3, '09:00', '11:00'), ...day(5, '09:00', '11:00')]);
  });

  it('knows when there is nothing to save', () => {
    expect(isSameWeek(monday, monday.toReversed())).toBe(true);
    expect(
      isSameWeek(
        monday,
        monday.map((row, index) => ({ ...row, isAvailable: index > 0 })),
      ),
    ).toBe(false);
    expect(isSameWeek(monday, monday.slice(1))).toBe(false);
  });

  it('points at hours that overlap', () => {
    expect(overlapsOf(monday)).toEqual([]);
    expect(overlapsOf([...day(1, '09:00', '10:00'), ...day(1, '09:30', '10:30'), ...day(2, '09:30', '10:30')])).toHaveLength(1);
  });
});
