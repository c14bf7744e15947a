import { expect, it } from 'vitest';
import { sameTimeText, weeksLater } from './week-rhythm';

it('knows the same time of a coming week, across a clock change too', () => {
  // London: Thursday 22 October 2026, 15:00 BST, and 29 October, 15:00 GMT.
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-10-29T15:00:00Z', 'Europe/London')).toBe(1);
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-10-29T14:00:00Z', 'Europe/London')).toBeNull();
  expect(weeksLater('2026-10-22T14:00:00Z', '2026-11-05T15:00:00Z', 'Europe/London')).toBe(2);
});

it('does not take the day itself, another day or an earlier week for it', () => {
  const wanted = '2026-12-10T14:00:00Z';
  for (const other of [wanted, '2026-12-11T14:00:00Z', '2026-12-03T14:00:00Z']) expect(weeksLater(wanted, other, 'UTC')).toBeNull();
});

it('has words', () => {
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-17T14:00:00Z', 'UTC')).toBe('same time next week');
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-31T14:00:00Z', 'UTC')).toBe('same time in 3 weeks');
  expect(sameTimeText('2026-12-10T14:00:00Z', '2026-12-17T15:00:00Z', 'UTC')).toBeNull();
});
