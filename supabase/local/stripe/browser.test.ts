import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStripeSandbox } from './server.ts';
import type { StripeSandbox } from './server.ts';
import { WEBHOOK_SECRET, client, eighty, errorOf, log } from '../testing/stripe-client.ts';

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: null, webhookSecret: WEBHOOK_SECRET, log });
  stripe = client(sandbox.url);
});
afterAll(() => sandbox.stop());

describe('a browser', () => {
  const card = {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '34',
    'payment_method_data[card][cvc]': '123',
  };

  async function confirmInBrowser(intent: Stripe.PaymentIntent, number: string, secret = intent.client_secret ?? ''): Promise<Response> {
    return fetch(`${sandbox.url}/v1/payment_intents/${intent.id}/confirm`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:5173' },
      body: new URLSearchParams({
        ...card,
        'payment_method_data[card][number]': number,
        key: 'pk_test_local_peer_care_connect',
        client_secret: secret,
        return_url: 'http://127.0.0.1:5173/checkout/s1',
      }),
    });
  }

  it('pays with a card number and the client secret, and sees no metadata', async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const response = await confirmInBrowser(intent, '4242 4242 4242 4242');
    expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:5173');
    const body: Record<string, unknown> = await response.json();
    expect(body).toMatchObject({ status: 'succeeded' });
    expect(body).not.toHaveProperty('metadata');
  });

  it('is refused with a wrong secret, a mistyped number and a real card', async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    expect((await confirmInBrowser(intent, '4242424242424242', 'nope')).status).toBe(400);
    const typo = await errorOf(await confirmInBrowser(intent, '4242424242424241'));
    expect(typo.code).toBe('incorrect_number');
    const real = await errorOf(await confirmInBrowser(intent, '4111111111111111'));
    expect(real.decline_code).toBe('test_mode_live_card');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
  });

  it('is refused where the secret key is needed, and from another origin', async () => {
    const response = await fetch(`${sandbox.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_local_peer_care_connect', origin: 'https://evil.example' },
      body: 'payment_intent=pi_1',
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['4000002500003155', 'complete', 'succeeded', 'succeeded'],
    ['4000000000003220', 'complete', 'succeeded', 'succeeded'],
    ['4000000000003220', 'fail', 'requires_payment_method', 'failed'],
    ['4000008400001629', 'complete', 'requires_payment_method', 'failed'],
  ])('is sent to 3-D Secure with card %s, and the answer %s ends as %s', async (number, outcome, status, redirectStatus) => {
    const intent = await stripe.paymentIntents.create(eighty);
    const asked: Stripe.PaymentIntent = await (await confirmInBrowser(intent, number)).json();
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const page = asked.next_action?.redirect_to_url?.url ?? '';
    expect(page).toBe(`${sandbox.url}/sandbox/3ds/${intent.id}`);
    expect(await (await fetch(page)).text()).toContain('Payment sandbox – no real money');
    const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(back.pathname).toBe('/checkout/s1');
    expect(back.searchParams.get('payment_intent')).toBe(intent.id);
    expect(back.searchParams.get('redirect_status')).toBe(redirectStatus);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });
});

it('the home page of the sandbox shows payments and test cards, escaped', async () => {
  const response = await fetch(sandbox.url);
  const text = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(text).toContain('4242 4242 4242 4242');
  expect(text).toMatch(/pi_\w+/);
});
