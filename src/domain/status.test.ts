import { describe, expect, it } from 'vitest';
import { cancellationDeadline, canCancel, canReschedule, noticeText } from './policy';
import {
  ACTION_STATUS,
  actionLabel,
  allowedActions,
  isHoldExpired,
  isHoldLive,
  isLive,
  isUpcoming,
  paymentLabel,
  paymentTone,
  statusBadge,
  statusLabel,
  statusTone,
} from './status';
import { PAYMENT_STATUSES, SESSION_STATUSES, type SessionFacts } from './session-facts';

const startsAt = '2026-12-10T14:00:00Z';
const session = (facts: Partial<SessionFacts> = {}): SessionFacts => ({
  status: 'confirmed',
  paymentStatus: 'paid',
  startsAt,
  endsAt: '2026-12-10T15:00:00Z',
  holdExpiresAt: null,
  cancellationNoticeHours: 24,
  lateCancelFeePercent: null,
  ...facts,
});
const held = session({ status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-01T10:15:00Z' });
const early = new Date('2026-12-01T10:00:00Z');
const late = new Date('2026-12-10T10:00:00Z');
const during = new Date('2026-12-10T14:30:00Z');
const after = new Date('2026-12-10T16:00:00Z');

it('a client can pay a live hold or a session confirmed unpaid, not one whose payment is processing', () => {
  const offered = (facts: SessionFacts) => allowedActions(facts, 'client', early).includes('pay');
  expect(offered(held)).toBe(true);
  expect(offered(session({ paymentStatus: 'pending' }))).toBe(true);
  expect(offered({ ...held, payment: { status: 'open', isProcessing: false } })).toBe(true);
  expect(offered({ ...held, payment: { status: 'open', isProcessing: true } })).toBe(false);
});

describe('a hold', () => {
  it('lasts until its end, which it does not include', () => {
    expect(isHoldLive(held, new Date('2026-12-01T10:14:59.999Z'))).toBe(true);
    expect(isHoldLive(held, new Date('2026-12-01T10:15:00Z'))).toBe(false);
    expect(isHoldExpired(held, new Date('2026-12-01T10:15:00Z'))).toBe(true);
  });

  it('lasts on after a declined card', () => {
    expect(isHoldLive({ ...held, paymentStatus: 'failed' }, early)).toBe(true);
  });

  it('ends when the session is paid, confirmed, or needs no payment', () => {
    for (const facts of [
      { ...held, paymentStatus: 'paid' as const },
      { ...held, status: 'confirmed' as const },
      { ...held, paymentStatus: 'not_required' as const, holdExpiresAt: null },
    ]) {
      expect(isHoldLive(facts, early)).toBe(false);
      expect(isHoldExpired(facts, after)).toBe(false);
    }
  });

  it('past its end is shown as expired and takes no time, before the job cancels it', () => {
    expect(statusBadge(held, early).label).toBe('Scheduled');
    expect(statusBadge(held, late)).toEqual({ label: 'Expired', tone: 'done' });
    expect(isLive(held, late)).toBe(false);
    expect(isUpcoming(held, late)).toBe(false);
  });
});

describe('the allowed actions', () => {
  it.each([
    ['a therapist with a booked session', session({ status: 'scheduled' }), 'therapist', early, ['confirm', 'reschedule', 'cancel']],
    ['a therapist with an unpaid hold', held, 'therapist', early, ['confirm', 'reschedule', 'cancel']],
    ['a therapist before a confirmed session', session(), 'therapist', early, ['start', 'no_show', 'reschedule', 'cancel']],
    ['a therapist in a session', session({ status: 'in_progress' }), 'therapist', during, ['complete']],
    ['a therapist after a session', session({ status: 'completed' }), 'therapist', after, []],
    ['a therapist with an expired hold', held, 'therapist', late, []],
    ['a client with an unpaid hold', held, 'client', early, ['pay', 'reschedule', 'cancel']],
    ['a client with an expired hold', held, 'client', late, []],
    [
      'a client whose unpaid session was confirmed by hand',
      session({ paymentStatus: 'pending' }),
      'client',
      early,
      ['pay', 'reschedule', 'cancel'],
    ],
    ['a client who still owes for a session', session({ status: 'completed', paymentStatus: 'failed' }), 'client', after, ['pay']],
    ['a client in good time', session(), 'client', early, ['reschedule', 'cancel']],
    ['a client after the deadline', session(), 'client', late, []],
    [
      'a client after the deadline, not confirmed and nothing to pay',
      session({ status: 'scheduled', paymentStatus: 'not_required' }),
      'client',
      late,
      ['reschedule', 'cancel'],
    ],
    ['a client in a session', session({ status: 'in_progress' }), 'client', during, []],
    ['a client with a cancelled session', session({ status: 'cancelled' }), 'client', early, []],
    ['a client with a missed session', session({ status: 'no_show' }), 'client', after, []],
  ] as const)('are right for %s', (_, facts, role, now, actions) => {
    expect(allowedActions(facts, role, now)).toEqual(actions);
  });

  it('all have a label', () => {
    expect(Object.keys(ACTION_STATUS).map((action) => actionLabel(action as keyof typeof ACTION_STATUS))).not.toContain(undefined);
    expect(actionLabel('pay')).toBe('Pay now');
    expect(actionLabel('reschedule')).toBe('Reschedule');
  });
});

describe('cancelling', () => {
  it('is allowed for a client up to the last second before the notice', () => {
    const deadline = cancellationDeadline(session());
    expect(deadline.toISOString()).toBe('2026-12-09T14:00:00.000Z');
    expect(canCancel(session(), 'client', deadline)).toEqual({ allowed: true, feePercent: 0 });
    expect(canCancel(session(), 'client', new Date(deadline.getTime() + 1))).toEqual({ allowed: false, reason: 'too_late' });
  });

  it('is refused with a reason', () => {
    expect(canCancel(session(), 'client', during)).toEqual({ allowed: false, reason: 'started' });
    expect(canCancel(session({ status: 'completed' }), 'therapist', after)).toEqual({ allowed: false, reason: 'over' });
  });

  it('names the notice as a text', () => {
    expect([noticeText(1), noticeText(24), noticeText(48), noticeText(36)]).toEqual(['1 hour', '24 hours', '2 days', '36 hours']);
  });
});

describe('rescheduling', () => {
  it('is allowed for a client until the notice, and for a therapist until it is in progress', () => {
    const deadline = cancellationDeadline(session());
    expect(canReschedule(session(), 'client', deadline)).toEqual({ allowed: true });
    expect(canReschedule(session(), 'client', new Date(deadline.getTime() + 1))).toEqual({ allowed: false, reason: 'too_late' });
    expect(canReschedule(session(), 'therapist', during)).toEqual({ allowed: true });
    expect(canReschedule(session({ status: 'in_progress' }), 'therapist', during)).toEqual({ allowed: false, reason: 'started' });
    expect(canReschedule(session({ status: 'cancelled' }), 'therapist', early)).toEqual({ allowed: false, reason: 'over' });
  });
});

it('every status has a label and a colour', () => {
  for (const status of SESSION_STATUSES) expect([statusLabel(status), statusTone(status)]).not.toContain(undefined);
  for (const status of PAYMENT_STATUSES) expect([paymentLabel(status), paymentTone(status)]).not.toContain(undefined);
  expect(new Set(SESSION_STATUSES.map(statusLabel)).size).toBe(SESSION_STATUSES.length);
});
