import { expect, it } from 'vitest';
import { zoneGapText } from './zone-gap-text';

it.each([
  ['2026-12-10T12:00:00Z', 'America/New_York', 'Europe/London', 'London is 5 h ahead'],
  // Two weeks a year the clocks of the two do not change together.
  ['2026-10-28T12:00:00Z', 'America/New_York', 'Europe/London', 'London is 4 h ahead'],
  ['2026-12-10T12:00:00Z', 'Europe/London', 'America/New_York', 'New York is 5 h behind'],
  ['2026-12-10T12:00:00Z', 'Europe/London', 'Asia/Kolkata', 'Kolkata is 5 h 30 min ahead'],
  ['2026-06-10T12:00:00Z', 'Australia/Sydney', 'Australia/Lord_Howe', 'Lord Howe is 30 min ahead'],
  ['2026-12-10T12:00:00Z', 'Europe/London', 'Africa/Accra', null],
])('the gap between two zones at %s, from %s to %s', (at, viewer, other, words) => {
  expect(zoneGapText(new Date(at), viewer, other)).toBe(words);
});
