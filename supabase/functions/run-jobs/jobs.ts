import { Stripe } from 'stripe';
import { eventTypeOf, intentUpdate } from '../_shared/intent-update.ts';
import type { DueJobs, PaymentsDb } from '../_shared/payments-db.ts';

/** What every job works with. */
export type Services = { db: PaymentsDb; stripe: Stripe };

/**
 * Ends a hold that ran out. Its intent is cancelled at Stripe first, so that a client cannot pay for a time they lost. If
 * the payment has succeeded meanwhile, the database decides: it confirms the session if the time is free, else refunds.
 * @returns whether the hold was freed
 */
export async function expireHold({ db, stripe }: Services, { session_id, intent_id }: DueJobs['expired_holds'][number]): Promise<boolean> {
  if (intent_id !== null) {
    const intent = await closedIntent(stripe, intent_id);
    await applyIntentState(db, intent);
    // Paid or processing: the time is not free. The hold stays due until Stripe knows the outcome.
    if (intent.status !== 'canceled') return false;
  }
  return db.expireHold(session_id);
}

/**
 * Asks Stripe for the state of an open intent and passes it to the database, also when nothing changed: the database
 * picks the intent that was asked for longest ago next.
 * @returns whether that changed anything
 */
export async function reconcileIntent({ db, stripe }: Services, intentId: string): Promise<boolean> {
  return applyIntentState(db, await stripe.paymentIntents.retrieve(intentId));
}

/** The intent after an attempt to cancel it: cancelled, or else paid or processing. */
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

/** Passes the state of an intent to the database. @returns whether that changed anything */
export async function applyIntentState(db: PaymentsDb, intent: Stripe.PaymentIntent): Promise<boolean> {
  return (await db.applyIntent(intentUpdate(intent, { id: null, type: eventTypeOf(intent) ?? '' }))).applied;
}
