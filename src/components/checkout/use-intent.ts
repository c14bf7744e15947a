import { useCallback, useEffect, useRef } from 'react';
import { useCreatePaymentIntent } from '@/data/payments/use-create-payment-intent';
import { toAppError } from '@/lib/errors';

/** Refusals that mean the session on screen is out of date rather than that the payment cannot begin. */
const OUTDATED = new Set(['HOLD_EXPIRED', 'ALREADY_PAID', 'NO_PAYMENT_NEEDED', 'SESSION_CANCELLED']);

interface Told {
  /** The session on screen is out of date. */
  onOutdated: (code: string) => void;
  /** It has been paid already, and the bank has not decided yet. */
  onProcessing: () => void;
}

/**
 * Begins the payment of a session, or takes it up again: a reload and a second tab get the same intent.
 */
export function useIntent(sessionId: string, { onOutdated, onProcessing }: Told) {
  const { mutate, data, error, isPending } = useCreatePaymentIntent();
  const begun = useRef(false);
  const begin = useCallback(
    () =>
      mutate(sessionId, {
        onSuccess: (intent) => intent.status === 'processing' && onProcessing(),
        onError: (failure) => OUTDATED.has(toAppError(failure).code) && onOutdated(toAppError(failure).code),
      }),
    [mutate, sessionId, onOutdated, onProcessing],
  );
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin();
  }, [begin]);
  const failure = error === null || OUTDATED.has(toAppError(error).code) ? null : toAppError(error);
  return { intent: data?.status === 'payable' ? data : null, isPending, failure, retry: begin };
}
