import type { Database } from '@/types/database';

type Row = Database['public']['Tables']['therapist_profiles']['Row'];

/** A therapist's profile and booking rules, as the app speaks of them. `hourlyRate` is in main units of `currency`. */
export function toTherapist(row: Omit<Row, 'created_at' | 'updated_at'>) {
  return {
    id: row.id,
    slug: row.slug,
    fullName: row.full_name,
    headline: row.headline,
    bio: row.bio,
    specialties: row.specialties,
    languages: row.languages,
    location: row.location,
    timeZone: row.time_zone,
    hourlyRate: row.hourly_rate,
    currency: row.currency,
    defaultDurationMinutes: row.default_duration_minutes,
    sessionDurations: row.session_durations,
    /** What a client may choose from: the offered lengths and the default one, shortest first. */
    durations: [...new Set([...row.session_durations, row.default_duration_minutes])].sort((a, b) => a - b),
    slotIntervalMinutes: row.slot_interval_minutes,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    minNoticeMinutes: row.min_notice_minutes,
    bookingWindowDays: row.booking_window_days,
    cancellationNoticeHours: row.cancellation_notice_hours,
    /** What a client pays who cancels later than that, in percent of the price; null: they cannot. */
    lateCancelFeePercent: row.late_cancel_fee_percent,
    noShowFeePercent: row.no_show_fee_percent,
    /** By the date in their zone; null: no limit. */
    maxSessionsPerDay: row.max_sessions_per_day,
    requiresPayment: row.requires_payment,
    isAcceptingClients: row.is_accepting_clients,
    isVerified: row.is_verified,
  };
}

export type TherapistProfile = ReturnType<typeof toTherapist>;
