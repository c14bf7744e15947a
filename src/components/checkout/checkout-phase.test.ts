import { describe, expect, it } from 'vitest';
import { checkoutPhase } from './checkout-phase';

const now = new Date('2026-12-10T14:00:00Z');
const held = { status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-10T14:10:00Z', cancellationReason: null } as const;

describe('the phase of a checkout', () => {
  it('asks for the payment while the hold lives, also after a decline', () => {
    expect(checkoutPhase(held, now, false)).toBe('pay');
    expect(checkoutPhase({ ...held, paymentStatus: 'failed' }, now, false)).toBe('pay');
  });

  it('waits for the database once a payment was taken, even past the end of the hold', () => {
    expect(checkoutPhase(held, now, true)).toBe('confirming');
    expect(checkoutPhase({ ...held, holdExpiresAt: '2026-12-10T13:59:00Z' }, now, true)).toBe('confirming');
  });

  it('is booked when the database says so, whatever the browser believes', () => {
    expect(checkoutPhase({ ...held, status: 'confirmed', paymentStatus: 'paid', holdExpiresAt: null }, now, false)).toBe('booked');
    expect(checkoutPhase({ ...held, paymentStatus: 'not_required', holdExpiresAt: null }, now, false)).toBe('booked');
  });

  it('knows an ended hold before the sweeper does, and after', () => {
    expect(checkoutPhase({ ...held, holdExpiresAt: now.toISOString() }, now, false)).toBe('expired');
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'hold_expired' }, now, false)).toBe('expired');
  });

  it('tells a cancelled session from an ended hold', () => {
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'Therapist is ill' }, now, false)).toBe('cancelled');
    expect(checkoutPhase({ ...held, status: 'cancelled', cancellationReason: 'hold_expired' }, now, true)).toBe('cancelled');
  });
});
