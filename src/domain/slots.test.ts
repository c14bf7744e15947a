import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf, timeOf } from './calendar-date';
import { generateTimeSlots, groupByViewerDate, stretchesOf, type WeeklySlot, sortWeek, sameTimeText, weeksLater } from './slots';
import { listTimeZones, localParts } from './time-zone';

const row = (dayOfWeek: number, startTime: string, endTime: string, isAvailable = true): WeeklySlot => ({
  dayOfWeek,
  startTime,
  endTime,
  durationMinutes: minutesOf(endTime) - minutesOf(startTime),
  isAvailable,
});

describe('generateTimeSlots', () => {
  it('makes the eight slots of a nine-to-five day', () => {
    const slots = generateTimeSlots({ startTime: '09:00', endTime: '17:00', durationMinutes: 60, dayOfWeek: 1 });
    expect(slots).toHaveLength(8);
    expect(slots[0]).toEqual({ dayOfWeek: 1, startTime: '09:00', endTime: '10:00', durationMinutes: 60, isAvailable: true });
    expect(slots.at(-1)).toMatchObject({ startTime: '16:00', endTime: '17:00' });
  });

  it('makes no slot of time left over', () => {
    expect(generateTimeSlots({ startTime: '09:00', endTime: '10:45', durationMinutes: 50, dayOfWeek: 1 })).toHaveLength(2);
    expect(generateTimeSlots({ startTime: '17:00', endTime: '09:00', durationMinutes: 60, dayOfWeek: 1 })).toEqual([]);
  });

  it('makes slots up to midnight', () => {
    expect(generateTimeSlots({ startTime: '23:00', endTime: '24:00', durationMinutes: 60, dayOfWeek: 6 })).toEqual([
      row(6, '23:00', '24:00'),
    ]);
  });

  it('throws for an invalid duration or weekday', () => {
    const day = { startTime: '09:00', endTime: '17:00', durationMinutes: 60, dayOfWeek: 1 };
    expect(() => generateTimeSlots({ ...day, durationMinutes: 0 })).toThrow(RangeError);
    expect(() => generateTimeSlots({ ...day, dayOfWeek: 7 })).toThrow(RangeError);
    expect(() => generateTimeSlots({ ...day, startTime: '9' })).toThrow(RangeError);
  });

  it('fills the time without gaps or overlaps, for all hours and durations', () => {
    const minutes = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 5, max: 480 }), (start, end, durationMinutes) => {
        const slots = generateTimeSlots({ startTime: timeOf(start), endTime: timeOf(end), durationMinutes, dayOfWeek: 0 });
        expect(slots).toHaveLength(Math.max(0, Math.floor((end - start) / durationMinutes)));
        slots.forEach((slot, index) => {
          expect(minutesOf(slot.startTime)).toBe(start + index * durationMinutes);
          expect(minutesOf(slot.endTime) - minutesOf(slot.startTime)).toBe(durationMinutes);
        });
      }),
    );
  });
});

describe('stretchesOf', () => {
  it('joins slots that touch, and takes unavailable ones out', () => {
    const week = [
      ...generateTimeSlots({ startTime: '09:00', endTime: '13:00', durationMinutes: 60, dayOfWeek: 1 }),
      row(3, '10:00', '12:00'),
    ];
    week[1] = { ...week[1]!, isAvailable: false };
    expect(stretchesOf(week)).toEqual([
      { dayOfWeek: 1, startTime: '09:00', endTime: '10:00' },
      { dayOfWeek: 1, startTime: '11:00', endTime: '13:00' },
      { dayOfWeek: 3, startTime: '10:00', endTime: '12:00' },
    ]);
  });

  it('covers exactly the available minutes without the unavailable ones', () => {
    const rows = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }), fc.boolean())
        .filter(([start, end]) => start < end)
        .map(([start, end, available]) => row(2, timeOf(start * 15), timeOf(end * 15), available)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (week) => {
        const stretches = stretchesOf(week);
        const covers = (span: { startTime: string; endTime: string }, at: number) =>
          minutesOf(span.startTime) <= at && at < minutesOf(span.endTime);
        for (let at = 0; at < 1440; at += 15) {
          const expected = week.some((r) => r.isAvailable && covers(r, at)) && !week.some((r) => !r.isAvailable && covers(r, at));
          expect(stretches.filter((stretch) => covers(stretch, at))).toHaveLength(expected ? 1 : 0);
        }
      }),
    );
  });
});

describe('slots and weeks', () => {
  it('are grouped by the date in the viewer’s zone', () => {
    const slots = [{ startsAt: '2026-12-10T14:00:00Z' }, { startsAt: '2026-12-10T23:00:00Z' }];
    expect([...groupByViewerDate(slots, 'Europe/London').keys()]).toEqual(['2026-12-10']);
    expect([...groupByViewerDate(slots, 'Asia/Tokyo').keys()]).toEqual(['2026-12-10', '2026-12-11']);
  });

  it('are all kept, in their order, when grouped in any zone', () => {
    const instants = fc.array(fc.date({ min: new Date('2026-01-01Z'), max: new Date('2027-01-01Z'), noInvalidDate: true }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(instants, fc.constantFrom(...listTimeZones()), (dates, zone) => {
        const slots = dates.toSorted((a, b) => a.getTime() - b.getTime()).map((date) => ({ startsAt: date.toISOString() }));
        const grouped = groupByViewerDate(slots, zone);
        expect([...grouped.values()].flat()).toHaveLength(slots.length);
        for (const [date, found] of grouped) {
          expect(found).toEqual(slots.filter((slot) => localParts(new Date(slot.startsAt), zone).date === date));
        }
      }),
    );
  });
});

it('are sorted from Sunday, each day by start and then by end', () => {
  const inOrder = [row(0, '18:00', '19:00'), row(1, '09:00', '10:00'), row(1, '09:00', '11:00'), row(1, '14:00', '15:00')];
  expect(sortWeek(inOrder.toReversed())).toEqual(inOrder);
});

it('the same time of a coming week is recognised, also across a clock change', () => {
  // London: Thursday 22 October 2026, 15:00 BST, and 29 October, 15:00 GMT.
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-10-29T15:00:00Z', 'Europe/London')).toBe(1);
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-10-29T14:00:00Z', 'Europe/London')).toBeNull();
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-11-05T15:00:00Z', 'Europe/London')).toBe(2);
});

it('the same day, another day and an earlier week are not the same time of a coming week', () => {
  const wanted = '2026-12-10T14:00:00Z';
  for (const other of [wanted, '2026-12-11T14:00:00Z', '2026-12-03T14:00:00Z']) expect(weeksLater(wanted, other, 'UTC')).toBeNull();
});

it('the same time of a coming week has a text', () => {
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-17T14:00:00Z', 'UTC')).toBe('same time next week');
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-31T14:00:00Z', 'UTC')).toBe('same time in 3 weeks');
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-17T15:00:00Z', 'UTC')).toBeNull();
});
