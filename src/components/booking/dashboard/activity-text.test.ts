import { describe, expect, it } from 'vitest';
import type { Activity } from '@/data/sessions/use-recent-activity';
import { activityText } from './activity-text';

const now = new Date('2026-12-09T12:00:00Z');
const event = (change: Partial<Activity>): Activity => ({
  id: 1,
  sessionId: 'a',
  at: '2026-12-09T11:00:00Z',
  actorRole: 'client',
  kind: 'status_changed',
  fromStatus: 'confirmed',
  toStatus: 'cancelled',
  fromPaymentStatus: null,
  toPaymentStatus: null,
  fromStartsAt: null,
  toStartsAt: null,
  reason: null,
  session: { id: 'a', clientName: 'John Smith', therapistName: 'Sarah Johnson', startsAt: '2026-12-10T14:00:00Z' },
  ...change,
});
const text = (change: Partial<Activity>) => activityText(event(change), 'Europe/London', now, { locale: 'en-GB' }).text;

describe('the recent activity', () => {
  it.each([
    [{ reason: 'I am travelling.' }, 'John Smith cancelled tomorrow 14:00: “I am travelling.”'],
    [{}, 'John Smith cancelled tomorrow 14:00'],
    [{ actorRole: 'therapist' as const, reason: 'I have the flu.' }, 'You cancelled John Smith, tomorrow 14:00: “I have the flu.”'],
    [{ actorRole: 'system' as const, reason: 'hold_expired' }, 'John Smith did not pay in time; tomorrow 14:00 is free again'],
  ])('says who cancelled and why: %o', (change, words) => {
    expect(text(change)).toBe(words);
  });

  it('says to which time a session was moved, and by whom', () => {
    const move = { kind: 'rescheduled' as const, fromStartsAt: '2026-12-10T09:00:00Z', toStartsAt: '2026-12-10T10:00:00Z' };
    expect(text(move)).toBe('John Smith moved to tomorrow 10:00');
    expect(text({ ...move, actorRole: 'therapist' })).toBe('You moved John Smith to tomorrow 10:00');
  });
});
