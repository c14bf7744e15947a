import { describe, expect, it } from 'vitest';
import type { OneOffHours } from '@/domain/overrides';
import { datesText, NEW_OVERRIDE, overrideDraft, overrideDraftSchema, timesText, type OverrideDraft } from './override-draft';

const off = (change: Partial<OneOffHours> = {}): OneOffHours => ({
  startsOn: '2026-12-24',
  endsOn: '2027-01-01',
  startTime: null,
  endTime: null,
  isAvailable: false,
  ...change,
});

/** What a draft means, or the messages of each field. */
const check = (draft: OverrideDraft) => {
  const { data, error } = overrideDraftSchema.safeParse(draft);
  return error
    ? { ok: false, errors: Object.fromEntries(error.issues.map(({ path, message }) => [path[0], message])) }
    : { ok: true, hours: data };
};

describe('an override being edited', () => {
  it('needs a day', () => {
    expect(check(NEW_OVERRIDE)).toMatchObject({ ok: false, errors: { dates: expect.stringMatching(/Choose a day/) } });
  });

  it('is whole days off, or some hours of each day', () => {
    const dates = { from: '2026-12-24', to: '2027-01-01' };
    expect(check({ ...NEW_OVERRIDE, dates })).toEqual({ ok: true, hours: { ...off(), reason: '' } });
    expect(check({ ...NEW_OVERRIDE, dates, wholeDay: false, start: '12:00', end: '24:00' })).toEqual({
      ok: true,
      hours: { ...off({ startTime: '12:00', endTime: '24:00' }), reason: '' },
    });
  });

  it('always has times when it adds hours', () => {
    const dates = { from: '2027-01-09', to: '2027-01-09' };
    expect(check({ ...NEW_OVERRIDE, dates, isAvailable: true, wholeDay: true })).toMatchObject({
      ok: true,
      hours: { startTime: '09:00' },
    });
    expect(check({ ...NEW_OVERRIDE, dates, isAvailable: true, start: '13:00' })).toMatchObject({
      ok: false,
      errors: { end: expect.stringMatching(/13:00 is not after 13:00/) },
    });
  });

  it('is told of a missing day and of wrong times together', () => {
    expect(check({ ...NEW_OVERRIDE, isAvailable: true, end: '' })).toMatchObject({
      ok: false,
      errors: { dates: expect.stringMatching(/Choose a day/), end: expect.stringMatching(/both a start and an end/) },
    });
  });

  it('is two years at most', () => {
    expect(check({ ...NEW_OVERRIDE, dates: { from: '2027-01-01', to: '2029-01-02' } })).toMatchObject({
      ok: false,
      errors: { dates: 'At most two years at once.' },
    });
  });

  it('opens for editing as it was saved', () => {
    const saved = { ...off({ startTime: '10:00', endTime: '13:00' }), reason: 'Course' };
    expect(check(overrideDraft(saved))).toMatchObject({ ok: true, hours: { startTime: '10:00', endTime: '13:00' } });
  });
});

describe('the texts of an override', () => {
  it('name one day or both ends, with the year where it is not clear', () => {
    expect(datesText({ from: '2027-01-09', to: '2027-01-09' }, '2026-11-22')).toBe('Sat, Jan 9');
    expect(datesText({ from: '2026-12-24', to: '2027-01-01' }, '2026-11-22')).toBe('Thu, Dec 24 to Fri, Jan 1');
    expect(datesText({ from: '2027-12-24', to: '2027-12-24' }, '2026-11-22')).toMatch(/2027$/);
  });

  it('say that the hours are those of each day', () => {
    expect(timesText(off())).toBeNull();
    expect(timesText(off({ startTime: '12:00', endTime: '17:00' }))).toMatch(/^12:00.* to (17:00|5:00.PM) each day$/i);
  });
});
