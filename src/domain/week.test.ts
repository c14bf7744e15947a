import { expect, it } from 'vitest';
import type { WeeklySlot } from './slots';
import { sortWeek } from './week';

const row = (dayOfWeek: number, startTime: string, endTime: string): WeeklySlot => ({
  dayOfWeek,
  startTime,
  endTime,
  durationMinutes: 60,
  isAvailable: true,
});

it('a week is in order from Sunday, each day by start and then by end', () => {
  const inOrder = [row(0, '18:00', '19:00'), row(1, '09:00', '10:00'), row(1, '09:00', '11:00'), row(1, '14:00', '15:00')];
  expect(sortWeek(inOrder.toReversed())).toEqual(inOrder);
});
