import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf } from './calendar-date';
import { localParts, offsetAt } from './time-zone';
import { wallPieces } from './wall-pieces';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Auckland',
];
const HOUR_MS = 3_600_000;

/** Instants of 2026 near which the zone's clock changes, and one quiet day. */
function busyInstants(zone: string): number[] {
  const found = [Date.parse('2026-06-15T00:00:00Z')];
  for (let at = Date.parse('2026-01-01T00:00:00Z'); at < Date.parse('2027-01-01T00:00:00Z'); at += 6 * HOUR_MS) {
    if (offsetAt(new Date(at), zone) !== offsetAt(new Date(at + 6 * HOUR_MS), zone)) found.push(at);
  }
  return found;
}

const iso = (ms: number) => new Date(ms).toISOString();

describe('the local time of a session', () => {
  it('is one piece on an ordinary day', () => {
    expect(wallPieces('2026-12-10T14:00:00Z', '2026-12-10T15:00:00Z', 'Europe/London')).toEqual([
      { date: '2026-12-10', from: 840, to: 900 },
    ]);
  });

  it('is two pieces across midnight, and one up to midnight', () => {
    expect(wallPieces('2026-12-10T23:30:00Z', '2026-12-11T00:30:00Z', 'UTC')).toEqual([
      { date: '2026-12-10', from: 1410, to: 1440 },
      { date: '2026-12-11', from: 0, to: 30 },
    ]);
    expect(wallPieces('2026-12-10T23:00:00Z', '2026-12-11T00:00:00Z', 'UTC')).toEqual([{ date: '2026-12-10', from: 1380, to: 1440 }]);
  });

  it('has a repeated hour twice and a skipped hour not at all', () => {
    // London, 25 October 2026: 01:30 BST to 01:30 GMT.
    expect(wallPieces('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/London')).toEqual([
      { date: '2026-10-25', from: 90, to: 120 },
      { date: '2026-10-25', from: 60, to: 90 },
    ]);
    // 29 March 2026: 00:30 GMT to 02:30 BST.
    expect(wallPieces('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', 'Europe/London')).toEqual([
      { date: '2026-03-29', from: 30, to: 60 },
      { date: '2026-03-29', from: 120, to: 150 },
    ]);
  });

  it('is what a local clock shows minute by minute, for all zones, changes and lengths', () => {
    const busy = ZONES.map((zone) => ({ zone, near: fc.constantFrom(...busyInstants(zone)) }));
    const start = fc
      .constantFrom(...busy)
      .chain(({ zone, near }) => fc.tuple(fc.constant(zone), near, fc.integer({ min: -480, max: 840 }), fc.integer({ min: 5, max: 480 })));
    fc.assert(
      fc.property(start, ([zone, near, minutesOff, minutes]) => {
        const from = near + minutesOff * 60_000;
        const read = wallPieces(iso(from), iso(from + minutes * 60_000), zone).flatMap((piece) =>
          Array.from({ length: piece.to - piece.from }, (_, index) => `${piece.date} ${piece.from + index}`),
        );
        const shown = Array.from({ length: minutes }, (_, index) => localParts(new Date(from + index * 60_000), zone));
        expect(read).toEqual(shown.map(({ date, time }) => `${date} ${minutesOf(time)}`));
      }),
      { numRuns: 200 },
    );
  });
});
