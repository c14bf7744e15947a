import { useMutation } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import type { Session } from './session';
import { readBack } from './use-session';
import { useSessionCache } from './use-session-cache';

/**
 * Cancels a session; the time becomes free at once and what was paid is owed back in the same transaction. The other
 * side reads the reason (at most 500 characters). Throws AppError: `TOO_LATE_TO_CHANGE`, `INVALID_TRANSITION`, `NOT_FOUND`.
 */
export async function cancelSession({ sessionId, reason = '' }: { sessionId: string; reason?: string }): Promise<Session> {
  const { error } = await supabase
    .from('client_sessions')
    .update({ status: 'cancelled', cancellation_reason: reason.trim() || null })
    .eq('id', sessionId)
    .select('id')
    .single();
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

export function useCancelSession() {
  return useMutation({ mutationFn: cancelSession, onSuccess: useSessionCache() });
}
