import { createHash } from 'node:crypto';
import { callApi } from './endpoints.ts';
import { StripeApiError } from '../objects/errors.ts';
import type { Reply } from '../faults/fault-plan.ts';
import { newId } from '../objects/ids.ts';
import { API_VERSION } from '../objects/sandbox.ts';
import type { RequestContext, Sandbox } from '../objects/sandbox.ts';

/** A request to `/v1/…` as it came over HTTP. */
export type ApiRequest = {
  method: string;
  /** After `/v1/`, without the query. */
  path: string;
  query: string;
  body: string;
  headers: { authorization?: string; idempotencyKey?: string; version?: string };
};

/** Answers one API request: checks the key, applies idempotency, runs the endpoint and writes the state to disk. */
export async function answerApi(sandbox: Sandbox, request: ApiRequest): Promise<Reply> {
  const context: RequestContext = {
    requestId: newId('req'),
    idempotencyKey: request.method === 'POST' ? (request.headers.idempotencyKey ?? null) : null,
    publishable: false,
  };
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'request-id': context.requestId,
    'stripe-version': request.headers.version ?? API_VERSION,
    'cache-control': 'no-cache, no-store',
    ...(context.idempotencyKey ? { 'idempotency-key': context.idempotencyKey } : {}),
  };
  const form = request.method === 'GET' ? request.query : request.body;
  let reply: Reply;
  try {
    context.publishable = usesPublishableKey(request, form);
    reply = withIdempotency(sandbox, context, request, headers, () => run(sandbox, context, request, form, headers));
  } catch (error) {
    reply = refusal(error, context, headers);
  }
  if (request.method !== 'GET') await sandbox.store.flush();
  return reply;
}

type Outcome = { reply: Reply; executed: boolean };

function run(sandbox: Sandbox, context: RequestContext, request: ApiRequest, form: string, headers: Record<string, string>): Outcome {
  try {
    const answer = callApi(sandbox, context, request.method, request.path, form);
    return { reply: { status: 200, headers, body: JSON.stringify(answer, null, 2) }, executed: true };
  } catch (error) {
    const executed = error instanceof StripeApiError && error.executed;
    return { reply: refusal(error, context, headers), executed };
  }
}

/**
 * Stripe's idempotency: the first executed answer to a key is stored for a day, declines included, and repeated as it was.
 * A different request with the same key is refused. Refused parameters are not stored.
 */
function withIdempotency(
  sandbox: Sandbox,
  context: RequestContext,
  request: ApiRequest,
  headers: Record<string, string>,
  work: () => Outcome,
): Reply {
  const key = context.idempotencyKey;
  if (key === null) return work().reply;
  if (key.length > 255) {
    throw new StripeApiError(400, {
      type: 'idempotency_error',
      message: 'Idempotency keys can be at most 255 characters.',
    });
  }
  const stored = sandbox.store.state.idempotency;
  const fingerprint = fingerprintOf(request);
  const earlier = stored[key];
  if (earlier) {
    if (earlier.fingerprint !== fingerprint) {
      throw new StripeApiError(400, {
        type: 'idempotency_error',
        message:
          'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
          `Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    }
    const replayed = { 'idempotent-replayed': 'true', 'original-request': earlier.requestId };
    return { status: earlier.status, headers: { ...headers, ...replayed }, body: earlier.body };
  }
  const { reply, executed } = work();
  if (executed) {
    const { status, body } = reply;
    stored[key] = { fingerprint, status, body, requestId: context.requestId, at: Date.now() };
  }
  return reply;
}

function fingerprintOf({ method, path, body }: ApiRequest): string {
  const form = new URLSearchParams(body);
  form.sort();
  return createHash('sha256').update(`${method} ${path} ${form}`).digest('hex');
}

function usesPublishableKey({ headers }: ApiRequest, form: string): boolean {
  const key = apiKey(headers.authorization) ?? new URLSearchParams(form).get('key');
  if (!key) {
    throw new StripeApiError(401, {
      type: 'invalid_request_error',
      message:
        'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer ' +
        "auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (/^pk_test_\w+$/.test(key)) return true;
  if (/^(sk|rk)_test_\w+$/.test(key)) return false;
  // The key is not repeated: it may be a live key, sent here by mistake.
  throw new StripeApiError(401, {
    type: 'invalid_request_error',
    message: `Invalid API Key provided: ${key.slice(0, 8).replace(/[^\w]/g, '*')}****. The payment sandbox takes test keys only.`,
  });
}

/** The key of `Bearer KEY`, or of `Basic` with the key as user name (curl -u KEY:). */
function apiKey(authorization: string | undefined): string | null {
  const [scheme, value] = (authorization ?? '').split(' ');
  if (!value) return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null;
}

function refusal(error: unknown, context: RequestContext, headers: Record<string, string>): Reply {
  const known =
    error instanceof StripeApiError
      ? error
      : new StripeApiError(500, { type: 'api_error', message: 'The payment sandbox failed on this request.' });
  const url = `https://dashboard.stripe.com/test/logs/${context.requestId}`;
  const body = JSON.stringify({ error: { ...known.body, request_log_url: url } }, null, 2);
  return { status: known.status, headers, body };
}
