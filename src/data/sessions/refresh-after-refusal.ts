import type { QueryClient } from '@tanstack/react-query';
import { availabilityKeys } from '@/data/availability/keys';
import { sessionTypeKeys } from '@/data/session-types/keys';
import { therapistKeys } from '@/data/therapists/keys';
import { toAppError } from '@/lib/errors';

/** Codes that mean the free times on screen are out of date. */
const STALE_TIMES = new Set([
  'SLOT_TAKEN',
  'OUTSIDE_WORKING_HOURS',
  'TOO_SOON',
  'TOO_FAR_AHEAD',
  'IN_THE_PAST',
  'NOT_ACCEPTING_CLIENTS',
  'CLIENT_BUSY',
  'DAY_FULL',
]);
/** Codes that mean the therapist's session types or settings have changed, and the free times with them. */
const STALE_OFFER = new Set(['PRICE_CHANGED', 'INVALID_DURATION', 'UNKNOWN_SESSION_TYPE', 'NOT_FIRST_VISIT']);

/** Fetches again what a refused booking or move has shown to be out of date. */
export function refreshAfterRefusal(queryClient: QueryClient, therapistId: string, error: unknown): void {
  const { code } = toAppError(error);
  if (STALE_OFFER.has(code)) {
    void queryClient.invalidateQueries({ queryKey: therapistKeys.all });
    void queryClient.invalidateQueries({ queryKey: sessionTypeKeys.of(therapistId) });
  } else if (!STALE_TIMES.has(code)) return;
  void queryClient.invalidateQueries({ queryKey: availabilityKeys.slotsOf(therapistId) });
}
