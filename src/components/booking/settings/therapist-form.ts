import { z } from 'zod';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { therapistFields } from '@/data/therapists/use-update-therapist-profile';
import type { ZodFormFields } from '@/lib/use-zod-form';
import { typedAmount, typedWholeNumber } from './typed-number';

/** The rate as typed. */
export const typedRate = (currency: string) =>
  typedAmount(currency, 'Give your rate as a number, such as 80 or 62.50.').pipe(therapistFields.shape.hourlyRate);

/** A therapist's settings as the fields hold them, and what is saved of them: what is typed stays text until then. */
export const therapistFormSchema = therapistFields
  .omit({ defaultDurationMinutes: true })
  .extend({
    hourlyRate: z.string(),
    bookingWindowDays: typedWholeNumber('Give a whole number of days, such as 90.').pipe(therapistFields.shape.bookingWindowDays),
  })
  // Here and not in its field: what a rate may look like depends on the currency.
  .superRefine(({ hourlyRate, currency }, context) => {
    for (const { message } of typedRate(currency).safeParse(hourlyRate).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['hourlyRate'], message });
    }
  })
  .transform(({ hourlyRate, ...fields }) => ({ ...fields, hourlyRate: typedRate(fields.currency).parse(hourlyRate) }));

export type TherapistForm = z.input<typeof therapistFormSchema>;

/** What every section of the settings gets. */
export interface TherapistSectionProps {
  form: ZodFormFields<TherapistForm, z.output<typeof therapistFormSchema>>;
}

/** The fields as they are saved. */
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
