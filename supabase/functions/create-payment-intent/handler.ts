import { Stripe } from 'stripe';
import { createPaymentIntentRequest } from '../_shared/contracts.ts';
import type { CreatePaymentIntentAnswer } from '../_shared/contracts.ts';
import { HttpError, logError } from '../_shared/http.ts';
import { eventTypeOf, intentUpdate } from '../_shared/intent-update.ts';
import type { BegunPayment, PaymentsDb } from '../_shared/payments-db.ts';
import { signedInHandler } from '../_shared/signed-in-handler.ts';
import type { SignedInDependencies } from '../_shared/signed-in-handler.ts';

export type Dependencies = SignedInDependencies & {
  db: Pick<PaymentsDb, 'beginPayment' | 'attachIntent' | 'applyIntent'>;
  stripe: Stripe;
};

const CONTRACT = {
  schema: createPaymentIntentRequest,
  shape: "{ session_id } with a session's id",
  signInTo: 'to pay for this session',
};

/**
 * Gives the signed-in client the one payment intent of a session they hold. Amount and currency come from the
 * session's row; asking again, from two tabs or after a lost answer, gives the same intent.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  const { db } = dependencies;
  return signedInHandler(dependencies, CONTRACT, async ({ user, body: { session_id } }): Promise<CreatePaymentIntentAnswer> => {
    let payment = await db.beginPayment(session_id, user.id);
    let intent = await intentOf(dependencies, payment);
    if (intent.status === 'canceled') {
      // The database knows of the cancellation now and decides: it refuses, or another intent is made.
      payment = await db.beginPayment(session_id, user.id);
      intent = await intentOf(dependencies, payment);
    }
    if (intent.status === 'succeeded') throw new HttpError(409, 'ALREADY_PAID', 'This session is already paid.');
    if (intent.status === 'canceled')
      throw new HttpError(409, 'HOLD_EXPIRED', 'The time was not kept any longer. Please choose a time again.');
    if (intent.client_secret === null) throw new Error(`intent ${intent.id} came without its client secret`);
    return {
      payment_intent_id: intent.id,
      client_secret: intent.client_secret,
      amount: payment.amount_minor,
      currency: payment.currency,
      hold_expires_at: payment.hold_expires_at,
      status: intent.status === 'processing' ? 'processing' : 'payable',
    };
  });
}

/**
 * The session's intent, made now if there is none. Where Stripe's event is late or lost, the state is applied here at once,
 * so that the client cannot pay twice.
 */
async function intentOf({ db, stripe }: Dependencies, payment: BegunPayment): Promise<Stripe.PaymentIntent> {
  const { session_id, intent_id } = payment;
  const intent = intent_id ? await ask(() => stripe.paymentIntents.retrieve(intent_id)) : await newIntent({ db, stripe }, payment);
  if (intent.amount !== payment.amount_minor || intent.currency.toUpperCase() !== payment.currency) {
    throw new Error(`intent ${intent.id} and session ${session_id} disagree about the amount`);
  }
  if (isSettledOrClosed(intent)) await db.applyIntent(intentUpdate(intent, { id: null, type: eventTypeOf(intent) ?? '' }));
  return intent;
}

/** States in which nothing is to be paid any more. */
function isSettledOrClosed({ status }: Stripe.PaymentIntent): boolean {
  return status === 'succeeded' || status === 'canceled' || status === 'processing';
}

async function newIntent(
  { db, stripe }: Pick<Dependencies, 'db' | 'stripe'>,
  { session_id, amount_minor, currency, closed_intents }: BegunPayment,
): Promise<Stripe.PaymentIntent> {
  const created = await ask(() =>
    stripe.paymentIntents.create(
      {
        amount: amount_minor,
        currency: currency.toLowerCase(),
        // Cards and their wallets only: a hold lives 15 minutes, a bank debit settles in days.
        allowed_payment_method_types: ['card'],
        metadata: { session_id },
      },
      // The same key for the same session and amount, so that two tabs, or a retry after a crash, get the same intent. After
      // an intent that was closed, the key is a new one.
      { idempotencyKey: `session:${session_id}:${amount_minor}:${currency}${closed_intents > 0 ? `:${closed_intents}` : ''}` },
    ),
  );
  const winner = await db.attachIntent(session_id, created.id);
  if (winner === created.id) return created;
  // Happens only when Stripe has forgotten the key. The second intent must not stay payable.
  await ask(() => stripe.paymentIntents.cancel(created.id, { cancellation_reason: 'duplicate' }));
  return ask(() => stripe.paymentIntents.retrieve(winner));
}

/** Calls Stripe. When Stripe fails, the session stays a hold and the client can try again. */
async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    logError('stripe', error);
    throw new HttpError(
      502,
      'PAYMENT_PROVIDER_UNAVAILABLE',
      'The payment service cannot be reached right now. Your time is still held; please try again in a moment.',
    );
  }
}
