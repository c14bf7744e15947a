import type { Stripe } from "stripe";
import type { RunJobsAnswer } from "../_shared/contracts.ts";
import { HttpError, answerPost, bearerToken, json, logError } from "../_shared/http.ts";
import type { PaymentsDb } from "../_shared/payments-db.ts";
import { isOneOf } from "../_shared/secrets.ts";
import { expireHold, reconcileIntent, sendRefund } from "./jobs.ts";

const BATCH = 50;

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
  return (request) =>
    answerPost(request, {}, async () => {
      const shown = [request.headers.get("apikey"), bearerToken(request)];
      const matches = await Promise.all(shown.map((key) => isOneOf(key ?? "", secretKeys)));
      if (!matches.includes(true)) {
        throw new HttpError(401, "SECRET_KEY_REQUIRED", "This address is for the scheduler and needs a secret key.");
      }
      const due = await db.jobsDue(BATCH);
      const counts: RunJobsAnswer = { holds_expired: 0, payments_reconciled: 0, refunds_sent: 0, failures: 0 };
      const attempt = async (what: string, job: () => Promise<boolean>): Promise<number> => {
        try {
          return (await job()) ? 1 : 0;
        } catch (error) {
          logError(`run-jobs ${what}`, error);
          counts.failures += 1;
          return 0;
        }
      };
      for (const hold of due.expired_holds) {
        counts.holds_expired += await attempt(`hold ${hold.session_id}`, () => expireHold({ db, stripe }, hold));
      }
      for (const { intent_id } of due.open_intents) {
        counts.payments_reconciled += await attempt(intent_id, () => reconcileIntent({ db, stripe }, intent_id));
      }
      // Asked again: a payment that arrived too late, found just above, owes its refund now.
      const { refunds } = await db.jobsDue(BATCH);
      for (const refund of refunds) {
        counts.refunds_sent += await attempt(`refund ${refund.refund_id}`, () => sendRefund({ db, stripe }, refund));
      }
      return json(200, counts);
    });
}
