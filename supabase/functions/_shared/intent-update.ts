import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { IntentUpdate } from './payments-db.ts';

const sessionId = z.uuid();

/** What the database needs to know of an intent, from an event or from asking Stripe. */
export function intentUpdate(intent: Stripe.PaymentIntent, event: { id: string | null; type: string }): IntentUpdate {
  const session = sessionId.safeParse(intent.metadata.session_id);
  return {
    event_id: event.id,
    event_type: event.type,
    intent_id: intent.id,
    intent_status: intent.status,
    amount_minor: intent.amount,
    amount_received: intent.amount_received,
    currency: intent.currency.toUpperCase(),
    session_id: session.success ? session.data : null,
    error: intent.last_payment_error?.message ?? null,
  };
}

/**
 * The type of event that Stripe sends for the state an intent is in, for a state that was fetched. Null when there is none:
 * no payment was tried yet, or 3-D Secure is under way.
 */
export function eventTypeOf(intent: Stripe.PaymentIntent): string | null {
  switch (intent.status) {
    case 'succeeded':
      return 'payment_intent.succeeded';
    case 'canceled':
      return 'payment_intent.canceled';
    case 'processing':
      return 'payment_intent.processing';
    case 'requires_payment_method':
      return intent.last_payment_error ? 'payment_intent.payment_failed' : null;
    default:
      return null;
  }
}
