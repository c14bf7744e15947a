import type { Stripe } from 'stripe';
import { applyEvent } from '../_shared/events.ts';
import { HttpError, answerPost, json, logError, readBody } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';

const MAX_BODY_BYTES = 512 * 1024;
/** Stripe's own default: an older signature may be a replayed one. */
const TOLERANCE_SECONDS = 300;

export type Dependencies = {
  db: Pick<PaymentsDb, 'applyIntent' | 'applyRefund' | 'applyDispute'>;
  stripe: Stripe;
  webhookSecret: string;
  /** Whether our secret key is a live one: test events must not change live bookings, nor live events test ones. */
  livemode: boolean;
};

/**
 * Takes Stripe's signed events. The signature is checked over the raw body before anything is parsed; the database
 * applies an event and stores its id in one transaction, and only then the answer is 200. What Stripe should send again
 * gets 5xx; types of events that are not handled get 200.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  return (request) =>
    answerPost(request, {}, async () => {
      const event = await verifiedEvent(dependencies, request);
      return json(200, { received: true, outcome: (await applyEvent(dependencies.db, event)).outcome });
    });
}

async function verifiedEvent({ stripe, webhookSecret, livemode }: Dependencies, request: Request): Promise<Stripe.Event> {
  const signature = request.headers.get('stripe-signature');
  if (!signature) throw new HttpError(400, 'SIGNATURE_MISSING', 'The Stripe-Signature header is missing.');
  const body = await readBody(request, MAX_BODY_BYTES);
  const event = await stripe.webhooks.constructEventAsync(body, signature, webhookSecret, TOLERANCE_SECONDS).catch((error: unknown) => {
    logError('stripe-webhook', error);
    throw new HttpError(400, 'SIGNATURE_INVALID', 'The signature does not fit this body, secret and time.');
  });
  if (event.livemode !== livemode) {
    throw new HttpError(400, 'WRONG_MODE', 'This event is of the other mode (live or test) than this endpoint.');
  }
  return event;
}
