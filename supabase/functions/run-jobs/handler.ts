import type { Stripe } from 'stripe';
import type { RunJobsAnswer } from '../_shared/contracts.ts';
import { HttpError, answerPost, bearerToken, json, logError } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';
import { sendRefund } from '../_shared/refunds.ts';
import { isSecretKey } from '../_shared/secret-keys.ts';
import { expireHold, reconcileIntent } from './jobs.ts';
import type { Services } from './jobs.ts';
import { readEvents } from './read-events.ts';
import type { Attempt } from './read-events.ts';
import { repairDifferences, recentIntents, remainingDifferences } from './reconcile.ts';

const BATCH = 50;
/** Below the limit of an Edge Function (150 s), with time left for the last call to Stripe. */
const PASS_MS = 90_000;

export type Dependencies = {
  db: PaymentsDb;
  stripe: Stripe;
  /** The scheduler must send one of these. */
  secretKeys: string[];
};

/**
 * One pass of everything that is due, for a scheduler that holds a secret key. An item that fails is
 * counted, logged and due again in the next pass; the others go on. Two passes at once do no harm.
 */
export function createHandler({ db, stripe, secretKeys }: Dependencies): (request: Request) => Promise<Response> {
  const seen = new Set<string>();
  return (request) =>
    answerPost(request, {}, async () => {
      const given = [request.headers.get('apikey'), bearerToken(request)];
      if (!given.some((key) => key !== null && isSecretKey(key, secretKeys))) {
        throw new HttpError(401, 'SECRET_KEY_REQUIRED', 'This address is for the scheduler and needs a secret key.');
      }
      return json(200, await onePass({ db, stripe }, seen));
    });
}

/** In this order, because a step may find work for the steps after it. */
async function onePass(services: Services, seen: Set<string>): Promise<RunJobsAnswer> {
  const { db, stripe } = services;
  const deadline = Date.now() + PASS_MS;
  const answer: RunJobsAnswer = {
    events_applied: 0,
    holds_expired: 0,
    payments_reconciled: 0,
    orphans_closed: 0,
    refunds_sent: 0,
    failures: 0,
    unfinished: false,
    differences: [],
  };
  const attempt: Attempt = async (what, job) => {
    if (Date.now() > deadline) {
      answer.unfinished = true;
      return 0;
    }
    try {
      return (await job()) ? 1 : 0;
    } catch (error) {
      logError(`run-jobs ${what}`, error);
      answer.failures += 1;
      return 0;
    }
  };
  const sendRefunds = async (): Promise<void> => {
    const { refunds } = await db.jobsDue(BATCH);
    for (const refund of refunds) {
      answer.refunds_sent += await attempt(`refund ${refund.refund_id}`, () => sendRefund(services, refund));
    }
    if (refunds.length === BATCH) answer.unfinished = true;
  };

  await attempt('events', async () => {
    const { applied, finished } = await readEvents(services, { seen, attempt, deadline });
    answer.events_applied = applied;
    if (!finished) answer.unfinished = true;
    return finished;
  });
  const due = await db.jobsDue(BATCH);
  for (const hold of due.expired_holds) {
    answer.holds_expired += await attempt(`hold ${hold.session_id}`, () => expireHold(services, hold));
  }
  for (const { intent_id } of due.open_intents) {
    answer.payments_reconciled += await attempt(intent_id, () => reconcileIntent(services, intent_id));
  }
  // A payment that arrived too late, found just above, owes its refund now.
  await sendRefunds();
  await attempt('differences', async () => {
    const { intents, finished } = await recentIntents(stripe);
    if (!finished) answer.unfinished = true;
    const { orphansClosed, compareAgain } = await repairDifferences(services, intents, { attempt, deadline });
    answer.orphans_closed = orphansClosed;
    if (compareAgain.length === 0) return true;
    await sendRefunds();
    answer.differences = await remainingDifferences(services, compareAgain);
    return true;
  });
  if (due.expired_holds.length === BATCH) answer.unfinished = true;
  return answer;
}
