import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { THERAPIST_COLUMNS } from '@/data/early-requests';
import { authKeys } from '@/data/auth/keys';
import { availabilityKeys } from '@/data/availability/keys';
import { onlyGiven } from '@/data/only-given';
import { parseInput } from '@/data/parse-input';
import { isTimeZone } from '@/domain/time-zone';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { therapistKeys } from './keys';
import { toTherapist } from './therapist';
import type { TherapistProfile } from './therapist';

const minutes = (min: number, max: number, what: string) =>
  z
    .number()
    .int(`${what} is a whole number of minutes.`)
    .min(min, `${what}: at least ${min} minutes.`)
    .max(max, `${what}: at most ${max} minutes.`);
const percent = z.number().int('A whole number of percent.').min(0, 'Not below 0%.').max(100, 'At most 100%.');
const words = (count: number) => z.array(z.string().trim().min(1)).max(count, `At most ${count} entries.`);

/** What a therapist may change about themselves. The bounds are the database's. */
export const therapistFields = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens.')
    .max(80),
  fullName: z.string().trim().min(1, 'Your name is needed.').max(120, 'At most 120 characters.'),
  headline: z.string().trim().max(160, 'At most 160 characters.'),
  bio: z.string().max(4000, 'At most 4000 characters.'),
  specialties: words(20),
  languages: words(20),
  location: z.string().trim().max(160, 'At most 160 characters.'),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list.'),
  hourlyRate: z.number().min(0, 'A rate is not below zero.').max(1_000_000, 'At most 1,000,000.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Choose a currency.'),
  defaultDurationMinutes: minutes(5, 480, 'A session'),
  sessionDurations: z
    .array(minutes(5, 480, 'A session'))
    .min(1, 'Offer at least one length.')
    .max(12, 'At most 12 lengths.'),
  slotIntervalMinutes: minutes(5, 240, 'The interval'),
  bufferBeforeMinutes: minutes(0, 240, 'A buffer'),
  bufferAfterMinutes: minutes(0, 240, 'A buffer'),
  minNoticeMinutes: minutes(0, 525_600, 'Notice'),
  bookingWindowDays: z.number().int().min(1, 'At least one day.').max(3650, 'At most 3650 days.'),
  cancellationNoticeHours: z.number().int().min(0).max(8760, 'At most 8760 hours.'),
  /** Null: after the notice a client cannot cancel. */
  lateCancelFeePercent: percent.nullable(),
  noShowFeePercent: percent,
  /** Null: no limit. */
  maxSessionsPerDay: z.number().int('A whole number of sessions.').min(1, 'At least one a day.').max(48, 'At most 48 a day.').nullable(),
  requiresPayment: z.boolean(),
  isAcceptingClients: z.boolean(),
});
/** Every field optional: what is not given stays. */
export const therapistPatchSchema = therapistFields.partial();
export type TherapistPatch = z.infer<typeof therapistPatchSchema>;

function toColumns(patch: TherapistPatch) {
  return onlyGiven({
    slug: patch.slug,
    full_name: patch.fullName,
    headline: patch.headline,
    bio: patch.bio,
    specialties: patch.specialties,
    languages: patch.languages,
    location: patch.location,
    time_zone: patch.timeZone,
    hourly_rate: patch.hourlyRate,
    currency: patch.currency,
    default_duration_minutes: patch.defaultDurationMinutes,
    session_durations: patch.sessionDurations,
    slot_interval_minutes: patch.slotIntervalMinutes,
    buffer_before_minutes: patch.bufferBeforeMinutes,
    buffer_after_minutes: patch.bufferAfterMinutes,
    min_notice_minutes: patch.minNoticeMinutes,
    booking_window_days: patch.bookingWindowDays,
    cancellation_notice_hours: patch.cancellationNoticeHours,
    late_cancel_fee_percent: patch.lateCancelFeePercent,
    no_show_fee_percent: patch.noShowFeePercent,
    max_sessions_per_day: patch.maxSessionsPerDay,
    requires_payment: patch.requiresPayment,
    is_accepting_clients: patch.isAcceptingClients,
  });
}

/** Changes the caller's own profile and answers with the whole of it. No booked session moves. Throws AppError. */
export async function updateTherapistProfile(patch: TherapistPatch): Promise<TherapistProfile> {
  const fields = parseInput(therapistPatchSchema, patch);
  const { data: auth } = await supabase.auth.getSession();
  const { data, error } = await supabase
    .from('therapist_profiles')
    .update(toColumns(fields))
    .eq('id', auth.session?.user.id ?? '')
    .select(THERAPIST_COLUMNS)
    .single();
  if (error) throw toAppError(error);
  return toTherapist(data);
}

/** Saves parts of the own profile; what depends on name, zone or rules is fetched again. */
export function useUpdateTherapistProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: updateTherapistProfile,
    onSuccess: (profile) => {
      queryClient.setQueryData(therapistKeys.own(profile.id), profile);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: therapistKeys.all }),
        queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(profile.id) }),
        queryClient.invalidateQueries({ queryKey: authKeys.identity(profile.id) }),
      ]);
    },
  });
}
