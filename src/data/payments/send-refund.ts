import { sendRefundAnswer } from '@functions/_shared/contracts';
import { logger } from '@/lib/logger';
import { supabase } from '@/lib/supabase';

/** A refund that is not sent by then goes out with the next pass of run-jobs. */
const PATIENCE_MS = 10_000;

/**
 * Sends at once what a session owes back. Never throws: the refund is owed in the database already and is sent by
 * itself a little later. Answers whether all of it left now.
 */
export async function sendRefund(sessionId: string): Promise<boolean> {
  try {
    const { data, error }: { data: unknown; error: unknown } = await supabase.functions.invoke('send-refund', {
      body: { session_id: sessionId },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (error) return false;
    const { sent, failed } = sendRefundAnswer.parse(data);
    return sent > 0 && failed === 0;
  } catch (error) {
    logger.warn('refund.not_sent_at_once', { sessionId, error: String(error) });
    return false;
  }
}
