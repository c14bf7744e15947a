import { Stripe } from 'stripe';
import { z } from 'zod';
import type { PaymentDifference } from '../_shared/contracts.ts';
import { refundUpdate } from '../_shared/events.ts';
import type { IntentState } from '../_shared/payments-db.ts';
import { applyIntentState, closedIntent } from './jobs.ts';
import type { Services } from './jobs.ts';
import type { Attempt } from './read-events.ts';

const PAGE = 100;
const MAX_PAGES = 10;
const LOOK_BACK_S = 2 * 86_400;
const sessionId = z.uuid();

/** Our own intents of the last 48 hours as Stripe has them, newest first, at most a thousand. */
export async function recentIntents(stripe: Stripe): Promise<{ intents: IntentState[]; finished: boolean }> {
  const since = Math.floor(Date.now() / 1000) - LOOK_BACK_S;
  const intents: IntentState[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, has_more } = await stripe.paymentIntents.list({
      created: { gte: since },
      limit: PAGE,
      expand: ['data.latest_charge'],
      ...(after === undefined ? {} : { starting_after: after }),
    });
    intents.push(...data.flatMap(stateOf));
    after = data.at(-1)?.id;
    if (!has_more || after === undefined) return { intents, finished: true };
  }
  return { intents, finished: false };
}

/** The state of an intent as a list of one; empty for an intent without a session's id, which is not ours. */
function stateOf(intent: Stripe.PaymentIntent): IntentState[] {
  const session = sessionId.safeParse(intent.metadata.session_id);
  if (!session.success) return [];
  const charge = intent.latest_charge;
  return [
    {
      id: intent.id,
      status: intent.status,
      amount_received: intent.amount_received,
      amount_refunded: charge !== null && typeof charge === 'object' ? charge.amount_refunded : 0,
      currency: intent.currency,
      session_id: session.data,
    },
  ];
}

/**
 * Compares Stripe's intents with our payments and repairs what it can: a state that no event brought is applied, an
 * orphan (an intent that no payment knows) becomes its session's or is closed.
 * @returns how many orphans were closed, and the ids of the intents to compare again
 */
export async function repairDifferences(
  services: Services,
  intents: IntentState[],
  { attempt, deadline }: { attempt: Attempt; deadline: number },
): Promise<{ orphansClosed: number; compareAgain: string[] }> {
  const differences = await services.db.differences(intents);
  const kinds = new Map<string, PaymentDifference>();
  for (const one of differences) if (!kinds.has(one.intent_id)) kinds.set(one.intent_id, one);
  let orphansClosed = 0;
  for (const [id, { difference, session_id }] of kinds) {
    if (Date.now() > deadline) break;
    if (difference === 'unknown_intent') {
      orphansClosed += await attempt(`orphan ${id}`, () => resolveOrphan(services, id, session_id));
    } else {
      await attempt(`difference ${id}`, () => refetchIntent(services, id));
    }
  }
  return { orphansClosed, compareAgain: [...kinds.keys()] };
}

/** What still differs about these intents. Asks Stripe again: a payment may have been made during the pass. */
export async function remainingDifferences({ db, stripe }: Services, ids: string[]): Promise<PaymentDifference[]> {
  if (ids.length === 0) return [];
  const fresh: IntentState[] = [];
  for (const id of ids) {
    fresh.push(...stateOf(await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })));
  }
  return db.differences(fresh);
}

/**
 * Resolves an orphan. The function that made the intent may have died before it could store its id: then it becomes the
 * session's. Otherwise it is cancelled, or refunded in full if it was paid.
 * @returns whether it was closed
 */
async function resolveOrphan({ db, stripe }: Services, intentId: string, sessionId: string | null): Promise<boolean> {
  const winner = sessionId === null ? null : await db.attachIntent(sessionId, intentId).catch(nullForUnknownSession);
  if (winner === intentId) {
    await applyIntentState(db, await stripe.paymentIntents.retrieve(intentId));
    return false;
  }
  const intent = await closedIntent(stripe, intentId);
  if (intent.status === 'canceled') return true;
  // Processing: a later pass finds it again when its outcome is known.
  if (intent.status !== 'succeeded') return false;
  await stripe.refunds
    .create({ payment_intent: intentId, metadata: { orphan: 'true' } }, { idempotencyKey: `orphan:${intentId}` })
    .catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'charge_already_refunded') throw error;
    });
  return true;
}

/** Null when there is no such session: the intent stays an orphan. Any other error is a failure. */
function nullForUnknownSession(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'SESSION_NOT_FOUND') return null;
  throw error;
}

/** Fetches an intent and its refunds from Stripe and applies them, as if their events had come. */
async function refetchIntent({ db, stripe }: Services, intentId: string): Promise<boolean> {
  await applyIntentState(db, await stripe.paymentIntents.retrieve(intentId));
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: PAGE });
  for (const refund of data) {
    const update = refundUpdate(refund, null);
    if (update) await db.applyRefund(update);
  }
  return true;
}
