import { Stripe } from 'stripe';
import { eventTypeOf, intentNews } from '../_shared/intent-news.ts';
import type { DueJobs, PaymentsDb } from '../_shared/payments-db.ts';

export type Tools = { db: PaymentsDb; stripe: Stripe };

/**
 * Ends a hold that ran out. Its intent is cancelled at Stripe first, so nobody can pay for a time they lost; if the
 * payment went through after all, the database decides with that news instead (confirm if still free, else refund).
 * @returns whether the hold was freed
 */
export async function expireHold({ db, stripe }: Tools, { session_id, intent_id }: DueJobs['expired_holds'][number]): Promise<boolean> {
  if (intent_id !== null) {
    const intent = await closedIntent(stripe, intent_id);
    await tell(db, intent);
    // Paid or being paid: not ours to free. It stays due until Stripe knows.
    if (intent.status !== 'canceled') return false;
  }
  return db.expireHold(session_id);
}

/**
 * Asks Stripe how an open intent stands and tells the database, also when it is no news: what was asked longest ago is
 * asked next. @returns whether that was news to it
 */
export async function reconcileIntent({ db, stripe }: Tools, intentId: string): Promise<boolean> {
  return tell(db, await stripe.paymentIntents.retrieve(intentId));
}

/** The intent after trying to cancel it: cancelled, or else paid or on its way. */
export async function closedIntent(stripe: Stripe, intentId: string): Promise<Stripe.PaymentIntent> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  if (intent.status === 'succeeded' || intent.status === 'canceled' || intent.status === 'processing') return intent;
  try {
    return await stripe.paymentIntents.cancel(intentId, { cancellation_reason: 'abandoned' });
  } catch (error) {
    const movedOn = error instanceof Stripe.errors.StripeError && error.code === 'payment_intent_unexpected_state';
    if (!movedOn) throw error;
    return stripe.paymentIntents.retrieve(intentId);
  }
}

export async function tell(db: PaymentsDb, intent: Stripe.PaymentIntent): Promise<boolean> {
  return (await db.applyIntent(intentNews(intent, { id: null, type: eventTypeOf(intent) ?? '' }))).applied;
}
