import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startStripeSandbox } from "./server.ts";
import type { StripeSandbox } from "./server.ts";

const SECRET = "whsec_local_peer_care_connect";
const log = (): void => undefined;

let sandbox: StripeSandbox;
let stripe: Stripe;

function client(url: string, key = "sk_test_local_peer_care_connect"): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

async function refusal(promise: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error("expected a Stripe error");
}

const eighty = { amount: 8000, currency: "gbp", payment_method_types: ["card"], metadata: { session_id: "s1" } };

beforeAll(async () => {
  sandbox = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: null, webhookSecret: SECRET, log });
  stripe = client(sandbox.url);
});
afterAll(() => sandbox.stop());

describe("payment intents, through the real SDK", () => {
  it("creates, retrieves, updates and lists them in Stripe's shape", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    expect(intent).toMatchObject({
      object: "payment_intent",
      amount: 8000,
      currency: "gbp",
      status: "requires_payment_method",
      livemode: false,
      metadata: { session_id: "s1" },
    });
    expect(intent.id).toMatch(/^pi_\w{24}$/);
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`));
    expect(intent.lastResponse.requestId).toMatch(/^req_\w{14}$/);

    const updated = await stripe.paymentIntents.update(intent.id, { amount: 9000, metadata: { session_id: "", k: "v" } });
    expect(updated).toMatchObject({ amount: 9000, metadata: { k: "v" } });
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(9000);

    const second = await stripe.paymentIntents.create(eighty);
    const page = await stripe.paymentIntents.list({ limit: 1 });
    expect(page).toMatchObject({ object: "list", has_more: true });
    expect(page.data[0]?.id).toBe(second.id);
    const next = await stripe.paymentIntents.list({ limit: 1, starting_after: second.id });
    expect(next.data[0]?.id).toBe(intent.id);
  });

  it("takes a good card and expands the charge", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      expand: ["latest_charge", "payment_method"],
    });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 8000, last_payment_error: null });
    expect(paid.latest_charge).toMatchObject({ object: "charge", paid: true, amount: 8000, payment_intent: intent.id });
    expect(paid.payment_method).toMatchObject({ card: { brand: "visa", last4: "4242" } });

    const again = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }));
    expect(again).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    const cancel = await refusal(stripe.paymentIntents.cancel(intent.id));
    expect(cancel).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  });

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", ""],
    ["pm_card_chargeDeclinedProcessingError", "processing_error", ""],
  ])("declines %s with 402, and the next card still pays", async (method, code, declineCode) => {
    const intent = await stripe.paymentIntents.create(eighty);
    const error = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: method }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: "requires_payment_method" });
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.last_payment_error).toMatchObject({ type: "card_error", code });
    expect(after.payment_method).toBeNull();
    expect(await stripe.charges.retrieve(String(after.latest_charge))).toMatchObject({ status: "failed", paid: false });
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_mastercard" });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
  });

  it("cancels an open intent, once", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const cancelled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "abandoned" });
    expect(cancelled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    expect((await refusal(stripe.paymentIntents.cancel(intent.id))).statusCode).toBe(400);
    const confirm = await refusal(stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }));
    expect(confirm.code).toBe("payment_intent_unexpected_state");
  });

  it.each<[string, Record<string, unknown>, string | undefined, string]>([
    ["no amount", { currency: "gbp" }, "parameter_missing", "amount"],
    ["no currency", { amount: 8000 }, "parameter_missing", "currency"],
    ["a fraction", { amount: 80.5, currency: "gbp" }, "parameter_invalid_integer", "amount"],
    ["nothing to pay", { amount: 0, currency: "gbp" }, "parameter_invalid_integer", "amount"],
    ["too little", { amount: 20, currency: "gbp" }, "amount_too_small", "amount"],
    ["an unknown currency", { amount: 8000, currency: "zzz" }, undefined, "currency"],
    ["an unknown parameter", { amount: 8000, currency: "gbp", colour: "green" }, "parameter_unknown", "colour"],
  ])("refuses %s", async (_name, params, code, param) => {
    const response = await fetch(`${sandbox.url}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_x" },
      body: new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])),
    });
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { type: string; code?: string; param?: string } };
    expect(error).toMatchObject({ type: "invalid_request_error", param });
    expect(error.code).toBe(code);
  });

  it("answers 404 for an unknown intent and 401 for a live key, without repeating it", async () => {
    const missing = await refusal(stripe.paymentIntents.retrieve("pi_none"));
    expect(missing).toMatchObject({ statusCode: 404, code: "resource_missing", param: "intent" });
    const live = await refusal(client(sandbox.url, "sk_live_verysecretkey").paymentIntents.list());
    expect(live).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(live.message).not.toContain("verysecretkey");
  });
});

describe("idempotency keys", () => {
  it("replay the first answer, declines included, and refuse another request", async () => {
    const key = { idempotencyKey: "create-s1-8000" };
    const first = await stripe.paymentIntents.create(eighty, key);
    const second = await stripe.paymentIntents.create(eighty, key);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    const other = await refusal(stripe.paymentIntents.create({ ...eighty, amount: 9000 }, key));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);

    const confirm = { payment_method: "pm_card_chargeDeclined" };
    const declined = await refusal(stripe.paymentIntents.confirm(first.id, confirm, { idempotencyKey: "c1" }));
    const replayed = await refusal(stripe.paymentIntents.confirm(first.id, confirm, { idempotencyKey: "c1" }));
    expect(replayed).toMatchObject({ statusCode: 402, charge: declined.charge });
  });

  it("are not used up by a refused parameter", async () => {
    const key = { idempotencyKey: "typo" };
    await refusal(stripe.paymentIntents.create({ ...eighty, currency: "zzz" }, key));
    expect((await stripe.paymentIntents.create(eighty, key)).status).toBe("requires_payment_method");
  });
});

describe("refunds", () => {
  it("give back part, then the rest, and never more", async () => {
    const paid = await stripe.paymentIntents.create({ ...eighty, payment_method: "pm_card_visa", confirm: true });
    expect(paid.status).toBe("succeeded");
    const part = await stripe.refunds.create({ payment_intent: paid.id, amount: 3000 }, { idempotencyKey: "r1" });
    expect(part).toMatchObject({ object: "refund", amount: 3000, status: "succeeded", currency: "gbp" });
    const same = await stripe.refunds.create({ payment_intent: paid.id, amount: 3000 }, { idempotencyKey: "r1" });
    expect(same.id).toBe(part.id);
    const tooMuch = await refusal(stripe.refunds.create({ payment_intent: paid.id, amount: 6000 }));
    expect(tooMuch.message).toContain("unrefunded amount on charge (£50.00)");
    const rest = await stripe.refunds.create({ payment_intent: paid.id });
    expect(rest.amount).toBe(5000);
    const none = await refusal(stripe.refunds.create({ payment_intent: paid.id }));
    expect(none.code).toBe("charge_already_refunded");
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({ refunded: true, amount_refunded: 8000 });
    const unpaid = await stripe.paymentIntents.create(eighty);
    expect((await refusal(stripe.refunds.create({ payment_intent: unpaid.id }))).statusCode).toBe(400);
  });
});

describe("the browser's side", () => {
  const card = { "payment_method_data[type]": "card", "payment_method_data[card][exp_month]": "12", "payment_method_data[card][exp_year]": "34", "payment_method_data[card][cvc]": "123" };

  async function confirmInBrowser(intent: Stripe.PaymentIntent, number: string, secret = intent.client_secret ?? ""): Promise<Response> {
    return fetch(`${sandbox.url}/v1/payment_intents/${intent.id}/confirm`, {
      method: "POST",
      headers: { origin: "http://127.0.0.1:5173" },
      body: new URLSearchParams({
        ...card,
        "payment_method_data[card][number]": number,
        key: "pk_test_local_peer_care_connect",
        client_secret: secret,
        return_url: "http://127.0.0.1:5173/checkout/s1",
      }),
    });
  }

  it("pays with a card number and the client secret, and sees no metadata", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    const response = await confirmInBrowser(intent, "4242 4242 4242 4242");
    expect(response.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:5173");
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ status: "succeeded" });
    expect(body).not.toHaveProperty("metadata");
  });

  it("refuses a wrong secret, a mistyped number and a real card", async () => {
    const intent = await stripe.paymentIntents.create(eighty);
    expect((await confirmInBrowser(intent, "4242424242424242", "nope")).status).toBe(400);
    const typo = (await (await confirmInBrowser(intent, "4242424242424241")).json()) as { error: { code: string } };
    expect(typo.error.code).toBe("incorrect_number");
    const real = (await (await confirmInBrowser(intent, "4111111111111111")).json()) as { error: { decline_code: string } };
    expect(real.error.decline_code).toBe("test_mode_live_card");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_payment_method");
  });

  it("may not do what needs the secret key, nor call from elsewhere", async () => {
    const response = await fetch(`${sandbox.url}/v1/refunds`, {
      method: "POST",
      headers: { authorization: "Bearer pk_test_local_peer_care_connect", origin: "https://evil.example" },
      body: "payment_intent=pi_1",
    });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each([
    ["4000002500003155", "complete", "succeeded", "succeeded"],
    ["4000000000003220", "complete", "succeeded", "succeeded"],
    ["4000000000003220", "fail", "requires_payment_method", "failed"],
    ["4000008400001629", "complete", "requires_payment_method", "failed"],
  ])("asks 3-D Secure of %s; %s ends as %s", async (number, outcome, status, redirectStatus) => {
    const intent = await stripe.paymentIntents.create(eighty);
    const asked = (await (await confirmInBrowser(intent, number)).json()) as Stripe.PaymentIntent;
    expect(asked).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const page = asked.next_action?.redirect_to_url?.url ?? "";
    expect(page).toBe(`${sandbox.url}/sandbox/3ds/${intent.id}`);
    expect(await (await fetch(page)).text()).toContain("Payment sandbox – no real money");
    const answer = await fetch(page, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get("location") ?? "");
    expect(back.pathname).toBe("/checkout/s1");
    expect(back.searchParams.get("payment_intent")).toBe(intent.id);
    expect(back.searchParams.get("redirect_status")).toBe(redirectStatus);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });
});

describe("events and webhooks", () => {
  const cleanUp: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  /** A webhook on a free port that answers with `statuses` in turn, then 200, and verifies each signature. */
  async function webhook(statuses: number[]): Promise<{ url: string; seen: Stripe.Event[] }> {
    const seen: Stripe.Event[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const signature = String(request.headers["stripe-signature"]);
        seen.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks), signature, SECRET));
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  it("are signed, retried until 2xx, and listed", async () => {
    const { url, seen } = await webhook([500, 404]);
    const own = await startStripeSandbox({ port: 0, dataFile: null, webhookUrl: url, webhookSecret: SECRET, log });
    cleanUp.push(() => own.stop());
    const ownStripe = client(own.url);
    const intent = await ownStripe.paymentIntents.create({ ...eighty, payment_method: "pm_card_visa", confirm: true });
    await expect.poll(() => new Set(seen.map((event) => event.type)).size, { timeout: 5000 }).toBe(3);
    await expect.poll(async () => (await ownStripe.events.list({ delivery_success: true })).data.length).toBe(3);
    expect(seen.length).toBe(5);
    const { data } = await ownStripe.events.list({ type: "payment_intent.*" });
    expect(data.map((event) => event.type)).toEqual(["payment_intent.succeeded", "payment_intent.created"]);
    const event = await ownStripe.events.retrieve(data[0]?.id ?? "");
    expect(event).toMatchObject({ object: "event", pending_webhooks: 0, data: { object: { id: intent.id, status: "succeeded" } } });
  });

  it("survive a restart: state, keys and undelivered events", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stripe-sandbox-"));
    cleanUp.push(() => rm(folder, { recursive: true }));
    const dataFile = join(folder, "stripe.json");
    const dead = "http://127.0.0.1:9/";
    const before = await startStripeSandbox({ port: 0, dataFile, webhookUrl: dead, webhookSecret: SECRET, log });
    const made = await client(before.url).paymentIntents.create(eighty, { idempotencyKey: "k" });
    await before.stop();

    const { url, seen } = await webhook([]);
    const after = await startStripeSandbox({ port: 0, dataFile, webhookUrl: url, webhookSecret: SECRET, log });
    cleanUp.push(() => after.stop());
    expect((await client(after.url).paymentIntents.create(eighty, { idempotencyKey: "k" })).id).toBe(made.id);
    await expect.poll(() => seen.length).toBe(1);
    expect(seen[0]).toMatchObject({ type: "payment_intent.created", data: { object: { id: made.id } } });
  });
});

it("shows its payments and test cards on its home page, escaped", async () => {
  const response = await fetch(sandbox.url);
  const text = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).toContain("4242 4242 4242 4242");
  expect(text).toMatch(/pi_\w+/);
});
