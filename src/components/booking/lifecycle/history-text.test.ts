import { expect, it } from 'vitest';
import { john } from '@/testing/people';
import { historyText } from './history-text';

const nothing = { toStatus: null, toPaymentStatus: null, fromStartsAt: null, toStartsAt: null, reason: null };

it('the history names the old and the new time of a move, on the reader’s clock', () => {
  const event = {
    ...nothing,
    kind: 'rescheduled' as const,
    actorRole: 'therapist' as const,
    fromStartsAt: '2026-12-10T14:00:00Z',
    toStartsAt: '2026-12-11T15:00:00Z',
  };
  expect(historyText(event, john)).toMatch(/^Moved by the therapist from .*10.*, 09:00 to .*11.*, 10:00$/);
});

it('the history gives the reason of a cancellation', () => {
  const event = {
    ...nothing,
    kind: 'status_changed' as const,
    actorRole: 'client' as const,
    toStatus: 'cancelled' as const,
    reason: 'Work.',
  };
  expect(historyText(event, john)).toBe('Cancelled by the client: “Work.”');
});
