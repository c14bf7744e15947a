import { sendRefund } from '@/data/payments/send-refund';
import type { Session } from './session';
import { readBack } from './use-session';

/**
 * Sends what a session owes back, and answers with the session as it is then. Never throws: what cannot be sent now, or
 * read, is left as it was, and goes out with the next pass of run-jobs.
 */
export async function refundAtOnce(session: Session): Promise<Session> {
  if (!session.payment || session.payment.onItsWayMinor === 0) return session;
  await sendRefund(session.id);
  return readBack(session.id).catch(() => session);
}
