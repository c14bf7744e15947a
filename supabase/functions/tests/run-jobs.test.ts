import type { Stripe } from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runJobsAnswer } from "../_shared/contracts.ts";
import type { RunJobsAnswer } from "../_shared/contracts.ts";
import { createHandler } from "../run-jobs/handler.ts";
import type { StripeSandbox } from "../../local/stripe/server.ts";
import { MemoryDb } from "./support/memory-db.ts";
import { startSandbox } from "./support/sandbox.ts";

const KEY = "sb_secret_local_peer_care_connect";
const SESSION = "33333333-3333-4333-8333-333333333333";
const REFUND = "44444444-4444-4444-8444-444444444444";

let sandbox: StripeSandbox;
let stripe: Stripe;
let db: MemoryDb;

beforeAll(async () => ({ sandbox, stripe } = await startSandbox()));
afterAll(() => sandbox.stop());
beforeEach(() => {
  db = new MemoryDb();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

function call(headers: Record<string, string>): Promise<Response> {
  const handle = createHandler({ db, stripe, secretKeys: [KEY, "other"] });
  return handle(new Request("http://functions/run-jobs", { method: "POST", headers }));
}

async function run(): Promise<RunJobsAnswer> {
  const response = await call({ apikey: KEY });
  expect(response.status).toBe(200);
  return runJobsAnswer.parse(await response.json());
}

const open = { amount: 8000, currency: "gbp", metadata: { session_id: SESSION } };
const paid = { ...open, payment_method: "pm_card_visa", confirm: true };

describe("run-jobs", () => {
  it.each([{ apikey: KEY }, { authorization: `Bearer ${KEY}` }, { authorization: "Bearer other" }])(
    "opens to a secret key: %o",
    async (headers) => expect((await call(headers)).status).toBe(200),
  );

  it.each([{}, { apikey: "sb_publishable_local_peer_care_connect" }, { apikey: `${KEY}x` }, { authorization: "Bearer " }])(
    "stays closed to %o",
    async (headers) => expect((await call(headers)).status).toBe(401),
  );

  it("cancels the intent of an expired hold at Stripe before it frees the time", async () => {
    const intent = await stripe.paymentIntents.create(open);
    const other = crypto.randomUUID();
    db.due.expired_holds = [{ session_id: SESSION, intent_id: intent.id }, { session_id: other, intent_id: null }];
    expect(await run()).toMatchObject({ holds_expired: 2, failures: 0 });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("canceled");
    expect(db.applied).toMatchObject([{ event_type: "payment_intent.canceled", session_id: SESSION }]);
    expect(db.expired).toEqual([SESSION, other]);
  });

  it("leaves a hold that was paid at the last moment to the database", async () => {
    const intent = await stripe.paymentIntents.create(paid);
    db.due.expired_holds = [{ session_id: SESSION, intent_id: intent.id }];
    expect(await run()).toMatchObject({ holds_expired: 0 });
    expect(db.applied).toMatchObject([{ event_type: "payment_intent.succeeded", amount_received: 8000 }]);
    expect(db.expired).toEqual([]);
  });

  it("learns of payments whose events were lost", async () => {
    const good = await stripe.paymentIntents.create(paid);
    const waiting = await stripe.paymentIntents.create(open);
    const declined = await stripe.paymentIntents.create(open);
    await stripe.paymentIntents.confirm(declined.id, { payment_method: "pm_card_chargeDeclined" }).catch(() => undefined);
    db.due.open_intents = [good, waiting, declined].map(({ id }) => ({ session_id: SESSION, intent_id: id }));
    expect(await run()).toMatchObject({ payments_reconciled: 2 });
    expect(db.applied.map((news) => [news.event_id, news.event_type, news.error])).toEqual([
      [null, "payment_intent.succeeded", null],
      [null, "payment_intent.payment_failed", "Your card was declined."],
    ]);
  });

  it("sends a refund once, however often it is tried", async () => {
    const intent = await stripe.paymentIntents.create(paid);
    const refund = { refund_id: REFUND, intent_id: intent.id, amount_minor: 3000, currency: "GBP", attempts: 0 };
    db.due.refunds = [refund];
    expect(await run()).toMatchObject({ refunds_sent: 1 });
    db.due.refunds = [{ ...refund, attempts: 1 }];
    await run();
    const { data } = await stripe.refunds.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ amount: 3000, metadata: { refund_id: REFUND } }]);
    expect(db.marked).toMatchObject([{ status: "succeeded", provider_refund_id: data[0]?.id }, { status: "succeeded" }]);
  });

  it("counts an item that fails and goes on with the others", async () => {
    const intent = await stripe.paymentIntents.create(paid);
    db.due = {
      expired_holds: [{ session_id: SESSION, intent_id: "pi_gone" }],
      open_intents: [{ session_id: SESSION, intent_id: intent.id }],
      refunds: [{ refund_id: crypto.randomUUID(), intent_id: "pi_gone", amount_minor: 1, currency: "GBP", attempts: 0 }],
    };
    expect(await run()).toEqual({ holds_expired: 0, payments_reconciled: 1, refunds_sent: 0, failures: 2 });
    expect(db.marked).toMatchObject([{ status: "failed", provider_refund_id: null, error: "No such payment_intent: 'pi_gone'" }]);
  });
});
