import type { Stripe } from 'stripe';
import { findDispute } from '../objects/disputes.ts';
import { StripeApiError, invalidParam, notFound } from '../objects/errors.ts';
import { expandAnswer } from './expand.ts';
import { decodeForm } from '../objects/form.ts';
import type { FormTree } from '../objects/form.ts';
import { cancelIntent, checkClientSecret, confirmEndpoint, createIntent, findIntent, updateIntent } from '../objects/intents.ts';
import { listPage } from './lists.ts';
import { createPaymentMethod, resolvePaymentMethod } from '../objects/methods.ts';
import { Params } from '../objects/params.ts';
import { createRefund, findCharge, findRefund } from '../objects/refunds.ts';
import type { RequestContext, Sandbox } from '../objects/sandbox.ts';

type Call = { sandbox: Sandbox; context: RequestContext; params: Params; id: string };
type Endpoint = {
  method: 'GET' | 'POST';
  path: RegExp;
  /** May be called with a publishable key, that is, from a browser. */
  publishable?: true;
  handle: (call: Call) => object;
};

const ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: /^payment_intents$/, handle: ({ sandbox, context, params }) => createIntent(sandbox, context, params) },
  { method: 'GET', path: /^payment_intents$/, handle: listIntents },
  { method: 'GET', path: /^payment_intents\/([^/]+)$/, publishable: true, handle: retrieveIntent },
  { method: 'POST', path: /^payment_intents\/([^/]+)$/, handle: ({ sandbox, params, id }) => updateIntent(sandbox, id, params) },
  {
    method: 'POST',
    path: /^payment_intents\/([^/]+)\/confirm$/,
    publishable: true,
    handle: ({ sandbox, context, params, id }) => confirmEndpoint(sandbox, context, id, params),
  },
  {
    method: 'POST',
    path: /^payment_intents\/([^/]+)\/cancel$/,
    handle: ({ sandbox, context, params, id }) => cancelIntent(sandbox, context, id, params),
  },
  { method: 'POST', path: /^refunds$/, handle: ({ sandbox, context, params }) => createRefund(sandbox, context, params) },
  { method: 'GET', path: /^refunds$/, handle: listRefunds },
  { method: 'GET', path: /^refunds\/([^/]+)$/, handle: ({ sandbox, params, id }) => only(params, findRefund(sandbox, id)) },
  { method: 'GET', path: /^charges\/([^/]+)$/, handle: ({ sandbox, params, id }) => only(params, findCharge(sandbox, id)) },
  { method: 'GET', path: /^disputes$/, handle: listDisputes },
  { method: 'GET', path: /^disputes\/([^/]+)$/, handle: ({ sandbox, params, id }) => only(params, findDispute(sandbox, id)) },
  { method: 'GET', path: /^events$/, handle: listEvents },
  { method: 'GET', path: /^events\/([^/]+)$/, handle: ({ sandbox, params, id }) => only(params, findEvent(sandbox, id)) },
  {
    method: 'POST',
    path: /^payment_methods$/,
    publishable: true,
    handle: ({ sandbox, params }) => createPaymentMethod(sandbox, params).method,
  },
  {
    method: 'GET',
    path: /^payment_methods\/([^/]+)$/,
    handle: ({ sandbox, params, id }) => only(params, resolvePaymentMethod(sandbox, id).method),
  },
];

/**
 * Runs one API call on the state in memory: it neither waits nor writes to disk, so calls never interleave.
 * @param path after `/v1/`
 * @returns the JSON value to answer with
 * @throws StripeApiError for every refusal
 */
export function callApi(sandbox: Sandbox, context: RequestContext, method: string, path: string, form: string): object {
  const endpoint = ENDPOINTS.find((one) => one.method === method && one.path.test(path));
  if (!endpoint) {
    throw new StripeApiError(404, {
      type: 'invalid_request_error',
      message:
        `Unrecognized request URL (${method}: /v1/${path}). The payment sandbox knows payment intents, refunds, ` +
        'disputes, charges, events and payment methods.',
    });
  }
  if (context.publishable && !endpoint.publishable) {
    throw new StripeApiError(403, {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message:
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list ' +
        'of your API keys at https://dashboard.stripe.com/account/apikeys.',
    });
  }
  const params = new Params(decode(form));
  const expand = params.strings('expand');
  const id = decodeURIComponent(endpoint.path.exec(path)?.[1] ?? '');
  const answer = expandAnswer(sandbox.store.state, endpoint.handle({ sandbox, context, params, id }), expand);
  return context.publishable && 'object' in answer && answer.object === 'payment_intent' ? publicView(answer) : answer;
}

function decode(form: string): FormTree {
  try {
    return decodeForm(form);
  } catch (error) {
    throw invalidParam(error instanceof Error ? error.message : 'Invalid request');
  }
}

function only(params: Params, found: object): object {
  params.allow('expand');
  return found;
}

function retrieveIntent({ sandbox, context, params, id }: Call): Stripe.PaymentIntent {
  params.allow('client_secret', 'expand', 'key');
  const intent = findIntent(sandbox, id);
  if (context.publishable || params.has('client_secret')) checkClientSecret(intent, params.string('client_secret'));
  return intent;
}

function listIntents({ sandbox, params }: Call): object {
  return listPage('/v1/payment_intents', 'payment_intent', Object.values(sandbox.store.state.intents), params);
}

function listRefunds({ sandbox, params }: Call): object {
  const intent = params.optionalString('payment_intent');
  const charge = params.optionalString('charge');
  const refunds = Object.values(sandbox.store.state.refunds).filter(
    (refund) => (intent === undefined || refund.payment_intent === intent) && (charge === undefined || refund.charge === charge),
  );
  return listPage('/v1/refunds', 'refund', refunds, params, ['payment_intent', 'charge']);
}

function listDisputes({ sandbox, params }: Call): object {
  const intent = params.optionalString('payment_intent');
  const charge = params.optionalString('charge');
  const disputes = Object.values(sandbox.store.state.disputes).filter(
    (dispute) => (intent === undefined || dispute.payment_intent === intent) && (charge === undefined || dispute.charge === charge),
  );
  return listPage('/v1/disputes', 'dispute', disputes, params, ['payment_intent', 'charge']);
}

function listEvents({ sandbox, params }: Call): object {
  const type = params.optionalString('type');
  const types = params.strings('types');
  const delivered = params.has('delivery_success') ? params.boolean('delivery_success') : null;
  const events = Object.values(sandbox.store.state.events).filter(
    ({ event, deliveredAt }) =>
      (type === undefined || matches(event.type, type)) &&
      (types.length === 0 || types.some((pattern) => matches(event.type, pattern))) &&
      (delivered === null || delivered === (deliveredAt !== null)),
  );
  const filters = ['type', 'types', 'delivery_success'];
  return listPage(
    '/v1/events',
    'event',
    events.map((record) => record.event),
    params,
    filters,
  );
}

/** `payment_intent.*` or a whole name. */
function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function findEvent(sandbox: Sandbox, id: string): object {
  const record = sandbox.store.state.events[id];
  if (!record) throw notFound('event', id, 'id');
  return record.event;
}

const PUBLIC_FIELDS = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
];

/** What Stripe shows of an intent to a browser: no metadata, no charge. */
function publicView(intent: object): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => PUBLIC_FIELDS.includes(name)));
}
