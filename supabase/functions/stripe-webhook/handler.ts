import type { Stripe } from "stripe";
import { HttpError, answerPost, json, logError, readBody } from "../_shared/http.ts";
import { intentNews } from "../_shared/intent-news.ts";
import type { PaymentsDb } from "../_shared/payments-db.ts";

const MAX_BODY_BYTES = 512 * 1024;
/** Stripe's own default: an older signature may be a replayed one. */
const TOLERANCE_SECONDS = 300;

export type Dependencies = {
  db: Pick<PaymentsDb, "applyIntent" | "applyRefund">;
  stripe: Stripe;
  webhookSecret: string;
  /** Whether our secret key is a live one: test events must never touch live bookings, nor the other way round. */
  livemode: boolean;
};

/**
 * Takes Stripe's signed events. The signature is checked over the raw body before anything is parsed; the database
 * applies an event and remembers its id in one transaction; 200 only after that. Anything Stripe should send again
 * gets 5xx, events we have no use for get 200.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  return (request) =>
    answerPost(request, {}, async () => {
      const event = await verifiedEvent(dependencies, request);
      return json(200, { received: true, outcome: await apply(dependencies.db, event) });
    });
}

async function verifiedEvent(
  { stripe, webhookSecret, livemode }: Dependencies,
  request: Request,
): Promise<Stripe.Event> {
  const signature = request.headers.get("stripe-signature");
  if (!signature) throw new HttpError(400, "SIGNATURE_MISSING", "The Stripe-Signature header is missing.");
  const body = await readBody(request, MAX_BODY_BYTES);
  const event = await stripe.webhooks
    .constructEventAsync(body, signature, webhookSecret, TOLERANCE_SECONDS)
    .catch((error: unknown) => {
      logError("stripe-webhook", error);
      throw new HttpError(400, "SIGNATURE_INVALID", "The signature does not fit this body, secret and time.");
    });
  if (event.livemode !== livemode) {
    throw new HttpError(400, "WRONG_MODE", "This event is of the other mode (live or test) than this endpoint.");
  }
  return event;
}

async function apply(db: Dependencies["db"], event: Stripe.Event): Promise<string> {
  switch (event.type) {
    case "payment_intent.succeeded":
    case "payment_intent.payment_failed":
    case "payment_intent.processing":
    case "payment_intent.canceled":
      return (await db.applyIntent(intentNews(event.data.object, event))).outcome;
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return applyRefund(db, event.id, event.data.object);
    default:
      return "ignored";
  }
}

async function applyRefund(db: Dependencies["db"], eventId: string, refund: Stripe.Refund): Promise<string> {
  const intent = refund.payment_intent;
  if (intent === null) return "ignored";
  await db.applyRefund({
    event_id: eventId,
    provider_refund_id: refund.id,
    intent_id: typeof intent === "string" ? intent : intent.id,
    amount_minor: refund.amount,
    status: refund.status ?? "pending",
  });
  return "refund";
}
