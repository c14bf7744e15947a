import type { Stripe } from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runJobsAnswer } from '../_shared/contracts.ts';
import type { PaymentDifference, RunJobsAnswer } from '../_shared/contracts.ts';
import { createStripe } from '../_shared/stripe.ts';
import { createHandler } from '../run-jobs/handler.ts';
import { openSandbox } from '../../local/stripe/api/in-process.ts';
import type { StripeSandbox } from '../../local/stripe/server.ts';
import { MemoryDb } from './support/memory-db.ts';
import { STRIPE_SECRET_KEY, startSandbox } from './support/sandbox.ts';

const KEY = 'sb_secret_local_peer_care_connect';
const SESSION = '33333333-3333-4333-8333-333333333333';
const REFUND = '44444444-4444-4444-8444-444444444444';

let sandbox: StripeSandbox;
let stripe: Stripe;
let db: MemoryDb;

beforeEach(async () => {
  ({ sandbox, stripe } = await startSandbox());
  db = new MemoryDb();
  // Stripe's events count as read, unless a test sets the cursor.
  db.cursor = Math.floor(Date.now() / 1000) + 1_000;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => sandbox.stop());

function call(headers: Record<string, string>, handle = createHandler({ db, stripe, secretKeys: [KEY, 'other'] })): Promise<Response> {
  return handle(new Request('http://functions/run-jobs', { method: 'POST', headers }));
}

async function run(handle?: ReturnType<typeof createHandler>): Promise<RunJobsAnswer> {
  const response = await call({ apikey: KEY }, handle);
  expect(response.status).toBe(200);
  return runJobsAnswer.parse(await response.json());
}

const open = { amount: 8000, currency: 'gbp', metadata: { session_id: SESSION } };
const paid = { ...open, payment_method: 'pm_card_visa', confirm: true };

describe('run-jobs', () => {
  it.each([{ apikey: KEY }, { authorization: `Bearer ${KEY}` }, { authorization: 'Bearer other' }])(
    'accepts a secret key: %o',
    async (headers) => expect((await call(headers)).status).toBe(200),
  );

  it.each([{}, { apikey: 'sb_publishable_local_peer_care_connect' }, { apikey: `${KEY}x` }, { authorization: 'Bearer ' }])(
    'refuses a call with %o',
    async (headers) => expect((await call(headers)).status).toBe(401),
  );

  it('cancels the intent of an expired hold at Stripe before it frees the time', async () => {
    const intent = await stripe.paymentIntents.create(open);
    const other = crypto.randomUUID();
    db.due.expired_holds = [
      { session_id: SESSION, intent_id: intent.id },
      { session_id: other, intent_id: null },
    ];
    expect(await run()).toMatchObject({ holds_expired: 2, failures: 0 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
    expect(db.applied).toMatchObject([{ event_type: 'payment_intent.canceled', session_id: SESSION }]);
    expect(db.expired).toEqual([SESSION, other]);
  });

  it('does not free a hold that was paid at the last moment, and applies the success', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    db.due.expired_holds = [{ session_id: SESSION, intent_id: intent.id }];
    expect(await run()).toMatchObject({ holds_expired: 0 });
    expect(db.applied).toMatchObject([{ event_type: 'payment_intent.succeeded', amount_received: 8000 }]);
    expect(db.expired).toEqual([]);
  });

  it('applies the state of every open intent, as if its events had been lost', async () => {
    const good = await stripe.paymentIntents.create(paid);
    const waiting = await stripe.paymentIntents.create(open);
    const declined = await stripe.paymentIntents.create(open);
    await stripe.paymentIntents.confirm(declined.id, { payment_method: 'pm_card_chargeDeclined' }).catch(() => undefined);
    db.due.open_intents = [good, waiting, declined].map(({ id }) => ({ session_id: SESSION, intent_id: id }));
    await run();
    expect(db.applied.map((update) => [update.event_id, update.intent_status, update.error])).toEqual([
      [null, 'succeeded', null],
      // Applied although nothing changed: the database picks the intent that was asked for longest ago next.
      [null, 'requires_payment_method', null],
      [null, 'requires_payment_method', 'Your card was declined.'],
    ]);
  });

  it('sends a refund once when two passes find it due', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    const refund = { refund_id: REFUND, intent_id: intent.id, amount_minor: 3000, currency: 'GBP', attempts: 0 };
    db.due.refunds = [refund];
    expect(await run()).toMatchObject({ refunds_sent: 1 });
    db.due.refunds = [{ ...refund, attempts: 1 }];
    await run();
    const { data } = await stripe.refunds.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ amount: 3000, metadata: { refund_id: REFUND } }]);
    expect(db.marked).toMatchObject([{ status: 'succeeded', provider_refund_id: data[0]?.id }, { status: 'succeeded' }]);
  });

  it('counts a job that fails and goes on with the others', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    db.due = {
      expired_holds: [{ session_id: SESSION, intent_id: 'pi_gone' }],
      open_intents: [{ session_id: SESSION, intent_id: intent.id }],
      refunds: [{ refund_id: crypto.randomUUID(), intent_id: 'pi_gone', amount_minor: 1, currency: 'GBP', attempts: 0 }],
    };
    expect(await run()).toMatchObject({ holds_expired: 0, payments_reconciled: 1, refunds_sent: 0, failures: 2 });
    expect(db.marked).toMatchObject([{ status: 'failed', provider_refund_id: null, error: "No such payment_intent: 'pi_gone'" }]);
  });
});

describe("run-jobs reads Stripe's list of events", () => {
  it('from the cursor on, and applies each event once while the process lives', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 500, metadata: { refund_id: REFUND } });
    db.cursor = 0;
    const handle = createHandler({ db, stripe, secretKeys: [KEY] });
    const before = Math.floor(Date.now() / 1000);
    expect(await run(handle)).toMatchObject({ events_applied: 3, unfinished: false });
    expect(db.applied).toMatchObject([{ event_id: expect.stringMatching(/^evt_/), event_type: 'payment_intent.succeeded' }]);
    expect(db.refundUpdates).toMatchObject([{ amount_minor: 500, refund_id: REFUND }, { refund_id: REFUND }]);
    expect(db.cursor).toBeGreaterThanOrEqual(before);
    expect(await run(handle)).toMatchObject({ events_applied: 0 });
    // A new process reads the overlap again: the database knows the ids and ignores them.
    expect(await run()).toMatchObject({ events_applied: 3 });
  });

  it('again from the same cursor when an event could not be applied', async () => {
    await stripe.paymentIntents.create(paid);
    db.cursor = 0;
    const { applyIntent } = db;
    db.applyIntent = () => Promise.reject(new Error('the database is away'));
    const handle = createHandler({ db, stripe, secretKeys: [KEY] });
    expect(await run(handle)).toMatchObject({ events_applied: 0, failures: 1, unfinished: true });
    expect(db.cursor).toBe(0);
    db.applyIntent = applyIntent;
    expect(await run(handle)).toMatchObject({ events_applied: 1, failures: 0 });
  });

  it('to its end, in several spans, when it holds 2,401 events', async () => {
    const { sandbox: inner, fetch } = await openSandbox();
    const own = createStripe({ STRIPE_SECRET_KEY }, fetch);
    await own.paymentIntents.create(paid);
    const [record] = Object.values(inner.store.state.events).filter(({ event }) => event.type === 'payment_intent.succeeded');
    const now = Math.floor(Date.now() / 1000);
    for (let index = 0; index < 2_400 && record; index += 1) {
      const id = `evt_${index}`;
      inner.store.state.events[id] = { ...record, event: { ...record.event, id, created: now - 2_400 + index } };
    }
    db.cursor = now - 3_000;
    const answer = runJobsAnswer.parse(await (await call({ apikey: KEY }, createHandler({ db, stripe: own, secretKeys: [KEY] }))).json());
    expect(answer).toMatchObject({ events_applied: 2_401, unfinished: false });
    expect(new Set(db.applied.map((update) => update.event_id)).size).toBe(2_401);
  });
});

describe('run-jobs compares with Stripe', () => {
  const orphan = (intent: Stripe.PaymentIntent): PaymentDifference => ({
    intent_id: intent.id,
    session_id: SESSION,
    difference: 'unknown_intent',
    ours: null,
    theirs: intent.status,
  });

  it('the intents of our sessions from the last 48 hours, with what was refunded', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
    await stripe.paymentIntents.create({ amount: 100, currency: 'gbp' });
    await stripe.paymentIntents.create({ amount: 100, currency: 'gbp', metadata: { session_id: 'not a uuid' } });
    expect(await run()).toMatchObject({ differences: [] });
    expect(db.compared).toEqual([
      [{ id: intent.id, status: 'succeeded', amount_received: 8000, amount_refunded: 500, currency: 'gbp', session_id: SESSION }],
    ]);
  });

  it('and gives an orphan to its session when the session has no intent', async () => {
    const intent = await stripe.paymentIntents.create(open);
    db.differing.push([orphan(intent)]);
    expect(await run()).toMatchObject({ orphans_closed: 0, differences: [] });
    expect(db.intents.get(SESSION)).toBe(intent.id);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
  });

  it.each([
    ['open', open, 'canceled', []],
    ['paid', paid, 'succeeded', [8000]],
  ] as const)('and closes an orphan that is %s when the session has another intent', async (_state, params, status, refunded) => {
    const intent = await stripe.paymentIntents.create(params);
    db.intents.set(SESSION, 'pi_other');
    db.differing.push([orphan(intent)]);
    expect(await run()).toMatchObject({ orphans_closed: 1, failures: 0 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    expect((await stripe.refunds.list({ payment_intent: intent.id })).data.map(({ amount }) => amount)).toEqual(refunded);
  });

  it('and applies the state of an intent that differs; what still differs is in the answer', async () => {
    const intent = await stripe.paymentIntents.create(paid);
    const difference: PaymentDifference = { intent_id: intent.id, session_id: SESSION, difference: 'amount', ours: '1', theirs: '8000' };
    db.differing.push([difference], [difference]);
    expect(await run()).toMatchObject({ differences: [difference] });
    expect(db.applied).toMatchObject([{ event_id: null, intent_id: intent.id }]);
  });
});
