import { Stripe } from "stripe";
import { eventTypeOf, intentNews } from "../_shared/intent-news.ts";
import type { DueJobs, PaymentsDb, RefundResult } from "../_shared/payments-db.ts";

type Tools = { db: PaymentsDb; stripe: Stripe };

/**
 * Ends a hold that ran out. Its intent is cancelled at Stripe first, so nobody can pay for a time they lost; if the
 * payment went through after all, the database decides with that news instead (confirm if still free, else refund).
 * @returns whether the hold was freed
 */
export async function expireHold(
  { db, stripe }: Tools,
  { session_id, intent_id }: DueJobs["expired_holds"][number],
): Promise<boolean> {
  if (intent_id !== null) {
    const intent = await closedIntent(stripe, intent_id);
    await tell(db, intent);
    // Paid or being paid: not ours to free. It stays due until Stripe knows.
    if (intent.status !== "canceled") return false;
  }
  return db.expireHold(session_id);
}

/** Asks Stripe how an open intent stands and tells the database. @returns whether that was news to it */
export async function reconcileIntent({ db, stripe }: Tools, intentId: string): Promise<boolean> {
  return tell(db, await stripe.paymentIntents.retrieve(intentId));
}

/**
 * Sends a refund that is owed. The idempotency key is the refund's own; after the first attempt Stripe is asked for
 * it too, because keys are forgotten after a day and a second refund must never leave.
 * @returns whether Stripe has the refund now
 */
export async function sendRefund({ db, stripe }: Tools, owed: DueJobs["refunds"][number]): Promise<boolean> {
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
      status: "failed",
      error: error.message.slice(0, 500),
    });
    throw error;
  }
}

async function findOrCreate(stripe: Stripe, owed: DueJobs["refunds"][number]): Promise<Stripe.Refund> {
  const { refund_id, intent_id, amount_minor, attempts } = owed;
  let failed = 0;
  if (attempts > 0) {
    const { data } = await stripe.refunds.list({ payment_intent: intent_id, limit: 100 });
    const ours = data.filter((refund) => refund.metadata?.refund_id === refund_id);
    const good = ours.find((refund) => refund.status !== "failed" && refund.status !== "canceled");
    if (good) return good;
    failed = ours.length;
  }
  return stripe.refunds.create(
    { payment_intent: intent_id, amount: amount_minor, metadata: { refund_id } },
    // A refund that Stripe failed for good keeps its key, so the next one needs a new key.
    { idempotencyKey: failed === 0 ? `refund:${refund_id}` : `refund:${refund_id}:${failed}` },
  );
}

function refundStatus(refund: Stripe.Refund): RefundResult["status"] {
  switch (refund.status) {
    case "succeeded":
      return "succeeded";
    case "failed":
    case "canceled":
      return "failed";
    default:
      return "pending";
  }
}

/** The intent after trying to cancel it: cancelled, or else paid or on its way. */
async function closedIntent(stripe: Stripe, intentId: string): Promise<Stripe.PaymentIntent> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  if (intent.status === "succeeded" || intent.status === "canceled" || intent.status === "processing") return intent;
  try {
    return await stripe.paymentIntents.cancel(intentId, { cancellation_reason: "abandoned" });
  } catch (error) {
    const movedOn = error instanceof Stripe.errors.StripeError && error.code === "payment_intent_unexpected_state";
    if (!movedOn) throw error;
    return stripe.paymentIntents.retrieve(intentId);
  }
}

async function tell(db: PaymentsDb, intent: Stripe.PaymentIntent): Promise<boolean> {
  const type = eventTypeOf(intent);
  if (type === null) return false;
  return (await db.applyIntent(intentNews(intent, { id: null, type }))).applied;
}
