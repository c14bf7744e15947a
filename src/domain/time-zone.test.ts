import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  instantsForLocal,
  isAmbiguous,
  isRepeated,
  isTimeZone,
  listTimeZones,
  localParts,
  offsetAt,
  startOfDay,
  zoneCity,
  zoneShortName,
} from './time-zone';

const iso = (dates: Date[]) => dates.map((date) => date.toISOString());
const instants = fc.date({ min: new Date('1970-01-01Z'), max: new Date('2037-12-31Z'), noInvalidDate: true });
const zones = fc.constantFrom(...listTimeZones());

describe('reading a clock', () => {
  it.each([
    ['America/New_York', '2026-12-10T14:00:00Z', -300],
    ['Europe/London', '2026-07-01T00:00:00Z', 60],
    ['Asia/Kolkata', '2026-07-01T00:00:00Z', 330],
    ['Australia/Lord_Howe', '2026-12-10T00:00:00Z', 660],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 630],
    ['Pacific/Kiritimati', '2026-07-01T00:00:00Z', 840],
    ['UTC', '2026-07-01T00:00:00Z', 0],
  ])('%s at %s is %i minutes from UTC', (zone, at, minutes) => {
    expect(offsetAt(new Date(at), zone)).toBe(minutes);
  });

  it('gives the local date, time and weekday', () => {
    expect(localParts(new Date('2026-12-10T23:30:05.999Z'), 'Asia/Tokyo')).toEqual({
      date: '2026-12-11',
      time: '08:30',
      second: 5,
      dayOfWeek: 5,
    });
  });

  it('gives what Intl gives, in every zone, also close to clock changes', () => {
    const reading = (at: Date, zone: string) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
    const changes = fc.constantFrom(
      '2026-03-08T07:00Z',
      '2026-03-29T01:00Z',
      '2026-04-04T15:00Z',
      '2011-12-30T10:00Z',
      '2026-11-01T06:00Z',
    );
    const near = fc
      .tuple(changes, fc.integer({ min: -86_400, max: 86_400 }))
      .map(([at, seconds]) => new Date(Date.parse(at) + seconds * 1000));
    const changing = fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns');
    fc.assert(
      fc.property(fc.oneof(fc.tuple(instants, zones), fc.tuple(near, changing)), ([at, zone]) => {
        const { date, time, second } = localParts(at, zone);
        expect(`${date} ${time}:${String(second).padStart(2, '0')}`).toBe(reading(at, zone));
      }),
      { numRuns: 1000 },
    );
  });

  it('throws for an unknown zone', () => {
    expect(() => offsetAt(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('Asia/Kolkata')).toBe(true);
  });
});

describe('finding the instants of a wall-clock reading', () => {
  it('finds one on an ordinary day', () => {
    expect(iso(instantsForLocal('2026-12-10', '09:00', 'America/New_York'))).toEqual(['2026-12-10T14:00:00.000Z']);
  });

  it('finds none in a skipped hour', () => {
    expect(instantsForLocal('2026-03-08', '02:30', 'America/New_York')).toEqual([]);
    expect(instantsForLocal('2026-03-29', '01:00', 'Europe/London')).toEqual([]);
    expect(instantsForLocal('2026-03-29', '02:00', 'Europe/London')).toHaveLength(1);
  });

  it('finds two in a repeated hour, earliest first', () => {
    expect(iso(instantsForLocal('2026-11-01', '01:30', 'America/New_York'))).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
  });

  it('allows for Lord Howe’s change of half an hour', () => {
    expect(instantsForLocal('2026-10-04', '02:15', 'Australia/Lord_Howe')).toEqual([]);
    expect(instantsForLocal('2026-10-04', '02:30', 'Australia/Lord_Howe')).toHaveLength(1);
    expect(isAmbiguous('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe(true);
    expect(isAmbiguous('2026-04-05', '01:15', 'Australia/Lord_Howe')).toBe(false);
  });

  it('finds none on the day that Samoa skipped', () => {
    expect(instantsForLocal('2011-12-30', '12:00', 'Pacific/Apia')).toEqual([]);
    expect(startOfDay('2011-12-30', 'Pacific/Apia').toISOString()).toBe('2011-12-30T10:00:00.000Z');
  });

  it('reads 24:00 as midnight of the next day', () => {
    expect(iso(instantsForLocal('2026-12-31', '24:00', 'Europe/London'))).toEqual(['2027-01-01T00:00:00.000Z']);
  });

  it('starts a day without a midnight at its first minute', () => {
    expect(startOfDay('2026-09-06', 'America/Santiago').toISOString()).toBe('2026-09-06T04:00:00.000Z');
  });

  it('is the inverse of reading the clock, in every zone, at any time', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        instant.setUTCSeconds(0, 0);
        const { date, time, second } = localParts(instant, zone);
        fc.pre(second === 0); // offsets with seconds: the reading without seconds is another instant
        expect(iso(instantsForLocal(date, time, zone))).toContain(instant.toISOString());
      }),
      { numRuns: 500 },
    );
  });

  it('finds only instants that read so, in every zone', () => {
    for (const zone of listTimeZones()) {
      for (const month of ['03-08', '03-29', '04-05', '10-04', '10-25', '11-01', '09-06']) {
        for (const time of ['00:00', '01:30', '02:15']) {
          const date = `2026-${month}`;
          const found = instantsForLocal(date, time, zone);
          expect(found.length).toBeLessThanOrEqual(2);
          for (const instant of found) expect(localParts(instant, zone)).toMatchObject({ date, time });
          expect(found.every((instant) => isRepeated(instant, zone) === found.length > 1)).toBe(true);
        }
      }
    }
  });

  it('starts every local day at or before all its instants', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const { date } = localParts(instant, zone);
        const start = startOfDay(date, zone);
        expect(start.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(localParts(start, zone).date).toBe(date);
      }),
      { numRuns: 200 },
    );
  });
});

describe('naming zones', () => {
  it.each([
    ['America/New_York', 'New York'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['Asia/Calcutta', 'Kolkata'],
    ['Asia/Kolkata', 'Kolkata'],
    ['UTC', 'UTC'],
    ['Etc/GMT+5', 'GMT+5'],
  ])('calls %s %s', (zone, city) => expect(zoneCity(zone)).toBe(city));

  it('gives the short name of a zone’s clock at an instant', () => {
    expect(zoneShortName(new Date('2026-07-01Z'), 'Europe/London', 'en-GB')).toBe('BST');
    expect(zoneShortName(new Date('2026-12-01Z'), 'Europe/London', 'en-GB')).toBe('GMT');
  });

  it('lists every zone once, UTC included', () => {
    const all = listTimeZones();
    expect(all).toContain('UTC');
    expect(all).toContain('Australia/Lord_Howe');
    expect(new Set(all).size).toBe(all.length);
  });
});
