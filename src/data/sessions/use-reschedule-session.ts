import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isRetryable, toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refreshAfterRefusal } from './refresh-after-refusal';
import type { Session } from './session';
import { readBack } from './use-session';
import { useSessionCache } from './use-session-cache';

/** A session and the start (ISO) it moves to, as listed by `useAvailableSlots` with `ignoreSessionId`. */
export interface RescheduleInput {
  sessionId: string;
  therapistId: string;
  startsAt: string;
}

/**
 * Moves a session; its length, price and payment stay with it. Moving it to where it already is changes nothing, so it
 * is safe to repeat. Throws AppError: as a booking (`SLOT_TAKEN` and `DAY_FULL` with `alternativesOf`, `CLIENT_BUSY`, …),
 * `TOO_LATE_TO_CHANGE`, `HOLD_EXPIRED`, `INVALID_TRANSITION`, `NOT_FOUND`.
 */
export async function rescheduleSession({ sessionId, startsAt }: Omit<RescheduleInput, 'therapistId'>): Promise<Session> {
  const { error } = await supabase.from('client_sessions').update({ starts_at: startsAt }).eq('id', sessionId).select('id').single();
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

/** Moves a session, for either side. Never optimistic; a lost connection is tried again twice. */
export function useRescheduleSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: RescheduleInput) => rescheduleSession(input),
    retry: (failures, error) => failures < 2 && isRetryable(error),
    retryDelay: (failures) => 500 * 2 ** failures,
    networkMode: 'always',
    onSuccess: useSessionCache(),
    onError: (error, { therapistId }) => refreshAfterRefusal(queryClient, therapistId, error),
  });
}
