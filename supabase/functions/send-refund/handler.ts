import type { Stripe } from 'stripe';
import { sendRefundRequest } from '../_shared/contracts.ts';
import type { SendRefundAnswer } from '../_shared/contracts.ts';
import { HttpError, logError } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';
import { sendRefund } from '../_shared/refunds.ts';
import { signedInHandler } from '../_shared/signed-in-handler.ts';
import type { SignedInDependencies } from '../_shared/signed-in-handler.ts';

export type Dependencies = SignedInDependencies & {
  /** Whether the bearer of the token may see the session: row level security lets its two parties. */
  canSee: (token: string, sessionId: string) => Promise<boolean>;
  db: Pick<PaymentsDb, 'refundsDue' | 'markRefund'>;
  stripe: Stripe;
};

const CONTRACT = { schema: sendRefundRequest, shape: "{ session_id } with a session's id", signInTo: 'to your account' };

/**
 * Sends the refunds that a session owes at once, when one of its two parties has just cancelled it. It sends only what
 * run-jobs would send later, so calling it too often does no harm. What Stripe does not take now stays due.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  const { canSee, db, stripe } = dependencies;
  return signedInHandler(dependencies, CONTRACT, async ({ token, body: { session_id } }): Promise<SendRefundAnswer> => {
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
