import { expect, it } from 'vitest';
import { policyWords } from './policy-words';

const session = { startsAt: '2026-12-10T14:00:00Z', zone: 'Europe/London' };
const day = { noticeHours: 24, prepaid: true, session };

it('names the deadline while it lies ahead', () => {
  const now = new Date('2026-12-08T12:00:00Z');
  expect(policyWords(day, now)).toContain('Free to cancel until 24 hours before the session (');
  expect(policyWords({ ...day, session: null }, now)).toBe('Free to cancel until 24 hours before the session, with a full refund.');
});

it('does not promise a deadline that has passed', () => {
  expect(policyWords(day, new Date('2026-12-09T14:00:00Z'))).toBe(
    'It starts in less than 24 hours, so it cannot be cancelled once it is paid for or confirmed.',
  );
  expect(policyWords({ ...day, noticeHours: 0 }, new Date('2026-12-10T13:59:00Z'))).toContain('until the session starts');
});

it('does not speak of a refund where nothing is paid in advance', () => {
  const unpaid = { ...day, prepaid: false };
  expect(policyWords(unpaid, new Date('2026-12-08T12:00:00Z'))).not.toContain('refund');
  expect(policyWords(unpaid, new Date('2026-12-09T14:00:00Z'))).not.toContain('paid');
});
