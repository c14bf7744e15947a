import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCountdown,
  formatDate,
  formatDay,
  formatDuration,
  formatInBothZones,
  formatMonth,
  formatRange,
  formatTime,
  formatWallTime,
  longestDay,
  relativeDay,
  relativeTime,
} from './format';

const gb = { locale: 'en-GB' };
const now = new Date('2026-12-10T12:00:00Z');

describe('formatting times', () => {
  it('follows the locale or the reader’s choice', () => {
    const at = '2026-12-10T14:05:00Z';
    expect(formatTime(at, 'Europe/London', gb)).toBe('14:05');
    expect(formatTime(at, 'America/New_York', { locale: 'en-US' }).replaceAll(/\s/g, ' ')).toBe('9:05 AM');
    expect(formatTime(at, 'Europe/London', { locale: 'en-US', timeFormat: '24h' })).toBe('14:05');
    expect(formatTime(at, 'Europe/London', { ...gb, timeFormat: '12h' }).replaceAll(/\s/g, ' ')).toBe('2:05 pm');
    expect(formatTime('2026-12-10T00:05:00Z', 'UTC', { ...gb, timeFormat: '24h' })).toBe('00:05');
  });

  it('names the clock of a time that the day has twice', () => {
    expect(formatTime('2026-10-25T00:30:00Z', 'Europe/London', gb)).toBe('01:30 BST');
    expect(formatTime('2026-10-25T01:30:00Z', 'Europe/London', gb)).toBe('01:30 GMT');
    expect(formatTime('2026-10-25T02:30:00Z', 'Europe/London', gb)).toBe('02:30');
  });

  it('writes working hours', () => {
    expect(formatWallTime('09:00:00', gb)).toBe('09:00');
    expect(formatWallTime('24:00', gb)).toBe('midnight');
  });

  it('names both zones, and the day where it differs', () => {
    const at = '2026-12-10T14:00:00Z';
    expect(formatInBothZones(at, 'America/New_York', 'Europe/London', gb)).toBe('Thu 10 Dec, 09:00 New York · 14:00 London');
    expect(formatInBothZones(at, 'Europe/London', 'Australia/Sydney', gb)).toBe('Thu 10 Dec, 14:00 London · Fri 11 Dec, 01:00 Sydney');
    expect(formatInBothZones(at, 'Europe/London', 'Europe/London', gb)).toBe('Thu 10 Dec, 14:00 London');
  });

  it('writes both ends of a session', () => {
    expect(formatRange('2026-12-10T14:00:00Z', '2026-12-10T15:00:00Z', 'UTC', gb)).toBe('14:00 – 15:00');
    expect(formatRange('2026-12-10T23:30:00Z', '2026-12-11T00:30:00Z', 'UTC', gb)).toBe('23:30 – Fri 11 Dec, 00:30');
  });
});

describe('formatting days', () => {
  it('is the same in every zone of the machine', () => {
    expect(formatDay('2026-12-10T23:30:00Z', 'UTC', gb)).toBe('Thu 10 Dec');
    expect(formatDay('2026-12-10T23:30:00Z', 'Asia/Tokyo', { ...gb, long: true })).toBe('Friday 11 December');
    expect(formatDate('2026-12-10', gb)).toBe('Thu 10 Dec');
    expect(formatMonth('2026-12-31', gb)).toBe('December 2026');
  });

  it.each(['en-GB', 'en-US', 'de-DE', 'fr-FR', 'pt-PT', 'pl-PL', 'el-GR', 'ja-JP'])('have room in %s for any of ten years', (locale) => {
    const room = longestDay({ locale }).length;
    const days = Array.from({ length: 3653 }, (_, day) => formatDay(new Date(Date.UTC(2026, 0, 1 + day)), 'UTC', { locale, long: true }));
    expect(days.filter((day) => day.length > room)).toEqual([]);
    expect(days.some((day) => day.length === room)).toBe(true);
  });

  it('says today, tomorrow and yesterday by the local date, not by 24 hours', () => {
    expect(relativeDay('2026-12-10T23:59:00Z', 'UTC', now, gb)).toBe('today');
    expect(relativeDay('2026-12-10T23:59:00Z', 'Asia/Tokyo', now, gb)).toBe('tomorrow');
    expect(relativeDay('2026-12-09T12:00:00Z', 'UTC', now, gb)).toBe('yesterday');
    expect(relativeDay('2026-12-14T12:00:00Z', 'UTC', now, gb)).toBe('Mon 14 Dec');
  });
});

describe('relative times and durations', () => {
  it.each([
    ['2026-12-10T12:00:10Z', 'now'],
    ['2026-12-10T12:25:00Z', 'in 25 minutes'],
    ['2026-12-10T11:59:00Z', '1 minute ago'],
    ['2026-12-10T12:59:50Z', 'in 1 hour'],
    ['2026-12-10T10:00:00Z', '2 hours ago'],
    ['2026-12-11T12:00:00Z', 'tomorrow'],
    ['2026-12-17T12:00:00Z', 'in 7 days'],
  ])('%s is %s', (at, words) => expect(relativeTime(at, now, 'en-GB')).toBe(words));

  it('a countdown stops at 0:00', () => {
    expect(formatCountdown('2026-12-10T12:14:05Z', now)).toBe('14:05');
    expect(formatCountdown('2026-12-10T12:00:00.001Z', now)).toBe('0:01');
    expect(formatCountdown('2026-12-10T11:00:00Z', now)).toBe('0:00');
  });

  it('durations are written in minutes, from 90 on in hours', () => {
    expect([30, 60, 90, 120].map(formatDuration)).toEqual(['30 min', '60 min', '1 h 30 min', '2 h']);
  });

  it('every instant has a relative time', () => {
    fc.assert(fc.property(fc.date({ noInvalidDate: true }), (at) => relativeTime(at, now, 'en-GB') !== ''));
  });
});
