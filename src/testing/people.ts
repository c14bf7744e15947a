import type { Payment } from '@/data/payments/payment';
import type { Session } from '@/data/sessions/session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import type { Viewer } from '@/components/viewer/viewer';
import type { PaymentMethod } from '@/domain/payment-text';

/** Named people and a session, for component tests. */
export const therapist: TherapistProfile = {
  id: '11111111-1111-4111-8111-111111111111',
  slug: 'sarah-johnson',
  fullName: 'Dr. Sarah Johnson',
  headline: 'Sports therapy',
  bio: '',
  specialties: [],
  languages: [],
  location: 'London Bridge, room 2',
  timeZone: 'Europe/London',
  hourlyRate: 80,
  currency: 'GBP',
  defaultDurationMinutes: 60,
  sessionDurations: [30, 60, 90],
  durations: [30, 60, 90],
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minNoticeMinutes: 60,
  bookingWindowDays: 90,
  cancellationNoticeHours: 24,
  lateCancelFeePercent: 50,
  noShowFeePercent: 100,
  maxSessionsPerDay: null,
  requiresPayment: true,
  isAcceptingClients: true,
  isVerified: true,
};

export const sarah: Viewer = {
  id: therapist.id,
  fullName: therapist.fullName,
  role: 'therapist',
  timeZone: 'Europe/London',
  timeFormat: '24h',
};
export const john: Viewer = {
  id: '22222222-2222-4222-8222-222222222222',
  fullName: 'John Smith',
  role: 'client',
  timeZone: 'America/New_York',
  timeFormat: '24h',
};

/** £80.00, paid on 1 December and not refunded, unless said otherwise. */
export function paidBy(method: PaymentMethod, change: Partial<Payment> = {}): Payment {
  return {
    id: '44444444-4444-4444-8444-444444444444',
    sessionId: '33333333-3333-4333-8333-333333333333',
    amountMinor: 8000,
    amount: 80,
    refundedMinor: 0,
    refunded: 0,
    onItsWayMinor: 0,
    onItsWay: 0,
    refundableMinor: method === 'card' ? 8000 : 0,
    currency: 'GBP',
    status: 'succeeded',
    method,
    errorMessage: null,
    paidAt: '2026-12-01T09:05:00.000Z',
    receiptNumber: 1001,
    isDisputed: false,
    disputeStatus: null,
    isProcessing: false,
    createdAt: '2026-12-01T09:00:00.000Z',
    updatedAt: '2026-12-01T09:05:00.000Z',
    refunds: [],
    ...change,
  };
}

/** Thursday 10 December 2026, 14:00 to 15:00 in London, confirmed and paid, unless said otherwise. */
export function sessionOf(change: Partial<Session> = {}): Session {
  return {
    id: '33333333-3333-4333-8333-333333333333',
    therapistId: therapist.id,
    therapistName: therapist.fullName,
    therapistSlug: therapist.slug,
    therapistHeadline: therapist.headline,
    location: therapist.location,
    clientId: john.id,
    clientName: john.fullName,
    clientEmail: 'john.smith@demo.test',
    clientPhone: '+44 20 7946 0101',
    timeZone: 'Europe/London',
    startsAt: '2026-12-10T14:00:00Z',
    endsAt: '2026-12-10T15:00:00Z',
    durationMinutes: 60,
    sessionType: 'Initial consultation',
    sessionTypeId: null,
    place: null,
    isOutsideHours: false,
    price: 80,
    currency: 'GBP',
    notes: 'Knee pain after long runs.',
    status: 'confirmed',
    paymentStatus: 'paid',
    holdExpiresAt: null,
    cancellationNoticeHours: 24,
    lateCancelFeePercent: null,
    noShowFeePercent: 100,
    payment: null,
    cancellationReason: null,
    cancelledAt: null,
    cancelledBy: null,
    ...change,
  };
}
