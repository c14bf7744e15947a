import type { Stripe } from 'stripe';
import { sendRefundRequest } from '../_shared/contracts.ts';
import type { SendRefundAnswer } from '../_shared/contracts.ts';
import { HttpError, logError } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';
import { sendRefund } from '../_shared/refunds.ts';
import { answerSignedIn } from '../_shared/signed-in.ts';
import type { Door } from '../_shared/signed-in.ts';

export type Dependencies = Door & {
  /** Whether the bearer of the token may see the session: row level security lets its two parties. */
  canSee: (token: string, sessionId: string) => Promise<boolean>;
  db: Pick<PaymentsDb, 'refundsDue' | 'markRefund'>;
  stripe: Stripe;
};

const CONTRACT = { schema: sendRefundRequest, shape: "{ session_id } with a session's id", signInTo: 'to your account' };

/**
 * Sends at once what a session owes back, for either of its parties who has just cancelled it: nothing more than
 * run-jobs would send a moment later, so a call too many does no harm. What Stripe does not take now stays due.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  const { canSee, db, stripe } = dependencies;
  return answerSignedIn(dependencies, CONTRACT, async ({ token, body: { session_id } }): Promise<SendRefundAnswer> => {
    if (!(await canSee(token, session_id))) {
      throw new HttpError(404, 'SESSION_NOT_FOUND', 'We could not find this session.');
    }
    const counts: SendRefundAnswer = { sent: 0, failed: 0 };
    for (const refund of await db.refundsDue(session_id)) {
      try {
        await sendRefund({ db, stripe }, refund);
        counts.sent += 1;
      } catch (error) {
        logError(`send-refund ${refund.refund_id}`, error);
        counts.failed += 1;
      }
    }
    return counts;
  });
}
