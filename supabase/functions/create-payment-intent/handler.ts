import { Stripe } from 'stripe';
import { createPaymentIntentRequest } from '../_shared/contracts.ts';
import type { CreatePaymentIntentAnswer } from '../_shared/contracts.ts';
import type { createCors } from '../_shared/cors.ts';
import { HttpError, answerPost, bearerToken, errorResponse, json, logError, readJson } from '../_shared/http.ts';
import { eventTypeOf, intentNews } from '../_shared/intent-news.ts';
import type { BegunPayment, PaymentsDb } from '../_shared/payments-db.ts';

const MAX_BODY_BYTES = 4096;

export type Dependencies = {
  cors: ReturnType<typeof createCors>;
  /** The user a token belongs to, or null when the token is not valid (any more). */
  userOf: (token: string) => Promise<{ id: string } | null>;
  db: Pick<PaymentsDb, 'beginPayment' | 'attachIntent' | 'applyIntent'>;
  stripe: Stripe;
};

/**
 * Gives the signed-in client the one payment intent of a session they hold. Amount and currency come from the
 * session's row; asking again, from two tabs or after a lost answer, gives the same intent.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  const { cors } = dependencies;
  return async (request) => {
    let headers: Record<string, string>;
    try {
      const preflight = cors.preflight(request);
      if (preflight) return preflight;
      headers = cors.headersFor(request);
    } catch (error) {
      if (error instanceof HttpError) return errorResponse(error);
      throw error;
    }
    return answerPost(request, headers, async () => json(200, await answer(dependencies, request), headers));
  };
}

async function answer(dependencies: Dependencies, request: Request): Promise<CreatePaymentIntentAnswer> {
  const token = bearerToken(request);
  const user = token && (await dependencies.userOf(token));
  if (!user) throw new HttpError(401, 'NOT_SIGNED_IN', 'Please sign in to pay for this session.');
  const body = createPaymentIntentRequest.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (!body.success) throw new HttpError(400, 'INVALID_REQUEST', "The request must be { session_id } with a session's id.");

  const payment = await dependencies.db.beginPayment(body.data.session_id, user.id);
  const intent = await payableIntent(dependencies, payment);
  if (intent.client_secret === null) throw new Error(`intent ${intent.id} came without its client secret`);
  return {
    payment_intent_id: intent.id,
    client_secret: intent.client_secret,
    amount: payment.amount_minor,
    currency: payment.currency,
    hold_expires_at: payment.hold_expires_at,
  };
}

/** The session's intent, made now if there is none, that can still be paid. */
async function payableIntent({ db, stripe }: Dependencies, payment: BegunPayment): Promise<Stripe.PaymentIntent> {
  const { session_id, intent_id } = payment;
  const intent = intent_id ? await ask(() => stripe.paymentIntents.retrieve(intent_id)) : await newIntent({ db, stripe }, payment);
  if (intent.amount !== payment.amount_minor || intent.currency.toUpperCase() !== payment.currency) {
    throw new Error(`intent ${intent.id} and session ${session_id} disagree about the amount`);
  }
  if (intent.status !== 'succeeded' && intent.status !== 'canceled') return intent;
  // Stripe is ahead of us: its event is late or lost. Take the news now rather than let anyone pay twice.
  await db.applyIntent(intentNews(intent, { id: null, type: eventTypeOf(intent) ?? '' }));
  if (intent.status === 'succeeded') throw new HttpError(409, 'ALREADY_PAID', 'This session is already paid.');
  throw new HttpError(409, 'HOLD_EXPIRED', 'The time was not kept any longer. Please choose a time again.');
}

async function newIntent(
  { db, stripe }: Pick<Dependencies, 'db' | 'stripe'>,
  { session_id, amount_minor, currency }: BegunPayment,
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
      // The same key for the same session and amount: two tabs, or a retry after a crash, meet the same intent.
      { idempotencyKey: `session:${session_id}:${amount_minor}:${currency}` },
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
