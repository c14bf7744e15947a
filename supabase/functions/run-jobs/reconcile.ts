import { Stripe } from 'stripe';
import { z } from 'zod';
import type { PaymentDifference } from '../_shared/contracts.ts';
import { refundNews } from '../_shared/events.ts';
import type { IntentState } from '../_shared/payments-db.ts';
import { closedIntent, tell } from './jobs.ts';
import type { Tools } from './jobs.ts';
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

/** Null-less state of an intent that carries a session's id; nothing for an intent that is not ours. */
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
 * Compares Stripe's intents with our payments and mends what it can: news that never came is applied, orphans are
 * adopted or closed. @returns how many orphans were closed, and the intents to compare again
 */
export async function mend(
  tools: Tools,
  intents: IntentState[],
  { attempt, deadline }: { attempt: Attempt; deadline: number },
): Promise<{ orphansClosed: number; again: string[] }> {
  const differences = await tools.db.differences(intents);
  const kinds = new Map<string, PaymentDifference>();
  for (const one of differences) if (!kinds.has(one.intent_id)) kinds.set(one.intent_id, one);
  let orphansClosed = 0;
  for (const [id, { difference, session_id }] of kinds) {
    if (Date.now() > deadline) break;
    if (difference === 'unknown_intent') {
      orphansClosed += await attempt(`orphan ${id}`, () => settleOrphan(tools, id, session_id));
    } else {
      await attempt(`difference ${id}`, () => askAgain(tools, id));
    }
  }
  return { orphansClosed, again: [...kinds.keys()] };
}

/** What still differs about these intents, asked of Stripe anew: a payment may have been made during the pass. */
export async function remainingDifferences({ db, stripe }: Tools, ids: string[]): Promise<PaymentDifference[]> {
  if (ids.length === 0) return [];
  const fresh: IntentState[] = [];
  for (const id of ids) {
    fresh.push(...stateOf(await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })));
  }
  return db.differences(fresh);
}

/**
 * An intent that names a session and that no payment knows. The function that made it may have died before it could
 * note it down: then it becomes the session's. Otherwise nobody may pay it, and what was paid goes back in full.
 * @returns whether it was closed
 */
async function settleOrphan({ db, stripe }: Tools, intentId: string, sessionId: string | null): Promise<boolean> {
  const winner = sessionId === null ? null : await db.attachIntent(sessionId, intentId).catch(nobodys);
  if (winner === intentId) {
    await tell(db, await stripe.paymentIntents.retrieve(intentId));
    return false;
  }
  const intent = await closedIntent(stripe, intentId);
  if (intent.status === 'canceled') return true;
  // On its way: once it is paid, or not, a later pass finds it again.
  if (intent.status !== 'succeeded') return false;
  await stripe.refunds
    .create({ payment_intent: intentId, metadata: { orphan: 'true' } }, { idempotencyKey: `orphan:${intentId}` })
    .catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'charge_already_refunded') throw error;
    });
  return true;
}

/** No payment of that session: the intent is an orphan for good. Anything else is a failure. */
function nobodys(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'SESSION_NOT_FOUND') return null;
  throw error;
}

/** Takes Stripe's word on an intent and on each of its refunds, as if their events had come. */
async function askAgain({ db, stripe }: Tools, intentId: string): Promise<boolean> {
  await tell(db, await stripe.paymentIntents.retrieve(intentId));
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: PAGE });
  for (const refund of data) {
    const news = refundNews(refund, null);
    if (news) await db.applyRefund(news);
  }
  return true;
}
