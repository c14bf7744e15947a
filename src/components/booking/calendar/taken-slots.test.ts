import { describe, expect, it } from 'vitest';
import { takenSentence, takenSlots, withTaken } from './taken-slots';

const slot = (hour: number) => ({
  startsAt: `2026-12-10T${String(hour).padStart(2, '0')}:00:00.000Z`,
  endsAt: `2026-12-10T${String(hour + 1).padStart(2, '0')}:00:00.000Z`,
});
const earliest = new Date('2026-12-10T00:00:00Z');

describe('slots that go while somebody looks', () => {
  it('are booked when the reported span is one booking over them', () => {
    const change = { from: slot(10).startsAt, to: slot(10).endsAt };
    expect(takenSlots([slot(9), slot(10)], [slot(9)], change, earliest)).toEqual([{ ...slot(10), booked: true }]);
  });

  it.each([
    ['nothing was reported', null],
    ['everything changed', { from: null, to: null }],
    ['days of hours changed', { from: '2026-12-09T00:00:00Z', to: '2026-12-12T00:00:00Z' }],
    ['another span was reported', { from: slot(15).startsAt, to: slot(15).endsAt }],
  ])('are only gone when %s', (_case, change) => {
    expect(takenSlots([slot(10)], [], change, earliest)).toEqual([{ ...slot(10), booked: false }]);
  });

  it('are not mentioned when time itself took them', () => {
    expect(takenSlots([slot(9), slot(10)], [], null, new Date(slot(9).startsAt))).toEqual([{ ...slot(10), booked: false }]);
  });

  it('stay in their place, and are free again when they are listed again', () => {
    const taken = [{ ...slot(10), booked: true }];
    expect(withTaken([slot(9), slot(11)], taken).map((each) => [each.slot.startsAt.slice(11, 13), each.taken])).toEqual([
      ['09', false],
      ['10', true],
      ['11', false],
    ]);
    expect(withTaken([slot(9), slot(10)], taken).every((each) => !each.taken)).toBe(true);
  });

  it('are put into one sentence', () => {
    expect(takenSentence([])).toBeNull();
    expect(takenSentence([{ time: '5:00', booked: true }])).toBe('5:00 was booked a moment ago.');
    expect(takenSentence([{ time: '4:30', booked: true }, { time: '5:00', booked: true }])).toBe('4:30 and 5:00 went with a booking a moment ago.');
    expect(takenSentence([{ time: '5:00', booked: false }])).toBe('5:00 is no longer free.');
  });
});
