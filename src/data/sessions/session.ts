import type { QueryData } from '@supabase/supabase-js';
import { PAYMENT_COLUMNS, toPayment } from '@/data/payments/payment';
import { toInstant, toInstantOrNull } from '@/data/read-row';
import { supabase } from '@/lib/supabase';

/** A session with the public face of its therapist, and its payment. */
const SESSION_COLUMNS =
  `id, therapist_id, client_id, client_name, client_email, client_phone, time_zone, starts_at, ends_at, duration_minutes, session_type, session_type_id, place, is_outside_hours, price, currency, notes, status, payment_status, hold_expires_at, cancellation_notice_hours, late_cancel_fee_percent, no_show_fee_percent, cancellation_reason, cancelled_at, cancelled_by, therapist:therapist_profiles(slug, full_name, headline, location, time_zone), payment:payments(${PAYMENT_COLUMNS})` as const;

/** All sessions the caller may see, ready for filters. */
export function selectSessions() {
  return supabase.from('client_sessions').select(SESSION_COLUMNS);
}
type Row = QueryData<ReturnType<typeof selectSessions>>[number];

/** A session as the app speaks of it. Instants are ISO in UTC. */
export function toSession(row: Row) {
  return {
    id: row.id,
    therapistId: row.therapist_id,
    therapistName: row.therapist.full_name,
    therapistSlug: row.therapist.slug,
    therapistHeadline: row.therapist.headline,
    /** Empty when the therapist names no place. */
    location: row.therapist.location,
    /** Null for a guest: a person without an account, booked by the therapist. */
    clientId: row.client_id,
    clientName: row.client_name,
    clientEmail: row.client_email,
    clientPhone: row.client_phone,
    /** The therapist's zone when it was booked; frozen. */
    timeZone: row.time_zone,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    durationMinutes: row.duration_minutes,
    /** The type's name when it was booked; frozen. */
    sessionType: row.session_type,
    /** Null when the therapist had no types, or has removed this one since. */
    sessionTypeId: row.session_type_id,
    /** Frozen; null where the therapist had no session types. See `placeLabel`. */
    place: row.place,
    /** Booked by the therapist outside the working hours, knowingly. */
    isOutsideHours: row.is_outside_hours,
    /** In main units of `currency`. */
    price: row.price,
    currency: row.currency,
    /** What the client wrote when booking. */
    notes: row.notes,
    status: row.status,
    paymentStatus: row.payment_status,
    /** Null while no payment was begun. */
    payment: row.payment && toPayment(row.payment),
    holdExpiresAt: toInstantOrNull(row.hold_expires_at),
    /** The cancellation policy when it was booked; frozen. */
    cancellationNoticeHours: row.cancellation_notice_hours,
    /** What a client pays who cancels later than that, in percent of the price; null: they cannot. */
    lateCancelFeePercent: row.late_cancel_fee_percent,
    noShowFeePercent: row.no_show_fee_percent,
    cancellationReason: row.cancellation_reason,
    cancelledAt: toInstantOrNull(row.cancelled_at),
    cancelledBy: row.cancelled_by,
  };
}

export type Session = ReturnType<typeof toSession>;
