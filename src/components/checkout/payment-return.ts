import type { Submission } from './checkout-phase';

/** What the bank's page says when it sends the browser back (https://docs.stripe.com/payments/payment-intents). */
export type PaymentReturn = Submission | 'failed' | null;

/** Parameters that Stripe adds to the address on return. */
const ADDED = ['payment_intent', 'payment_intent_client_secret', 'redirect_status', 'source_type'] as const;

/** Reads `?payment_intent=…&redirect_status=…`. It is a hint for the screen; only the database says what is paid. */
export function readPaymentReturn(params: URLSearchParams): PaymentReturn {
  if (!params.has('payment_intent')) return null;
  switch (params.get('redirect_status')) {
    case 'succeeded':
      return 'taken';
    case 'processing':
    case 'pending':
      return 'processing';
    default:
      return 'failed';
  }
}

/** The parameters without what the bank's page added, once another try to pay begins. */
export function withoutPaymentReturn(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params);
  for (const name of ADDED) rest.delete(name);
  return rest;
}

/** The parameters without the client secret, which must not stay in an address; the rest survives a reload. */
export function withoutClientSecret(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params);
  rest.delete('payment_intent_client_secret');
  return rest;
}
