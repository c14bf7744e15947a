import { expect, it } from 'vitest';
import { policyWords } from './policy-words';

const session = { startsAt: '2026-12-10T14:00:00Z', zone: 'Europe/London' };

it('names the deadline while it lies ahead', () => {
  expect(policyWords(24, session, new Date('2026-12-08T12:00:00Z'))).toContain('Free to cancel until 24 hours before the session (');
  expect(policyWords(24, null, new Date('2026-12-08T12:00:00Z'))).toBe('Free to cancel until 24 hours before the session, with a full refund.');
});

it('does not promise a deadline that has passed', () => {
  expect(policyWords(24, session, new Date('2026-12-09T14:00:00Z'))).toBe(
    'It starts in less than 24 hours, so it cannot be cancelled once it is paid for or confirmed.',
  );
  expect(policyWords(0, session, new Date('2026-12-10T13:59:00Z'))).toContain('until the session starts');
});
