import { describe, expect, it } from 'vitest';
import { minutesOfDay, parseTimeEntry } from './day-time';

describe('parseTimeEntry', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['17', '17:00'],
    ['24', '24:00'],
    ['2400', '24:00'],
    ['0', '00:00'],
    ['5pm', '17:00'],
    ['12 am', '00:00'],
    ['12:30 PM', '12:30'],
    [' 08:05 ', '08:05'],
  ])('reads %s as %s', (typed, time) => {
    expect(parseTimeEntry(typed)).toBe(time);
  });

  it.each(['', '25', '24:01', '9:60', '13pm', 'noon', '9:5', '-3'])('refuses %s', (typed) => {
    expect(parseTimeEntry(typed)).toBeNull();
  });
});

describe('minutesOfDay', () => {
  it('reads 24:00 as the end of the day, and answers null for a text that is not a time', () => {
    expect(minutesOfDay('24:00')).toBe(1440);
    expect(minutesOfDay('later')).toBeNull();
  });
});
