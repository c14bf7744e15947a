import type { Stripe } from 'stripe';
import { sendRefundRequest } from '../_shared/contracts.ts';
import type { SendRefundAnswer } from '../_shared/contracts.ts';
import type { createCors } from '../_shared/cors.ts';
import { HttpError, answerPost, bearerToken, errorResponse, json, logError, readJson } from '../_shared/http.ts';
import type { PaymentsDb } from '../_shared/payments-db.ts';
import { sendRefund } from '../_shared/refunds.ts';

const MAX_BODY_BYTES = 4096;

export type Dependencies = {
  cors: ReturnType<typeof createCors>;
  /** The user a token belongs to, or null when the token is not valid (any more). */
  userOf: (token: string) => Promise<{ id: string } | null>;
  /** Whether the bearer of the token may see the session: row level security lets its two parties. */
  canSee: (token: string, sessionId: string) => Promise<boolean>;
  db: Pick<PaymentsDb, 'refundsDue' | 'markRefund'>;
  stripe: Stripe;
};

/**
 * Sends at once what a session owes back, for either of its parties who has just cancelled it: nothing more than
 * run-jobs would send a moment later, so a call too many does no harm. What Stripe does not take now stays due.
 */
export function createHandler(dependencies: Dependencies): (request: Request) => Promise<Response> {
  const { cors } = dependencies;
  return async (request) => {
    let headers: Record<string, string>;
    try {
      const preflight = cors.preflight(request);
      if (preflight) return preflight;
      headers = cors.headersFor(request);
    } catch (error) {
      if (error instanceof HttpError) return errorResponse(error);
      throw error;
    }
    return answerPost(request, headers, async () => json(200, await answer(dependencies, request), headers));
  };
}

async function answer({ userOf, canSee, db, stripe }: Dependencies, request: Request): Promise<SendRefundAnswer> {
  const token = bearerToken(request);
  if (!token || !(await userOf(token))) throw new HttpError(401, 'NOT_SIGNED_IN', 'Please sign in to your account.');
  const body = sendRefundRequest.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (!body.success) throw new HttpError(400, 'INVALID_REQUEST', "The request must be { session_id } with a session's id.");
  const { session_id } = body.data;
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
}
