import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Stripe } from 'stripe';
import { afterEach, describe, expect, it } from 'vitest';
import { SeededFaults, mulberry32 } from './faults/seeded-faults.ts';
import { NO_FAULTS, faultSettings } from './faults/fault-settings.ts';
import type { FaultSettingsInput } from './faults/fault-settings.ts';
import { ConnectionDropped, noFaults } from './faults/fault-plan.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { startStripeSandbox } from './server.ts';
import type { StripeSandbox } from './server.ts';
import { WEBHOOK_SECRET, client, eighty, log, portOf, refusal } from '../testing/stripe-client.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

async function start(faults: FaultPlan | FaultSettingsInput, webhookUrl: string | null = null): Promise<StripeSandbox> {
  const sandbox = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl, webhookSecret: WEBHOOK_SECRET, log, faults });
  cleanUp.push(() => sandbox.stop());
  return sandbox;
}

/** The real SDK as the functions use it: it retries twice. */
function patient(url: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe('sk_test_x', { host: hostname, port, protocol: 'http', maxNetworkRetries: 2, telemetry: false, timeout: 400 });
}

async function webhook(): Promise<{ url: string; seen: Stripe.Event[] }> {
  const seen: Stripe.Event[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), String(request.headers['stripe-signature']), WEBHOOK_SECRET));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => server.close());
  return { url: `http://127.0.0.1:${portOf(server.address())}`, seen };
}

it("a test's own fault plan can lose an answer after the work, and the SDK's retry gets the same intent", async () => {
  let calls = 0;
  const sandbox = await start({
    ...noFaults,
    aroundRequest: async (_info, handle) => {
      const reply = await handle();
      calls += 1;
      if (calls === 1) throw new ConnectionDropped();
      return reply;
    },
  });
  const intent = await patient(sandbox.url).paymentIntents.create(eighty);
  expect(intent.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await client(sandbox.url).paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent.id]);
});

describe('a fault of requests', () => {
  it.each([
    ['a 500 before the work', { error_before: 1 }, undefined],
    ['a 500 after the work', { error_after: 1 }, 'true'],
    ['a time-out before the work', { timeout_before: 1, timeout_ms: 600 }, undefined],
    ['a time-out after the work', { timeout_after: 1, timeout_ms: 600 }, 'true'],
  ])('(%s) makes the SDK retry with the same key, and there is one intent', async (_name, fault, replayed) => {
    const sandbox = await start({ requests: { ...fault, times: 1, only: 'POST /v1/payment_intents' } });
    const intent = await patient(sandbox.url).paymentIntents.create(eighty);
    expect(intent.lastResponse.headers['idempotent-replayed']).toBe(replayed);
    expect((await client(sandbox.url).paymentIntents.list()).data).toHaveLength(1);
  });

  it("(429) answers in Stripe's shape with Retry-After, and nothing is done", async () => {
    const sandbox = await start({ requests: { rate_limit: 1, retry_after_seconds: 7, only: 'POST ' } });
    const error = await refusal(client(sandbox.url).paymentIntents.create(eighty));
    expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(error.headers?.['retry-after']).toBe('7');
    expect((await client(sandbox.url).paymentIntents.list()).data).toEqual([]);
  });
});

describe('a webhook', () => {
  const pay = (sandbox: StripeSandbox): Promise<Stripe.PaymentIntent> =>
    client(sandbox.url).paymentIntents.create({ ...eighty, payment_method: 'pm_card_visa', confirm: true });

  it('that is dropped never arrives, but is in the list of events', async () => {
    const { url, seen } = await webhook();
    const sandbox = await start({ webhooks: { drop: 1, times: 2 } }, url);
    await pay(sandbox);
    await expect.poll(() => seen.length).toBe(1);
    const { data } = await client(sandbox.url).events.list({ delivery_success: false });
    expect(data).toHaveLength(2);
  });

  it('that is duplicated arrives several times at once', async () => {
    const { url, seen } = await webhook();
    await pay(await start({ webhooks: { duplicate: 1, copies: 10 } }, url));
    await expect.poll(() => seen.length).toBe(30);
    expect(new Set(seen.map((event) => event.id)).size).toBe(3);
  });

  it('that is reordered arrives after a later one', async () => {
    const { url, seen } = await webhook();
    await pay(await start({ webhooks: { reorder: 1, times: 1, delay_ms: 5_000 } }, url));
    await expect.poll(() => seen.length).toBe(3);
    expect(seen.map((event) => event.type).indexOf('payment_intent.created')).toBeGreaterThan(0);
  });

  it('that is delayed arrives later', async () => {
    const { url, seen } = await webhook();
    await pay(await start({ webhooks: { delay: 1, delay_ms: 50 } }, url));
    await expect.poll(() => new Set(seen.map((event) => event.type)).size).toBe(3);
  });
});

describe('a seed of the fault plan', () => {
  it('gives the same faults each time, and another seed gives others', async () => {
    const outcomes = async (seed: number): Promise<number[]> => {
      const plan = new SeededFaults(faultSettings.parse({ seed, requests: { error_before: 0.3, rate_limit: 0.3 } }));
      const statuses: number[] = [];
      for (let index = 0; index < 40; index += 1) {
        const reply = await plan.aroundRequest({ method: 'GET', path: '/v1/events', idempotencyKey: null }, () =>
          Promise.resolve({ status: 200, headers: {}, body: '' }),
        );
        statuses.push(reply.status);
      }
      return statuses;
    };
    expect(await outcomes(7)).toEqual(await outcomes(7));
    expect(await outcomes(7)).not.toEqual(await outcomes(8));
    expect(new Set(await outcomes(7))).toEqual(new Set([200, 429, 500]));
    const random = mulberry32(1);
    const draws = Array.from({ length: 10_000 }, random);
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
  });
});

describe('POST /sandbox/faults', () => {
  const post = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
    });

  it('sets and resets the fault plan while the sandbox runs, and GET shows it', async () => {
    const sandbox = await start({});
    expect((await post(sandbox.url, JSON.stringify({ seed: 3, requests: { error_before: 1 } }))).status).toBe(200);
    expect(await (await fetch(`${sandbox.url}/sandbox/faults`)).json()).toMatchObject({
      seed: 3,
      requests: { error_before: 1 },
      webhooks: { drop: 0 },
    });
    expect((await refusal(client(sandbox.url).paymentIntents.create(eighty))).statusCode).toBe(500);
    expect(await (await post(sandbox.url, '{"reset":true}')).json()).toEqual(NO_FAULTS);
    expect((await client(sandbox.url).paymentIntents.create(eighty)).amount).toBe(8000);
  });

  it("accepts the form of the sandbox's page, in percent", async () => {
    const sandbox = await start({});
    const form = new URLSearchParams({ seed: '9', 'webhooks.drop': '25', 'requests.rate_limit': '100' });
    const response = await post(sandbox.url, form.toString(), { 'content-type': 'application/x-www-form-urlencoded', origin: sandbox.url });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(await (await fetch(`${sandbox.url}/sandbox/faults`)).json()).toMatchObject({
      seed: 9,
      webhooks: { drop: 0.25 },
      requests: { rate_limit: 1 },
    });
    expect(await (await fetch(sandbox.url)).text()).toContain('The sandbox misbehaves as set below.');
    await post(sandbox.url, 'reset=true', { 'content-type': 'application/x-www-form-urlencoded', origin: sandbox.url });
    expect(await (await fetch(sandbox.url)).text()).toContain('Everything works.');
  });

  it('refuses invalid settings and pages of other sites', async () => {
    const sandbox = await start({});
    expect((await post(sandbox.url, '{')).status).toBe(400);
    expect((await post(sandbox.url, '{"webhooks":{"drop":2}}')).status).toBe(400);
    expect((await post(sandbox.url, '{"webhook":{}}')).status).toBe(400);
    expect((await post(sandbox.url, '{}', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(sandbox.url, '{}', { 'content-type': 'text/plain' })).status).toBe(403);
    expect(await (await fetch(`${sandbox.url}/sandbox/faults`)).json()).toEqual(NO_FAULTS);
  });
});
