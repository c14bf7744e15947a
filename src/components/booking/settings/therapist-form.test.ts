import { describe, expect, it } from 'vitest';
import { therapist } from '@/testing/people';
import { therapistForm, therapistFormSchema, type TherapistForm } from './therapist-form';

const check = (change: Partial<TherapistForm>) => {
  const { success, error } = therapistFormSchema.safeParse({ ...therapistForm(therapist), ...change });
  const issues = error?.issues ?? [];
  return { ok: success, errors: Object.fromEntries(issues.toReversed().map(({ path, message }) => [String(path[0]), message])) };
};
const errorsOf = (change: Partial<TherapistForm>) => check(change).errors;

describe('a therapist’s settings', () => {
  it('are valid as they are saved', () => {
    expect(check({}).ok).toBe(true);
  });

  it.each(['62.5', '62,50', ' 80 '])('accept the rate %s', (hourlyRate) => {
    expect(check({ hourlyRate }).ok).toBe(true);
  });

  it.each(['', 'eighty', '-5', '1e3', '62.505'])('refuse the rate %s', (hourlyRate) => {
    expect(errorsOf({ hourlyRate })).toHaveProperty('hourlyRate');
  });

  it('refuse decimals in yen', () => {
    expect(errorsOf({ currency: 'JPY', hourlyRate: '9000.50' }).hourlyRate).toMatch(/whole number/);
    expect(check({ currency: 'JPY', hourlyRate: '9000' }).ok).toBe(true);
  });

  it('name each wrong field once', () => {
    expect(Object.keys(errorsOf({ fullName: ' ', bookingWindowDays: '0', sessionDurations: [] })).toSorted()).toEqual([
      'bookingWindowDays',
      'fullName',
      'sessionDurations',
    ]);
  });

  it('name a wrong rate beside what else is wrong', () => {
    expect(errorsOf({ fullName: ' ', hourlyRate: '62.505', bookingWindowDays: 'many' })).toEqual({
      fullName: 'Your name is needed.',
      hourlyRate: 'At most two digits after the point.',
      bookingWindowDays: 'Give a whole number of days, such as 90.',
    });
  });
});
