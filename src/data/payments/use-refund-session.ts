import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { parseInput } from '@/data/parse-input';
import { refundAtOnce } from '@/data/sessions/refund-at-once';
import type { Session } from '@/data/sessions/session';
import { readBack } from '@/data/sessions/use-session';
import { useSessionCache } from '@/data/sessions/use-session-cache';
import { toAppError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

export const refundSchema = z.object({
  sessionId: z.uuid(),
  /** Minor units of the session's currency. */
  amountMinor: z.number().int().positive('Give an amount above nothing.'),
  note: z.string().trim().min(1, 'Say why you refund this.').max(500, 'At most 500 characters.'),
});

/**
 * A therapist's refund beyond the policy, with a reason. Throws AppError: `REFUND_TOO_LARGE` (details.refundable_minor),
 * `REASON_MISSING`, `PAYMENT_DISPUTED`, `SESSION_NOT_FOUND`.
 */
async function refundSession(input: z.input<typeof refundSchema>): Promise<Session> {
  const { sessionId, amountMinor, note } = parseInput(refundSchema, input);
  const { error } = await supabase.rpc('refund_session', { p_session_id: sessionId, p_amount_minor: amountMinor, p_note: note });
  if (error) throw toAppError(error);
  return readBack(sessionId);
}

/** Refunds and sends it at once; what could not be sent now is still owed. */
export function useRefundSession() {
  return useMutation({
    mutationFn: async (input: z.input<typeof refundSchema>) => refundAtOnce(await refundSession(input)),
    onSuccess: useSessionCache(),
  });
}
