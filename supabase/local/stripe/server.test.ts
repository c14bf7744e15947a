import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStripeSandbox } from './server.ts';
import type { StripeSandbox } from './server.ts';
import { WEBHOOK_SECRET, client, eighty, errorOf, idOf, log, refusal } from '../testing/stripe-client.ts';

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: null, webhookSecret: WEBHOOK_SECRET, log });
  stripe = client(sandbox.url);
});
afterAll(() => sandbox.stop());

describe('the sandbox, through the real SDK,', () => {
  it("creates, retrieves, updates and lists intents in Stripe's shape", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    expect(intent).toMatchObject({
      object: 'payment_intent',
      amount: 8000,
      currency: 'gbp',
      status: 'requires_payment_method',
      livemode: false,
      metadata: { session_id: 's1' },
    });
    expect(intent.id).toMatch(/^pi_\w{24}$/);
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`));
    expect(intent.lastResponse.requestId).toMatch(/^req_\w{14}$/);

    const updated = await stripe.paymentIntents.update(intent.id, { amount: 9000, metadata: { session_id: '', k: 'v' } });
    expect(updated).toMatchObject({ amount: 9000, metadata: { k: 'v' } });
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(9000);

    const second = await stripe.paymentIntents.create(eighty);
    const page = await stripe.paymentIntents.list({ limit: 1 });
    expect(page).toMatchObject({ object: 'list', has_more: true });
    expect(page.data[0]?.id).toBe(second.id);
    const next = await stripe.paymentIntents.list({ limit: 1, starting_after: second.id });
    expect(next.data[0]?.id).toBe(intent.id);
  });

  it('charges a card and expands the charge', async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge', 'payment_method'],
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 8000, last_payment_error: null });
    expect(paid.latest_charge).toMatchObject({ object: 'charge', paid: true, amount: 8000, payment_intent: intent.id });
    expect(paid.payment_method).toMatchObject({ card: { brand: 'visa', last4: '4242' } });

    const again = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }));
    expect(again).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    const cancel = await refusal(stripe.paymentIntents.cancel(intent.id));
    expect(cancel).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ])('declines %s with 402, and another card can pay then', async (method, code, declineCode) => {
    const intent = await stripe.paymentIntents.create(eighty);
    const error = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: method }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.last_payment_error).toMatchObject({ type: 'card_error', code });
    expect(after.payment_method).toBeNull();
    expect(await stripe.charges.retrieve(idOf(after.latest_charge))).toMatchObject({ status: 'failed', paid: false });
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_mastercard' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  it('cancels an open intent once', async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const cancelled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' });
    expect(cancelled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    expect((await refusal(stripe.paymentIntents.cancel(intent.id))).statusCode).toBe(400);
    const confirm = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }));
    expect(confirm.code).toBe('payment_intent_unexpected_state');
  });

  it.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['no amount', { currency: 'gbp' }, 'parameter_missing', 'amount'],
    ['no currency', { amount: 8000 }, 'parameter_missing', 'currency'],
    ['a fraction', { amount: 80.5, currency: 'gbp' }, 'parameter_invalid_integer', 'amount'],
    ['nothing to pay', { amount: 0, currency: 'gbp' }, 'parameter_invalid_integer', 'amount'],
    ['too little', { amount: 20, currency: 'gbp' }, 'amount_too_small', 'amount'],
    ['an unknown currency', { amount: 8000, currency: 'zzz' }, undefined, 'currency'],
    ['an unknown parameter', { amount: 8000, currency: 'gbp', colour: 'green' }, 'parameter_unknown', 'colour'],
  ])('refuses an intent with %s', async (_name, params, code, param) => {
    const response = await fetch(`${sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_x' },
      body: new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])),
    });
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ type: 'invalid_request_error', param });
    expect(error.code).toBe(code);
  });

  it('answers 404 for an unknown intent and 401 for a live key, without repeating it', async () => {
    const missing = await refusal(stripe.paymentIntents.retrieve('pi_none'));
    expect(missing).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' });
    const live = await refusal(client(sandbox.url, 'sk_live_verysecretkey').paymentIntents.list());
    expect(live).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(live.message).not.toContain('verysecretkey');
  });
});

describe('an idempotency key', () => {
  it('repeats the first answer, also a decline, and refuses a different request', async () => {
    const key = { idempotencyKey: 'create-s1-8000' };
    const first = await stripe.paymentIntents.create(eighty, key);
    const second = await stripe.paymentIntents.create(eighty, key);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    const other = await refusal(stripe.paymentIntents.create({ ...eighty, amount: 9000 }, key));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);

    const confirm = { payment_method: 'pm_card_chargeDeclined' };
    const declined = await refusal(stripe.paymentIntents.confirm(first.id, confirm, { idempotencyKey: 'c1' }));
    const replayed = await refusal(stripe.paymentIntents.confirm(first.id, confirm, { idempotencyKey: 'c1' }));
    expect(replayed).toMatchObject({ statusCode: 402, charge: declined.charge });
  });

  it('can be used again after a refused parameter', async () => {
    const key = { idempotencyKey: 'typo' };
    await refusal(stripe.paymentIntents.create({ ...eighty, currency: 'zzz' }, key));
    expect((await stripe.paymentIntents.create(eighty, key)).status).toBe('requires_payment_method');
  });
});

describe('a refund', () => {
  it('returns a part, then the rest, and never more than was paid', async () => {
    const paid = await stripe.paymentIntents.create({ ...eighty, payment_method: 'pm_card_visa', confirm: true });
    expect(paid.status).toBe('succeeded');
    const part = await stripe.refunds.create({ payment_intent: paid.id, amount: 3000 }, { idempotencyKey: 'r1' });
    expect(part).toMatchObject({ object: 'refund', amount: 3000, status: 'succeeded', currency: 'gbp' });
    const same = await stripe.refunds.create({ payment_intent: paid.id, amount: 3000 }, { idempotencyKey: 'r1' });
    expect(same.id).toBe(part.id);
    const tooMuch = await refusal(stripe.refunds.create({ payment_intent: paid.id, amount: 6000 }));
    expect(tooMuch.message).toContain('unrefunded amount on charge (£50.00)');
    const rest = await stripe.refunds.create({ payment_intent: paid.id });
    expect(rest.amount).toBe(5000);
    const none = await refusal(stripe.refunds.create({ payment_intent: paid.id }));
    expect(none.code).toBe('charge_already_refunded');
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
    expect(await stripe.charges.retrieve(idOf(paid.latest_charge))).toMatchObject({ refunded: true, amount_refunded: 8000 });
    const unpaid = await stripe.paymentIntents.create(eighty);
    expect((await refusal(stripe.refunds.create({ payment_intent: unpaid.id }))).statusCode).toBe(400);
  });
});
