import { useMutation } from '@tanstack/react-query';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';
import { refundAtOnce } from './refund-at-once';
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

/**
 * Cancels, and has the refund sent at once. `onCancelled` is told also when the card it was pressed on has moved away by
 * then; a refund that could not be sent now is still owed, see `payment.onItsWay`.
 */
export function useCancelSession(onCancelled?: (session: Session) => void) {
  const remember = useSessionCache();
  return useMutation({
    mutationFn: async (input: { sessionId: string; reason?: string }) => refundAtOnce(await cancelSession(input)),
    onSuccess: (session) => {
      onCancelled?.(session);
      return remember(session);
    },
  });
}
