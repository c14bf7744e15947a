import { expect, it } from 'vitest';
import { sessionOf } from '@/testing/people';
import { needsYou } from './needs-you';

const now = new Date('2026-12-10T12:00:00Z');
const kinds = (change: Parameters<typeof sessionOf>[0]) => needsYou([sessionOf(change)], now).map((need) => need.kind);
const over = { startsAt: '2026-12-10T09:00:00Z', endsAt: '2026-12-10T10:00:00Z' };

it('what needs the therapist: sessions to confirm, start or complete, and declined cards', () => {
  expect(kinds({ status: 'scheduled', paymentStatus: 'not_required' })).toEqual(['confirm']);
  expect(kinds({ ...over, status: 'in_progress' })).toEqual(['wrap_up']);
  expect(kinds({ ...over, status: 'confirmed' })).toEqual(['open_unstarted']);
  expect(kinds({ status: 'scheduled', paymentStatus: 'failed', holdExpiresAt: '2026-12-10T12:10:00Z' })).toEqual(['declined']);
});

it('what needs the therapist leaves out sessions without a problem', () => {
  expect(kinds({ status: 'confirmed' })).toEqual([]);
  expect(kinds({ status: 'scheduled', paymentStatus: 'pending', holdExpiresAt: '2026-12-10T12:10:00Z' })).toEqual([]);
  expect(kinds({ status: 'scheduled', paymentStatus: 'failed', holdExpiresAt: '2026-12-10T11:50:00Z' })).toEqual([]);
  expect(kinds({ ...over, status: 'completed' })).toEqual([]);
});
