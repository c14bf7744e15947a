import { describe, expect, it } from 'vitest';
import type { WeeklySlot } from '@/domain/slots';
import {
  addStretch,
  chipsOf,
  copyDay,
  draftFromRows,
  removeStretch,
  roomForStretch,
  setDayOn,
  setStretch,
  toggleChip,
  type DayDraft,
  type WeekDraft,
} from './week-draft';
import { countDraft, dayProblems, hasErrors, rowsFromDraft, sameHours } from './week-rows';

const MONDAY = 1;
const row = (startTime: string, endTime: string, isAvailable = true, dayOfWeek = MONDAY): WeeklySlot => ({
  dayOfWeek,
  startTime,
  endTime,
  durationMinutes: 60,
  isAvailable,
});
const dayOf = (week: WeekDraft, day = MONDAY): DayDraft => {
  const found = week[day];
  if (!found) throw new Error(`no day ${day}`);
  return found;
};
const hours = (day: DayDraft) => day.stretches.map(({ start, end }) => `${start}-${end}`);
const nineToFive = () => setDayOn(draftFromRows([]), MONDAY, true);
const problem = (week: WeekDraft, index = 0) => dayProblems(dayOf(week), 60).get(keyOf(week, index));
const keyOf = (week: WeekDraft, index = 0) => dayOf(week).stretches[index]?.key ?? '';

describe('a week being edited', () => {
  it('reads rows that touch as one stretch, and unavailable rows as closed hours', () => {
    const day = dayOf(draftFromRows([row('09:00', '12:00'), row('12:00', '13:00', false), row('13:00', '17:00'), row('18:00', '20:00')]));
    expect(hours(day)).toEqual(['09:00-17:00', '18:00-20:00']);
    expect(chipsOf(day, 60).filter((chip) => !chip.available)).toEqual([{ start: 720, end: 780, available: false }]);
  });

  it('keeps an unavailable row on top of an available one', () => {
    const week = draftFromRows([row('09:00', '17:00'), row('12:00', '13:00', false)]);
    expect(countDraft(week, 60)).toEqual({ workingDays: 1, total: 8, available: 7 });
  });

  it('gives a day that is ticked for the first time 9 to 5, and remembers hours of a day off', () => {
    const on = nineToFive();
    expect(hours(dayOf(on))).toEqual(['09:00-17:00']);
    const edited = setStretch(on, MONDAY, keyOf(on), { end: '12:00' });
    const again = setDayOn(setDayOn(edited, MONDAY, false), MONDAY, true);
    expect(hours(dayOf(again))).toEqual(['09:00-12:00']);
  });

  it('counts no slots on a day that is off', () => {
    expect(countDraft(setDayOn(nineToFive(), MONDAY, false), 60)).toEqual({ workingDays: 0, total: 0, available: 0 });
  });

  it('adds a stretch after the last one, and none to a full day', () => {
    const week = addStretch(nineToFive(), MONDAY, 60);
    expect(hours(dayOf(week))).toEqual(['09:00-17:00', '18:00-21:00']);
    const full = setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { start: '00:00', end: '24:00' });
    expect(roomForStretch(dayOf(full), 60)).toBeNull();
  });

  it('turns a day off when its last stretch is removed', () => {
    const week = nineToFive();
    expect(dayOf(removeStretch(week, MONDAY, keyOf(week))).on).toBe(false);
  });

  it('copies only hours and closed times of a day', () => {
    const chip = chipsOf(dayOf(nineToFive()), 60)[3];
    if (!chip) throw new Error('no chip');
    const week = copyDay(toggleChip(nineToFive(), MONDAY, chip), MONDAY, [2, 3]);
    expect(hours(dayOf(week, 2))).toEqual(['09:00-17:00']);
    expect(countDraft(week, 60)).toEqual({ workingDays: 3, total: 24, available: 21 });
    expect(new Set(week.flatMap((day) => day.stretches.map((stretch) => stretch.key))).size).toBe(3);
  });

  it('keeps closed hours closed when the duration changes', () => {
    const week = draftFromRows([row('09:00', '12:00'), row('12:00', '13:00', false), row('13:00', '17:00')]);
    const closed = chipsOf(dayOf(week), 30).filter((chip) => !chip.available);
    expect(closed.map((chip) => chip.start)).toEqual([720, 750]);
  });

  it('allows hours up to midnight', () => {
    const week = setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { start: '22:00', end: '24:00' });
    expect(rowsFromDraft(week, 60).map((saved) => saved.endTime)).toEqual(['23:00', '24:00']);
  });
});

describe('the rows that a week saves', () => {
  it('are one row per slot, and one for time left over', () => {
    const week = setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { end: '10:30' });
    expect(rowsFromDraft(week, 60)).toEqual([row('09:00', '10:00'), { ...row('10:00', '10:30') }]);
    expect(countDraft(week, 60).total).toBe(1);
  });

  it('open again as the same week', () => {
    const week = addStretch(nineToFive(), MONDAY, 60);
    expect(sameHours(draftFromRows(rowsFromDraft(week, 60)), week, 60)).toBe(true);
  });

  it('are the same after a toggle and back', () => {
    const week = nineToFive();
    const chip = chipsOf(dayOf(week), 60)[0];
    if (!chip) throw new Error('no chip');
    const closed = toggleChip(week, MONDAY, chip);
    expect(sameHours(week, closed, 60)).toBe(false);
    expect(sameHours(week, toggleChip(closed, MONDAY, { ...chip, available: false }), 60)).toBe(true);
  });
});

describe('the problems of a day', () => {
  it('include an end that is not after the start', () => {
    const week = setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { end: '08:00' });
    expect(problem(week)?.error).toMatch(/08:00 is not after 09:00/);
    expect(hasErrors(week, 60)).toBe(true);
    expect(hasErrors(setDayOn(week, MONDAY, false), 60)).toBe(false);
  });

  it('include overlapping stretches, at the later one', () => {
    const two = addStretch(nineToFive(), MONDAY, 60);
    const week = setStretch(two, MONDAY, keyOf(two, 1), { start: '16:00' });
    expect(problem(week, 0)).toBeUndefined();
    expect(problem(week, 1)?.error).toMatch(/overlap 09:00 to 17:00/);
  });

  it('include a text that is not a time', () => {
    expect(problem(setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { start: 'nine' }))?.error).toMatch(/“nine” is not a time/);
  });

  it('include time left over as a note, with the ends that fit, which does not stop saving', () => {
    const week = setStretch(nineToFive(), MONDAY, keyOf(nineToFive()), { end: '16:30' });
    expect(problem(week)?.note).toMatchObject({ shorterEnd: '16:00', longerEnd: '17:00' });
    expect(hasErrors(week, 60)).toBe(false);
  });
});
