import { z } from 'zod';
import { finishProcessing } from './objects/confirm.ts';
import { DISPUTE_STATUSES, setDispute } from './objects/disputes.ts';
import { StripeApiError, invalidParam } from './objects/errors.ts';
import type { SeededFaults } from './faults/seeded-faults.ts';
import { NO_FAULTS, faultSettings } from './faults/fault-settings.ts';
import type { FaultSettings } from './faults/fault-settings.ts';
import { newId } from './objects/ids.ts';
import { latestCharge } from './objects/lookups.ts';
import type { PageReply } from './pages/layout.ts';
import type { RequestContext, Sandbox } from './objects/sandbox.ts';

export type ControlRequest = {
  method: string;
  path: string;
  body: string;
  contentType: string;
  host: string;
  origin: string | undefined;
};

const disputeRequest = z.strictObject({ payment_intent: z.string(), status: z.enum(DISPUTE_STATUSES).default('needs_response') });
const paymentRequest = z.strictObject({ payment_intent: z.string(), outcome: z.enum(['succeed', 'fail']) });
const reset = z.strictObject({ reset: z.literal(true) });

/**
 * The sandbox's own controls, which Stripe does not have: `/sandbox/faults` (GET, POST a fault plan or
 * `{ "reset": true }`, DELETE), `/sandbox/disputes` (POST `{ payment_intent, status }`) and `/sandbox/payments` (POST
 * `{ payment_intent, outcome }`, for one that is processing). As JSON for programs, as a form for the sandbox's own page.
 * For programs and pages of this machine only.
 * @returns null for other addresses
 */
export async function answerControl(sandbox: Sandbox, plan: SeededFaults | null, request: ControlRequest): Promise<PageReply | null> {
  if (!['/sandbox/faults', '/sandbox/disputes', '/sandbox/payments'].includes(request.path)) return null;
  if (!isOfThisMachine(request)) return json(403, { error: { message: 'The sandbox takes requests from this machine only.' } });
  const form = request.contentType.startsWith('application/x-www-form-urlencoded');
  try {
    const answer = change(sandbox, plan, request, form);
    if (request.path !== '/sandbox/faults') await sandbox.store.flush();
    if (!form) return json(200, answer);
    return { status: 303, headers: { location: '/', 'cache-control': 'no-store' }, body: '' };
  } catch (error) {
    if (error instanceof StripeApiError) return json(error.status, { error: error.body });
    if (error instanceof SyntaxError) return json(400, { error: { message: 'The request body is not JSON.' } });
    if (error instanceof z.ZodError) return json(400, { error: { message: z.prettifyError(error) } });
    throw error;
  }
}

function change(sandbox: Sandbox, plan: SeededFaults | null, request: ControlRequest, form: boolean): object {
  switch (request.path) {
    case '/sandbox/faults':
      return faults(plan, request, form);
    case '/sandbox/disputes':
      return dispute(sandbox, request, form);
    default:
      return payment(sandbox, request, form);
  }
}

function faults(plan: SeededFaults | null, { method, body }: ControlRequest, form: boolean): FaultSettings {
  if (plan === null)
    throw new StripeApiError(409, {
      type: 'invalid_request_error',
      message: "This sandbox was started with a fault plan of a test's own.",
    });
  if (method === 'DELETE') plan.set(NO_FAULTS);
  if (method === 'POST') {
    const sent: unknown = form ? settingsOfForm(new URLSearchParams(body)) : JSON.parse(body);
    plan.set(reset.safeParse(sent).success ? NO_FAULTS : faultSettings.parse(sent));
  }
  return plan.settings;
}

/** The form's fields are `seed`, and `webhooks.drop` and the like in percent. */
function settingsOfForm(fields: URLSearchParams): unknown {
  if (fields.has('reset')) return { reset: true };
  const groups: Record<string, Record<string, number>> = { webhooks: {}, requests: {}, payments: {} };
  for (const [name, value] of fields) {
    const [group = '', field] = name.split('.');
    if (field !== undefined && groups[group]) groups[group][field] = Number(value) / 100;
  }
  return { seed: Number(fields.get('seed') ?? 1), ...groups };
}

/** What was posted, as JSON or as a form. */
function posted({ method, body }: ControlRequest, form: boolean): unknown {
  if (method !== 'POST') throw new StripeApiError(405, { type: 'invalid_request_error', message: 'This is changed with POST.' });
  return form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
}

const requestContext = (): RequestContext => ({ requestId: newId('req'), idempotencyKey: null, publishable: false });

function payment(sandbox: Sandbox, request: ControlRequest, form: boolean): object {
  const { payment_intent, outcome } = paymentRequest.parse(posted(request, form));
  const intent = sandbox.store.state.intents[payment_intent];
  if (intent?.status !== 'processing') throw invalidParam('Only a payment that is processing can be ended.', 'payment_intent');
  finishProcessing(sandbox, requestContext(), intent, outcome === 'fail');
  return intent;
}

function dispute(sandbox: Sandbox, request: ControlRequest, form: boolean): object {
  const { payment_intent, status } = disputeRequest.parse(posted(request, form));
  const intent = sandbox.store.state.intents[payment_intent];
  const charge = intent && latestCharge(sandbox.store.state, intent);
  return setDispute(sandbox, requestContext(), charge, status);
}

/**
 * Pages of other sites can make a browser send simple requests here. `origin` shows those, and `host` shows a foreign name
 * that resolves to this machine.
 */
function isOfThisMachine({ host, origin, contentType, method }: ControlRequest): boolean {
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
  if (!local.test(host)) return false;
  if (origin !== undefined && !(URL.canParse(origin) && local.test(new URL(origin).host))) return false;
  return method !== 'POST' || /^application\/(json|x-www-form-urlencoded)\b/.test(contentType);
}

function json(status: number, body: object): PageReply {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(body, null, 2)}\n` };
}
