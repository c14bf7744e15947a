import type { Stripe } from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPaymentIntentAnswer, functionError } from '../_shared/contracts.ts';
import { createCors } from '../_shared/cors.ts';
import { createStripe } from '../_shared/stripe.ts';
import { createHandler } from '../create-payment-intent/handler.ts';
import type { StripeSandbox } from '../../local/stripe/server.ts';
import { MemoryDb } from './support/memory-db.ts';
import { STRIPE_SECRET_KEY, startSandbox } from './support/sandbox.ts';

const ANA = '11111111-1111-4111-8111-111111111111';
const TOM = '22222222-2222-4222-8222-222222222222';
const ORIGIN = 'http://127.0.0.1:5173';

let sandbox: StripeSandbox;
let stripe: Stripe;
let db: MemoryDb;
let handle: (request: Request) => Promise<Response>;

beforeAll(async () => ({ sandbox, stripe } = await startSandbox()));
afterAll(() => sandbox.stop());

function handlerWith(client: Stripe): (request: Request) => Promise<Response> {
  return createHandler({
    cors: createCors(`${ORIGIN},http://localhost:*`),
    userOf: (token) => Promise.resolve({ ana: { id: ANA }, tom: { id: TOM } }[token] ?? null),
    db,
    stripe: client,
  });
}

beforeEach(() => {
  db = new MemoryDb();
  handle = handlerWith(stripe);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function request(body: unknown, token: string | null = 'ana', init: RequestInit = {}): Request {
  return new Request('http://functions/create-payment-intent', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), origin: ORIGIN },
    ...init,
  });
}

function preflight(origin: string): Promise<Response> {
  return handle(new Request('http://functions/x', { method: 'OPTIONS', headers: { origin } }));
}

async function errorOf(response: Response): Promise<{ status: number; code: string }> {
  const { error } = functionError.parse(await response.json());
  expect(error.message).not.toMatch(/select|stack| at |10\.0\.0\.1/);
  return { status: response.status, code: error.code };
}

describe('create-payment-intent', () => {
  it("makes one intent with the amount of the session's row and the session id as its only metadata", async () => {
    const session_id = db.addSession({ clientId: ANA, amount: 9000, currency: 'JPY' });
    const response = await handle(request({ session_id }));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const answer = createPaymentIntentAnswer.parse(await response.json());
    expect(answer).toMatchObject({ amount: 9000, currency: 'JPY', hold_expires_at: '2030-01-01T00:15:00+00:00' });
    const intent = await stripe.paymentIntents.retrieve(answer.payment_intent_id);
    expect(intent).toMatchObject({ amount: 9000, currency: 'jpy', metadata: { session_id } });
    expect(Object.keys(intent.metadata)).toEqual(['session_id']);
    expect(answer.client_secret).toBe(intent.client_secret);
  });

  it('returns the same intent to a later call, to two tabs at once, and after a crash before its id was stored', async () => {
    const session_id = db.addSession({ clientId: ANA });
    const answers = await Promise.all([handle(request({ session_id })), handle(request({ session_id }))]);
    answers.push(await handle(request({ session_id })));
    db.intents.clear();
    answers.push(await handle(request({ session_id })));
    const ids = await Promise.all(answers.map(async (answer) => createPaymentIntentAnswer.parse(await answer.json()).payment_intent_id));
    expect(new Set(ids).size).toBe(1);
  });

  it('keeps the intent that was attached first and cancels the second one', async () => {
    const session_id = db.addSession({ clientId: ANA });
    const first = await stripe.paymentIntents.create({ amount: 8000, currency: 'gbp' });
    const attach = db.attachIntent;
    db.attachIntent = (session) => attach(session, first.id);
    const answer = createPaymentIntentAnswer.parse(await (await handle(request({ session_id }))).json());
    expect(answer.payment_intent_id).toBe(first.id);
    const { data } = await stripe.paymentIntents.list({ limit: 2 });
    expect(data.map((intent) => intent.status)).toEqual(['canceled', 'requires_payment_method']);
  });

  it.each([
    ['a client who does not hold the session', { clientId: TOM }, 404, 'SESSION_NOT_FOUND'],
    ['a hold that ran out', { clientId: ANA, expired: true }, 409, 'HOLD_EXPIRED'],
    ['a paid session', { clientId: ANA, paid: true }, 409, 'ALREADY_PAID'],
  ])('refuses an intent for %s', async (_name, row, status, code) => {
    expect(await errorOf(await handle(request({ session_id: db.addSession(row) })))).toEqual({ status, code });
  });

  it('applies a success that no event has brought yet, and refuses a second payment', async () => {
    const session_id = db.addSession({ clientId: ANA });
    const paid = await stripe.paymentIntents.create({ amount: 8000, currency: 'gbp', payment_method: 'pm_card_visa', confirm: true });
    db.intents.set(session_id, paid.id);
    expect(await errorOf(await handle(request({ session_id })))).toEqual({ status: 409, code: 'ALREADY_PAID' });
    expect(db.applied).toMatchObject([{ event_id: null, event_type: 'payment_intent.succeeded', intent_id: paid.id }]);
  });

  it("returns no intent whose amount differs from the session's", async () => {
    const session_id = db.addSession({ clientId: ANA });
    db.intents.set(session_id, (await stripe.paymentIntents.create({ amount: 100, currency: 'gbp' })).id);
    expect(await errorOf(await handle(request({ session_id })))).toEqual({ status: 500, code: 'INTERNAL' });
  });

  it('answers 502 when Stripe cannot be reached, and does not change the session', async () => {
    const unreachable = createStripe({ STRIPE_SECRET_KEY, STRIPE_API_URL: 'http://127.0.0.1:9' });
    const session_id = db.addSession({ clientId: ANA });
    const response = await handlerWith(unreachable)(request({ session_id }));
    expect(await errorOf(response)).toEqual({ status: 502, code: 'PAYMENT_PROVIDER_UNAVAILABLE' });
    expect(db.applied).toEqual([]);
  }, 15_000);

  it('does not show the error of a database that is down', async () => {
    const session_id = db.addSession({ clientId: ANA });
    db.down = true;
    expect(await errorOf(await handle(request({ session_id })))).toEqual({ status: 500, code: 'INTERNAL' });
  });
});

describe('create-payment-intent, before it does anything,', () => {
  it.each([
    ['a call without a token', () => request({ session_id: ANA }, null), 401, 'NOT_SIGNED_IN'],
    ['a token Auth does not know', () => request({ session_id: ANA }, 'forged'), 401, 'NOT_SIGNED_IN'],
    ['a body that is not JSON', () => request('{'), 400, 'INVALID_REQUEST'],
    ['a body without a session id', () => request({}), 400, 'INVALID_REQUEST'],
    ['an amount in the body', () => request({ session_id: ANA, amount: 1 }), 400, 'INVALID_REQUEST'],
    ['a body over 4096 bytes', () => request(`{"session_id":"${'x'.repeat(5000)}"}`), 413, 'BODY_TOO_LARGE'],
    ['a method other than POST', () => request(undefined, 'ana', { method: 'GET', body: null }), 405, 'METHOD_NOT_ALLOWED'],
  ])('refuses %s', async (_name, make, status, code) => {
    expect(await errorOf(await handle(make()))).toEqual({ status, code });
  });

  it('allows preflight requests of listed origins only', async () => {
    const allowed = await preflight(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await preflight('http://localhost:4999')).status).toBe(204);
    for (const origin of ['https://evil.example', 'http://localhost', 'http://localhost:80.evil.example', 'null']) {
      const refused = await preflight(origin);
      expect([origin, refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([origin, 403, null]);
    }
  });
});
