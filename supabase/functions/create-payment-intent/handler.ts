import { Stripe } from 'stripe';
import { createPaymentIntentRequest } from '../_shared/contracts.ts';
import type { CreatePaymentIntentAnswer } from '../_shared/contracts.ts';
import { HttpError, logError } from '../_shared/http.ts';
import { eventTypeOf, intentNews } from '../_shared/intent-news.ts';
import type { BegunPayment, PaymentsDb } from '../_shared/payments-db.ts';
import { answerSignedIn } from '../_shared/signed-in.ts';
import type { Door } from '../_shared/signed-in.ts';

export type Dependencies = Door & {
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
  return answerSignedIn(dependencies, CONTRACT, async ({ user, body: { session_id } }): Promise<CreatePaymentIntentAnswer> => {
    let payment = await db.beginPayment(session_id, user.id);
    let intent = await intentOf(dependencies, payment);
    if (intent.status === 'canceled') {
      // The database has this news now, and says what it means: refused, or paid with another intent.
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
 * The session's intent, made now if there is none. Where Stripe is ahead of us, its event late or lost, the database is
 * told at once rather than let anyone pay twice.
 */
async function intentOf({ db, stripe }: Dependencies, payment: BegunPayment): Promise<Stripe.PaymentIntent> {
  const { session_id, intent_id } = payment;
  const intent = intent_id ? await ask(() => stripe.paymentIntents.retrieve(intent_id)) : await newIntent({ db, stripe }, payment);
  if (intent.amount !== payment.amount_minor || intent.currency.toUpperCase() !== payment.currency) {
    throw new Error(`intent ${intent.id} and session ${session_id} disagree about the amount`);
  }
  if (isNews(intent)) await db.applyIntent(intentNews(intent, { id: null, type: eventTypeOf(intent) ?? '' }));
  return intent;
}

function isNews({ status }: Stripe.PaymentIntent): boolean {
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
      // The same key for the same session and amount: two tabs, or a retry after a crash, meet the same intent. After one
      // that was closed another is asked for.
      { idempotencyKey: `session:${session_id}:${amount_minor}:${currency}${closed_intents > 0 ? `:${closed_intents}` : ''}` },
    ),
  );
  const winner = await db.attachIntent(session_id, created.id);
  if (winner === created.id) return created;
  // Only when Stripe has forgotten the key. The loser must not stay payable.
  await ask(() => stripe.paymentIntents.cancel(created.id, { cancellation_reason: 'duplicate' }));
  return ask(() => stripe.paymentIntents.retrieve(winner));
}

/** Whatever goes wrong at Stripe, the session stays a hold and the client can try again. */
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
