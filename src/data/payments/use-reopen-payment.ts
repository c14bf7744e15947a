import { useMutation } from '@tanstack/react-query';
import type { Session } from '@/data/sessions/session';
import { readBack } from '@/data/sessions/use-session';
import { useSessionCache } from '@/data/sessions/use-session-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

/** A therapist takes a waiver back: the client is asked to pay after all. Throws AppError: `NOTHING_TO_SETTLE`, `SESSION_NOT_FOUND`. */
export async function reopenPayment(sessionId: string): Promise<Session> {
  const { error } = await supabase.rpc('reopen_payment', { p_session_id: sessionId });
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

export function useReopenPayment() {
  return useMutation({ mutationFn: reopenPayment, onSuccess: useSessionCache() });
}
