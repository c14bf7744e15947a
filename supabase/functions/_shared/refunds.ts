import { Stripe } from 'stripe';
import type { OwedRefund, PaymentsDb, RefundResult } from './payments-db.ts';

/**
 * Sends a refund that is owed. The idempotency key is the refund's own, and Stripe is asked for it first: keys are
 * forgotten after a day, this program may have died after an earlier attempt, and a second refund must never leave.
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
    // A refund that Stripe failed for good keeps its key, so the next one needs a new key; so does another amount, when
    // a part was refunded by hand in the meantime.
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
