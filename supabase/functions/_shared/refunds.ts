import { Stripe } from 'stripe';
import type { OwedRefund, PaymentsDb, RefundResult } from './payments-db.ts';

/**
 * Sends a refund that is owed, once. The idempotency key is the refund's own, and Stripe is asked for an existing refund
 * first: Stripe forgets keys after a day, and an earlier attempt may have died before it stored the answer.
 * @returns whether Stripe has the refund now
 */
export async function sendRefund(
  { db, stripe }: { db: Pick<PaymentsDb, 'markRefund'>; stripe: Stripe },
  owed: OwedRefund,
): Promise<boolean> {
  try {
    const refund = await findOrCreate(stripe, owed);
    await db.markRefund({
      refund_id: owed.refund_id,
      provider_refund_id: refund.id,
      status: refundStatus(refund),
      error: refund.failure_reason ?? null,
    });
    return true;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    await db.markRefund({
      refund_id: owed.refund_id,
      provider_refund_id: null,
      // Stays due: the database tries it again, later each time.
      status: 'failed',
      error: error.message.slice(0, 500),
    });
    throw error;
  }
}

async function findOrCreate(stripe: Stripe, owed: OwedRefund): Promise<Stripe.Refund> {
  const { refund_id, intent_id, amount_minor } = owed;
  const { data } = await stripe.refunds.list({ payment_intent: intent_id, limit: 100 });
  const ours = data.filter((refund) => refund.metadata?.refund_id === refund_id);
  const good = ours.find((refund) => refund.status !== 'failed' && refund.status !== 'canceled');
  if (good) return good;
  return stripe.refunds.create(
    { payment_intent: intent_id, amount: amount_minor, metadata: { refund_id } },
    // A failed refund keeps its key at Stripe, so the next attempt needs another. So does another amount: a part may have
    // been refunded by hand meanwhile.
    { idempotencyKey: `refund:${refund_id}:${amount_minor}${ours.length === 0 ? '' : `:${ours.length}`}` },
  );
}

function refundStatus(refund: Stripe.Refund): RefundResult['status'] {
  switch (refund.status) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return 'pending';
  }
}
