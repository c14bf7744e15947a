import { createPaymentIntentAnswer } from '@functions/_shared/contracts';
import { useMutation } from '@tanstack/react-query';
import { toInstantOrNull } from '@/data/read-row';
import { fromMinorUnits } from '@/domain/price';
import { isRetryable, readFunctionError } from '@/lib/errors';
import { supabase } from '@/lib/supabase';

/** What the checkout needs to take a payment. */
export interface PaymentIntent {
  paymentIntentId: string;
  clientSecret: string;
  /** In main units of `currency`. */
  amount: number;
  currency: string;
  /** ISO; null: the time is kept without a limit. */
  holdExpiresAt: string | null;
  /** processing: it has been paid already, and the bank has not decided yet. */
  status: 'payable' | 'processing';
}

/**
 * The payment intent of a session: made at the first call, the same one at every other. Throws AppError:
 * `HOLD_EXPIRED`, `ALREADY_PAID`, `NO_PAYMENT_NEEDED`, `SESSION_CANCELLED`, `SESSION_NOT_FOUND`,
 * `PAYMENT_PROVIDER_UNAVAILABLE` (kind network).
 */
export async function createPaymentIntent(sessionId: string): Promise<PaymentIntent> {
  const { data, error }: { data: unknown; error: unknown } = await supabase.functions.invoke('create-payment-intent', {
    body: { session_id: sessionId },
  });
  if (error) throw await readFunctionError(error);
  const answer = createPaymentIntentAnswer.parse(data);
  return {
    paymentIntentId: answer.payment_intent_id,
    clientSecret: answer.client_secret,
    amount: fromMinorUnits(answer.amount, answer.currency),
    currency: answer.currency,
    holdExpiresAt: toInstantOrNull(answer.hold_expires_at),
    status: answer.status,
  };
}

/** Begins or resumes the payment of a session. Repeated after a lost connection: the intent stays the same. */
export function useCreatePaymentIntent() {
  return useMutation({
    mutationFn: createPaymentIntent,
    retry: (failures, error) => failures < 2 && isRetryable(error),
    networkMode: 'always',
  });
}
