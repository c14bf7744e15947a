import { useMutation } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refundAtOnce } from './refund-at-once';
import type { Session } from './session';
import { readBack } from './use-session';
import { useSessionCache } from './use-session-cache';
import type { SessionStatus } from '@/domain/session-facts';

/**
 * Moves a session on. The database allows exactly what the caller's role may do; asking for the status it already has
 * changes nothing. Throws AppError: `INVALID_TRANSITION`, `TOO_LATE_TO_CHANGE`, `NOT_FOUND`.
 */
export async function updateSessionStatus({ sessionId, status }: { sessionId: string; status: SessionStatus }): Promise<Session> {
  const { error } = await supabase.from('client_sessions').update({ status }).eq('id', sessionId).select('id').single();
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

/** Confirms, starts, completes a session, or marks a no-show. To cancel, see `useCancelSession`. */
export function useUpdateSessionStatus() {
  return useMutation({
    // A no-show may owe a part of the price back.
    mutationFn: async (input: { sessionId: string; status: SessionStatus }) => refundAtOnce(await updateSessionStatus(input)),
    onSuccess: useSessionCache(),
  });
}
