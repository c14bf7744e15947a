import { expect, it } from 'vitest';
import { matchesSearch } from './search';

const session = {
  clientName: 'John Smith',
  clientEmail: 'john@example.com',
  clientPhone: '+44 123',
  therapistName: 'Sarah Johnson',
  sessionType: 'Follow-up',
  notes: 'Looking for sports therapy',
};

it.each([
  ['', true],
  ['  ', true],
  ['SMITH sports', true],
  ['+44', true],
  ['follow sarah', true],
  ['smith nobody', false],
  // Words are looked for one by one, never across two fields.
  ['smithjohn', false],
])('a search for %j finds the session: %s', (search, found) => {
  expect(matchesSearch(session, search)).toBe(found);
});
