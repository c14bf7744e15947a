import { describe, expect, it } from 'vitest';
import { takenText, takenSlots, withTaken } from './taken-slots';

const slot = (hour: number) => ({
  startsAt: `2026-12-10T${String(hour).padStart(2, '0')}:00:00.000Z`,
  endsAt: `2026-12-10T${String(hour + 1).padStart(2, '0')}:00:00.000Z`,
});
const earliest = new Date('2026-12-10T00:00:00Z');

describe('taken slots', () => {
  it('are the slots that are no longer listed', () => {
    expect(takenSlots([slot(9), slot(10)], [slot(9)], earliest)).toEqual([slot(10)]);
  });

  it('leave out slots that are now too early to book', () => {
    expect(takenSlots([slot(9), slot(10)], [], new Date(slot(9).startsAt))).toEqual([slot(10)]);
  });

  it('stay in their place, and are free again when listed again', () => {
    const taken = [slot(10)];
    expect(withTaken([slot(9), slot(11)], taken).map((each) => [each.slot.startsAt.slice(11, 13), each.taken])).toEqual([
      ['09', false],
      ['10', true],
      ['11', false],
    ]);
    expect(withTaken([slot(9), slot(10)], taken).every((each) => !each.taken)).toBe(true);
  });

  it('are named in one sentence that does not say why', () => {
    expect(takenText([])).toBeNull();
    expect(takenText(['5:00'])).toBe('5:00 was taken a moment ago.');
    expect(takenText(['4:30', '5:00'])).toBe('4:30 and 5:00 were taken a moment ago.');
    expect(takenText(['4:00', '4:30', '5:00', '5:30'])).toBe('4 times were taken a moment ago.');
  });
});
