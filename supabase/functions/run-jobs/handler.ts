import type { Stripe } from 'stripe';
import type { RunJobsAnswer } from '../_shared/contracts.ts';
import { HttpError, answerPost, bearerToken, json, logError } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';
import { sendRefund } from '../_shared/refunds.ts';
import { isOneOf } from '../_shared/secrets.ts';
import { expireHold, reconcileIntent } from './jobs.ts';
import type { Tools } from './jobs.ts';
import { readEvents } from './read-events.ts';
import type { Attempt } from './read-events.ts';
import { mend, recentIntents, remainingDifferences } from './reconcile.ts';

const BATCH = 50;
/** Well below what an Edge Function may take (150 s), with room for the last call to Stripe. */
const PASS_MS = 90_000;

export type Dependencies = {
  db: PaymentsDb;
  stripe: Stripe;
  /** Each of these opens the door. */
  secretKeys: string[];
};

/**
 * One pass of everything that is due, for a scheduler that holds a secret key. Each item stands alone: one that fails
 * is counted, logged, and due again in the next pass. Two passes at once do no harm.
 */
export function createHandler({ db, stripe, secretKeys }: Dependencies): (request: Request) => Promise<Response> {
  const seen = new Set<string>();
  return (request) =>
    answerPost(request, {}, async () => {
      const shown = [request.headers.get('apikey'), bearerToken(request)];
      const matches = await Promise.all(shown.map((key) => isOneOf(key ?? '', secretKeys)));
      if (!matches.includes(true)) {
        throw new HttpError(401, 'SECRET_KEY_REQUIRED', 'This address is for the scheduler and needs a secret key.');
      }
      return json(200, await onePass({ db, stripe }, seen));
    });
}

/** The work in the order in which each step may find something for the next. */
async function onePass(tools: Tools, seen: Set<string>): Promise<RunJobsAnswer> {
  const { db, stripe } = tools;
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
      answer.refunds_sent += await attempt(`refund ${refund.refund_id}`, () => sendRefund(tools, refund));
    }
    if (refunds.length === BATCH) answer.unfinished = true;
  };

  await attempt('events', async () => {
    const { applied, finished } = await readEvents(tools, { seen, attempt, deadline });
    answer.events_applied = applied;
    if (!finished) answer.unfinished = true;
    return finished;
  });
  const due = await db.jobsDue(BATCH);
  for (const hold of due.expired_holds) {
    answer.holds_expired += await attempt(`hold ${hold.session_id}`, () => expireHold(tools, hold));
  }
  for (const { intent_id } of due.open_intents) {
    answer.payments_reconciled += await attempt(intent_id, () => reconcileIntent(tools, intent_id));
  }
  // A payment that arrived too late, found just above, owes its refund now.
  await sendRefunds();
  await attempt('differences', async () => {
    const { intents, finished } = await recentIntents(stripe);
    if (!finished) answer.unfinished = true;
    const { orphansClosed, again } = await mend(tools, intents, { attempt, deadline });
    answer.orphans_closed = orphansClosed;
    if (again.length === 0) return true;
    await sendRefunds();
    answer.differences = await remainingDifferences(tools, again);
    return true;
  });
  if (due.expired_holds.length === BATCH) answer.unfinished = true;
  return answer;
}
