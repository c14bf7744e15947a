import { expect, it } from 'vitest';
import { hasEveryWord } from './search';

it.each([
  ['', true],
  ['  ', true],
  ['SMITH sports', true],
  ['+44', true],
  ['follow smith', true],
  ['smith absent', false],
  // Words are looked for one by one, never across two texts.
  ['smith+44', false],
])('a search for %j finds the texts: %s', (search, found) => {
  expect(hasEveryWord(['John Smith', '+44 123', 'Follow-up', 'Looking for sports therapy'], search)).toBe(found);
});
