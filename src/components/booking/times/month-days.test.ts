import { afterEach, expect, it, vi } from 'vitest';
import { weekStart } from './month-days';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['en-GB', 1],
  ['en-US', 0],
  ['ar-EG', 6],
] as const)('a week in %s begins on day %i', (locale, day) => {
  expect(weekStart(locale)).toBe(day);
});

it('a browser whose language no standard knows has a week all the same', () => {
  vi.stubGlobal('navigator', { language: 'en-US@posix' });
  expect([0, 1, 6]).toContain(weekStart());
});
