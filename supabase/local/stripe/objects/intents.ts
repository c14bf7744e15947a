import type { Stripe } from 'stripe';
import { confirmIntent } from './confirm.ts';
import { checkAmount, parseCurrency } from './currencies.ts';
import { invalidParam, notFound, unexpectedState } from './errors.ts';
import { newId, randomText } from './ids.ts';
import { createPaymentMethod, resolvePaymentMethod } from './methods.ts';
import { mergeMetadata } from './params.ts';
import type { Params } from './params.ts';
import { emit, seconds } from './sandbox.ts';
import type { RequestContext, Sandbox } from './sandbox.ts';

const CONFIRM_PARAMS = ['payment_method', 'payment_method_data', 'return_url', 'error_on_requires_action'];
const EDIT_PARAMS = [
  'amount',
  'currency',
  'description',
  'metadata',
  'receipt_email',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
  'payment_method',
  'payment_method_data',
  'payment_method_types',
  'allowed_payment_method_types',
  'expand',
];
const CREATE_PARAMS = [...EDIT_PARAMS, ...CONFIRM_PARAMS, 'automatic_payment_methods', 'capture_method', 'confirmation_method', 'confirm'];
const CANCELLATION_REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

export function findIntent(sandbox: Sandbox, id: string): Stripe.PaymentIntent {
  const intent = sandbox.store.state.intents[id];
  if (!intent) throw notFound('payment_intent', id, 'intent');
  return intent;
}

/** POST /v1/payment_intents */
export function createIntent(sandbox: Sandbox, context: RequestContext, params: Params): Stripe.PaymentIntent {
  params.allow(...CREATE_PARAMS);
  const amount = params.integer('amount', 1);
  const currency = parseCurrency(params.string('currency'));
  checkAmount(amount, currency);
  if ((params.oneOf('capture_method', ['automatic', 'automatic_async', 'manual']) ?? 'automatic') === 'manual') {
    throw invalidParam('The payment sandbox does not capture by hand: leave `capture_method` out.', 'capture_method');
  }
  const automatic = automaticMethods(params);
  const id = newId('pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: params.has('allowed_payment_method_types') ? methodTypes(params) : null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.optionalString('capture_method') ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: params.oneOf('confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    created: seconds(),
    currency,
    customer: null,
    customer_account: null,
    description: params.optionalString('description') ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata(params, {}),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: methodTypes(params),
    payment_record: null,
    processing: null,
    receipt_email: params.optionalString('receipt_email') ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: params.optionalString('statement_descriptor') ?? null,
    statement_descriptor_suffix: params.optionalString('statement_descriptor_suffix') ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.optionalString('transfer_group') ?? null,
  };
  attachMethod(sandbox, intent, params);
  sandbox.store.state.intents[id] = intent;
  emit(sandbox, context, 'payment_intent.created', intent);
  return params.boolean('confirm') ? confirmIntent(sandbox, context, intent, params) : intent;
}

/** POST /v1/payment_intents/:id */
export function updateIntent(sandbox: Sandbox, id: string, params: Params): Stripe.PaymentIntent {
  params.allow(...EDIT_PARAMS);
  const intent = findIntent(sandbox, id);
  const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status);
  if (!open && (params.has('amount') || params.has('currency') || params.has('payment_method'))) {
    throw unexpectedState(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only ` +
        'update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, ' +
        'requires_confirmation, requires_action.',
      intent,
    );
  }
  const currency = params.has('currency') ? parseCurrency(params.string('currency')) : intent.currency;
  const amount = params.has('amount') ? params.integer('amount', 1) : intent.amount;
  checkAmount(amount, currency);
  const metadata = mergeMetadata(params, intent.metadata);
  attachMethod(sandbox, intent, params);
  Object.assign(intent, { amount, currency, metadata });
  for (const name of ['description', 'receipt_email', 'statement_descriptor', 'transfer_group'] as const) {
    if (params.has(name)) intent[name] = params.optionalString(name) ?? null;
  }
  return intent;
}

/** POST /v1/payment_intents/:id/confirm, also from the browser with the client secret. */
export function confirmEndpoint(sandbox: Sandbox, context: RequestContext, id: string, params: Params): Stripe.PaymentIntent {
  params.allow(...CONFIRM_PARAMS, 'client_secret', 'key', 'expand', 'use_stripe_sdk', 'payment_method_types', 'receipt_email');
  const intent = findIntent(sandbox, id);
  if (context.publishable || params.has('client_secret')) checkClientSecret(intent, params.string('client_secret'));
  return confirmIntent(sandbox, context, intent, params);
}

/** POST /v1/payment_intents/:id/cancel */
export function cancelIntent(sandbox: Sandbox, context: RequestContext, id: string, params: Params): Stripe.PaymentIntent {
  params.allow('cancellation_reason', 'expand');
  const reason = params.oneOf('cancellation_reason', CANCELLATION_REASONS) ?? null;
  const intent = findIntent(sandbox, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
        'one of the following statuses may be canceled: requires_payment_method, requires_capture, ' +
        'requires_confirmation, requires_action, processing.',
      intent,
    );
  }
  delete sandbox.store.state.processing[id];
  Object.assign(intent, { status: 'canceled', canceled_at: seconds(), cancellation_reason: reason, next_action: null, processing: null });
  emit(sandbox, context, 'payment_intent.canceled', intent);
  return intent;
}

export function checkClientSecret(intent: Stripe.PaymentIntent, secret: string): void {
  if (secret === intent.client_secret) return;
  throw invalidParam(
    'The client_secret provided does not match any associated PaymentIntent on this account.',
    'client_secret',
    'payment_intent_invalid_parameter',
  );
}

function attachMethod(sandbox: Sandbox, intent: Stripe.PaymentIntent, params: Params): void {
  const data = params.child('payment_method_data');
  const id = params.optionalString('payment_method');
  if (!data && !id) return;
  const { method } = data ? createPaymentMethod(sandbox, data) : resolvePaymentMethod(sandbox, id ?? '');
  intent.payment_method = method.id;
  intent.status = 'requires_confirmation';
}

function automaticMethods(params: Params): Stripe.PaymentIntent.AutomaticPaymentMethods | null {
  if (params.has('payment_method_types') || params.has('allowed_payment_method_types')) {
    if (!params.has('automatic_payment_methods')) return null;
    throw invalidParam(
      'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
      'automatic_payment_methods',
      'parameters_exclusive',
    );
  }
  const child = params.child('automatic_payment_methods');
  if (child && !child.boolean('enabled')) return null;
  return { enabled: true, allow_redirects: child?.oneOf('allow_redirects', ['always', 'never']) ?? 'always' };
}

function methodTypes(params: Params): string[] {
  // `payment_method_types` before API version 2026-09-30.endive, `allowed_payment_method_types` since.
  for (const name of ['payment_method_types', 'allowed_payment_method_types']) {
    const other = params.strings(name).find((type) => type !== 'card');
    if (other !== undefined) throw invalidParam(`The payment sandbox takes cards only, not '${other}'.`, name);
  }
  return ['card'];
}
