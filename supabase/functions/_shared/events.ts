import type { Stripe } from 'stripe';
import { z } from 'zod';
import { intentUpdate } from './intent-update.ts';
import type { PaymentsDb, RefundUpdate } from './payments-db.ts';

const ourId = z.uuid();

/** Every type of event that changes something here: what the webhook endpoint must be subscribed to. */
export const HANDLED_EVENTS = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.canceled',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const;

/**
 * Applies one of Stripe's events, whether it was delivered or read from Stripe's list. The database stores its id, so that
 * it takes effect once. Other types are ignored.
 */
export async function applyEvent(
  db: Pick<PaymentsDb, 'applyIntent' | 'applyRefund' | 'applyDispute'>,
  event: Stripe.Event,
): Promise<{ applied: boolean; outcome: string }> {
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.processing':
    case 'payment_intent.canceled':
      return db.applyIntent(intentUpdate(event.data.object, event));
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const update = refundUpdate(event.data.object, event.id);
      return update ? db.applyRefund(update) : IGNORED;
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const { payment_intent, status } = event.data.object;
      if (payment_intent === null) return IGNORED;
      return db.applyDispute({ event_id: event.id, intent_id: idOf(payment_intent), status });
    }
    default:
      return IGNORED;
  }
}

const IGNORED = { applied: false, outcome: 'ignored' };

/** What the database needs to know of a refund; null for a refund without a payment intent. */
export function refundUpdate(refund: Stripe.Refund, eventId: string | null): RefundUpdate | null {
  if (refund.payment_intent === null) return null;
  const ours = ourId.safeParse(refund.metadata?.refund_id);
  return {
    event_id: eventId,
    provider_refund_id: refund.id,
    intent_id: idOf(refund.payment_intent),
    amount_minor: refund.amount,
    status: refund.status ?? 'pending',
    refund_id: ours.success ? ours.data : null,
  };
}

function idOf(field: string | { id: string }): string {
  return typeof field === 'string' ? field : field.id;
}
