import { z } from 'zod';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { therapistPatchSchema, type TherapistPatch } from '@/data/therapists/use-update-therapist-profile';
import { firstMessages } from './first-messages';
import { amountProblem, typedNumber } from './typed-number';
import type { FieldErrors } from '@/lib/use-edit-form';

/** A therapist's settings as the fields hold them: what is typed stays text until it is saved. */
export interface TherapistForm {
  slug: string;
  fullName: string;
  headline: string;
  bio: string;
  specialties: string[];
  languages: string[];
  location: string;
  hourlyRate: string;
  currency: string;
  requiresPayment: boolean;
  timeZone: string;
  sessionDurations: number[];
  slotIntervalMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minNoticeMinutes: number;
  bookingWindowDays: string;
  cancellationNoticeHours: number;
  /** Percent of the price; null: a client cannot cancel after the notice. */
  lateCancelFeePercent: number | null;
  noShowFeePercent: number;
  maxSessionsPerDay: number | null;
  isAcceptingClients: boolean;
}

/** What every section of the settings gets. */
export interface TherapistSectionProps {
  values: TherapistForm;
  errors: FieldErrors<TherapistForm>;
  set: (change: Partial<TherapistForm>) => void;
}

export function therapistForm(profile: TherapistProfile): TherapistForm {
  return {
    slug: profile.slug,
    fullName: profile.fullName,
    headline: profile.headline,
    bio: profile.bio,
    specialties: profile.specialties,
    languages: profile.languages,
    location: profile.location,
    hourlyRate: String(profile.hourlyRate),
    currency: profile.currency,
    requiresPayment: profile.requiresPayment,
    timeZone: profile.timeZone,
    sessionDurations: profile.sessionDurations,
    slotIntervalMinutes: profile.slotIntervalMinutes,
    bufferBeforeMinutes: profile.bufferBeforeMinutes,
    bufferAfterMinutes: profile.bufferAfterMinutes,
    minNoticeMinutes: profile.minNoticeMinutes,
    bookingWindowDays: String(profile.bookingWindowDays),
    cancellationNoticeHours: profile.cancellationNoticeHours,
    lateCancelFeePercent: profile.lateCancelFeePercent,
    noShowFeePercent: profile.noShowFeePercent,
    maxSessionsPerDay: profile.maxSessionsPerDay,
    isAcceptingClients: profile.isAcceptingClients,
  };
}

/** The patch to save, or the first problem of each field, by the same schema that the save itself uses. */
export function checkTherapistForm(
  values: TherapistForm,
): { ok: true; patch: TherapistPatch } | { ok: false; errors: FieldErrors<TherapistForm> } {
  const errors: FieldErrors<TherapistForm> = {};
  const hourlyRate = typedNumber(values.hourlyRate);
  const bookingWindowDays = typedNumber(values.bookingWindowDays);
  const rateProblem = amountProblem(hourlyRate, values.currency, 'Give your rate as a number, such as 80 or 62.50.');
  if (rateProblem !== null) errors.hourlyRate = rateProblem;
  if (!Number.isInteger(bookingWindowDays)) errors.bookingWindowDays = 'Give a whole number of days, such as 90.';

  const parsed = therapistPatchSchema.safeParse({
    ...values,
    hourlyRate: Number.isNaN(hourlyRate) ? 0 : hourlyRate,
    bookingWindowDays: Number.isInteger(bookingWindowDays) ? bookingWindowDays : 1,
  });
  if (parsed.success && Object.keys(errors).length === 0) return { ok: true, patch: parsed.data };
  const found = parsed.success ? {} : firstMessages(z.flattenError(parsed.error).fieldErrors);
  return { ok: false, errors: { ...found, ...errors } };
}
