import type { AppError } from '@/lib/errors';

/** Codes that mean somebody or something else has the time. Why is the therapist's own affair, so they are told alike. */
const GONE = new Set(['SLOT_TAKEN', 'DAY_FULL', 'OUTSIDE_WORKING_HOURS']);

/** Whether a refused booking can be answered with other times. */
export function isTimeLost(error: AppError): boolean {
  return GONE.has(error.code);
}
