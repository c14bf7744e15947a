import type { AppError } from '@/lib/errors';

/** Codes that mean the time is not free. The reason is private to the therapist, so clients read one text for all of them. */
const GONE = new Set(['SLOT_TAKEN', 'DAY_FULL', 'OUTSIDE_WORKING_HOURS']);

/** True when other times can be suggested after this refusal. */
export function isTimeLost(error: AppError): boolean {
  return GONE.has(error.code);
}
