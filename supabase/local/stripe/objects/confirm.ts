import type { Stripe } from 'stripe';
import { genericDecline } from './cards.ts';
import type { CardBehaviour } from './cards.ts';
import { createCharge } from './charges.ts';
import { openDispute } from './disputes.ts';
import { StripeApiError, docUrl, invalidParam, unexpectedState } from './errors.ts';
import { newId } from './ids.ts';
import { currentMethod } from './lookups.ts';
import { createPaymentMethod, resolvePaymentMethod } from './methods.ts';
import type { Params } from './params.ts';
import { emit } from './sandbox.ts';
import type { RequestContext, Sandbox } from './sandbox.ts';
import type { PaymentMethodRecord } from './store.ts';

/**
 * Confirms an intent as Stripe does: charge, decline with a 402 that carries the intent, or ask for 3-D Secure.
 * The card is validated first, so a mistyped number leaves the intent as it was.
 */
export function confirmIntent(
  sandbox: Sandbox,
  context: RequestContext,
  intent: Stripe.PaymentIntent,
  params: Params,
): Stripe.PaymentIntent {
  refuseWrongState(intent);
  const record = chosenMethod(sandbox, intent, params);
  const returnUrl = readReturnUrl(params);
  intent.payment_method = record.method.id;
  if (!record.behaviour.authenticate) return pay(sandbox, context, intent, record.method, record.behaviour);
  if (params.boolean('error_on_requires_action')) {
    return settle(sandbox, context, intent, record.method, {
      decline: {
        code: 'authentication_required',
        declineCode: 'authentication_required',
        message: 'Your card was declined. This transaction requires authentication.',
      },
    });
  }
  intent.status = 'requires_action';
  intent.last_payment_error = null;
  intent.next_action = nextAction(sandbox, intent, returnUrl);
  emit(sandbox, context, 'payment_intent.requires_action', intent);
  return intent;
}

/** Applies the cardholder's answer to 3-D Secure. A decline is not thrown: the intent shows it. */
export function finishAuthentication(sandbox: Sandbox, context: RequestContext, intent: Stripe.PaymentIntent, passed: boolean): void {
  const record = currentMethod(sandbox.store.state, intent);
  if (intent.status !== 'requires_action' || !record) return;
  if (passed) {
    try {
      pay(sandbox, context, intent, record.method, record.behaviour);
    } catch (error) {
      if (!(error instanceof StripeApiError)) throw error;
    }
    return;
  }
  fail(sandbox, context, intent, {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    doc_url: docUrl('payment_intent_authentication_failure'),
    message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    payment_method: record.method,
  });
}

/** Ends a processing payment. A decline is not thrown: the intent shows it. */
export function finishProcessing(sandbox: Sandbox, context: RequestContext, intent: Stripe.PaymentIntent, fails: boolean): void {
  const record = currentMethod(sandbox.store.state, intent);
  delete sandbox.store.state.processing[intent.id];
  if (intent.status !== 'processing' || !record) return;
  intent.processing = null;
  try {
    settle(sandbox, context, intent, record.method, fails ? { decline: genericDecline } : record.behaviour);
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
  }
}

/** Charges the card at once, or leaves the payment `processing`. */
function pay(
  sandbox: Sandbox,
  context: RequestContext,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  behaviour: CardBehaviour,
): Stripe.PaymentIntent {
  // A decline is never delayed.
  const slow = behaviour.decline ? null : sandbox.slowPayment();
  if (slow === null) return settle(sandbox, context, intent, method, behaviour);
  sandbox.store.state.processing[intent.id] = { endsAt: Date.now() + slow.ms, fails: slow.fails };
  Object.assign(intent, { status: 'processing', processing: { type: 'card', card: {} }, next_action: null, last_payment_error: null });
  emit(sandbox, context, 'payment_intent.processing', intent);
  return intent;
}

function settle(
  sandbox: Sandbox,
  context: RequestContext,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { decline, dispute }: Pick<CardBehaviour, 'decline' | 'dispute'>,
): Stripe.PaymentIntent {
  const charge = createCharge(sandbox, context, intent, method, decline);
  intent.latest_charge = charge.id;
  intent.next_action = null;
  if (decline) {
    const shared = {
      charge: charge.id,
      code: decline.code,
      ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
      doc_url: docUrl(decline.code),
      message: decline.message,
      payment_method: method,
      type: 'card_error' as const,
    };
    fail(sandbox, context, intent, shared);
    throw new StripeApiError(402, { ...shared, payment_intent: structuredClone(intent) }, true);
  }
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  emit(sandbox, context, 'payment_intent.succeeded', intent);
  if (dispute) openDispute(sandbox, context, charge);
  return intent;
}

function fail(sandbox: Sandbox, context: RequestContext, intent: Stripe.PaymentIntent, error: Stripe.PaymentIntent.LastPaymentError): void {
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.next_action = null;
  intent.last_payment_error = error;
  emit(sandbox, context, 'payment_intent.payment_failed', intent);
}

function refuseWrongState(intent: Stripe.PaymentIntent): void {
  if (intent.status === 'succeeded') {
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    );
  }
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        'one of the following statuses may be confirmed: requires_confirmation, requires_action.',
      intent,
    );
  }
}

function chosenMethod(sandbox: Sandbox, intent: Stripe.PaymentIntent, params: Params): PaymentMethodRecord {
  const data = params.child('payment_method_data');
  if (data) return createPaymentMethod(sandbox, data);
  const id = params.optionalString('payment_method') ?? intent.payment_method;
  if (typeof id === 'string') return resolvePaymentMethod(sandbox, id);
  throw unexpectedState(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
      'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
      'method or ConfirmationToken.',
    intent,
  );
}

function readReturnUrl(params: Params): string | null {
  const text = params.optionalString('return_url');
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href;
  throw invalidParam('Not a valid URL', 'return_url', 'url_invalid');
}

function nextAction(sandbox: Sandbox, intent: Stripe.PaymentIntent, returnUrl: string | null): Stripe.PaymentIntent.NextAction {
  const url = `${sandbox.baseUrl}/sandbox/3ds/${intent.id}`;
  if (returnUrl) return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  // Stripe's answer without a return_url: its browser library opens the page itself.
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: newId('src') },
  };
}
