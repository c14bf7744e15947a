import { useMutation } from '@tanstack/react-query';
import type { Session } from '@/data/sessions/session';
import { readBack } from '@/data/sessions/use-session';
import { useSessionCache } from '@/data/sessions/use-session-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

/** in_person: the therapist has the money. waived: nothing is to be paid. */
export type SettleMethod = 'in_person' | 'waived';

/** A therapist settles a payment themselves; a held time becomes confirmed. Throws AppError: `NOTHING_TO_SETTLE`, `SESSION_NOT_FOUND`. */
export async function settleByHand({ sessionId, method }: { sessionId: string; method: SettleMethod }): Promise<Session> {
  const { error } = await supabase.rpc('settle_by_hand', { p_session_id: sessionId, p_method: method });
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

export function useSettleByHand() {
  return useMutation({ mutationFn: settleByHand, onSuccess: useSessionCache() });
}
