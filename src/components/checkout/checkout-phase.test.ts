import { describe, expect, it } from 'vitest';
import { checkoutPhase } from './checkout-phase';

const now = new Date('2026-12-10T14:00:00Z');
const held = {
  status: 'scheduled',
  paymentStatus: 'pending',
  holdExpiresAt: '2026-12-10T14:10:00Z',
  cancellationReason: null,
  payment: null,
} as const;
const over = '2026-12-10T13:59:00Z';
const processing = { isProcessing: true };

describe('the phase of a checkout', () => {
  it('is pay while the hold lasts, also after a decline', () => {
    expect(checkoutPhase(held, now, null)).toBe('pay');
    expect(checkoutPhase({ ...held, paymentStatus: 'failed' }, now, null)).toBe('pay');
  });

  it('is pay when the session was confirmed by hand before it was paid', () => {
    expect(checkoutPhase({ ...held, status: 'confirmed', holdExpiresAt: null }, now, null)).toBe('pay');
    expect(checkoutPhase({ ...held, status: 'completed', holdExpiresAt: null, paymentStatus: 'failed' }, now, null)).toBe('pay');
    expect(checkoutPhase({ ...held, status: 'confirmed', holdExpiresAt: null }, now, 'taken')).toBe('confirming');
  });

  it('is confirming once a payment was taken, also past the end of the hold', () => {
    expect(checkoutPhase(held, now, 'taken')).toBe('confirming');
    expect(checkoutPhase({ ...held, holdExpiresAt: over }, now, 'taken')).toBe('confirming');
  });

  it('is processing while the bank decides, also past the end of the hold', () => {
    expect(checkoutPhase(held, now, 'processing')).toBe('processing');
    expect(checkoutPhase({ ...held, payment: processing }, now, null)).toBe('processing');
    expect(checkoutPhase({ ...held, payment: processing, holdExpiresAt: over }, now, null)).toBe('processing');
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'hold_expired', payment: processing }, now, null)).toBe(
      'cancelled',
    );
  });

  it('is booked when the database says so', () => {
    expect(checkoutPhase({ ...held, status: 'confirmed', paymentStatus: 'paid', holdExpiresAt: null }, now, null)).toBe('booked');
    expect(checkoutPhase({ ...held, paymentStatus: 'not_required', holdExpiresAt: null }, now, null)).toBe('booked');
  });

  it('is expired after the hold, before and after the job cancels it', () => {
    expect(checkoutPhase({ ...held, holdExpiresAt: now.toISOString() }, now, null)).toBe('expired');
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'hold_expired' }, now, null)).toBe('expired');
  });

  it('tells a cancelled session, an expired hold, and money that came too late apart', () => {
    const expired = { ...held, status: 'cancelled', cancellationReason: 'hold_expired' } as const;
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'Therapist is ill' }, now, null)).toBe('cancelled');
    expect(checkoutPhase(expired, now, 'taken')).toBe('cancelled');
    expect(checkoutPhase({ ...expired, paymentStatus: 'paid' }, now, null)).toBe('cancelled');
    expect(checkoutPhase({ ...expired, paymentStatus: 'refunded' }, now, null)).toBe('cancelled');
  });
});
