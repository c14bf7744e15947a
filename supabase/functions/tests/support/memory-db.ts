import { HttpError } from '../../_shared/http.ts';
import type { PaymentDifference } from '../../_shared/contracts.ts';
import type {
  DisputeUpdate,
  DueJobs,
  IntentUpdate,
  IntentState,
  PaymentsDb,
  RefundUpdate,
  RefundResult,
} from '../../_shared/payments-db.ts';

type SessionRow = { id: string; clientId: string; amount: number; currency: string; expired: boolean; paid: boolean };

/**
 * The database's payment functions in memory, for unit tests of the handlers. The tests on the stack use the real ones.
 */
export class MemoryDb implements PaymentsDb {
  readonly sessions = new Map<string, SessionRow>();
  readonly intents = new Map<string, string>();
  readonly applied: IntentUpdate[] = [];
  readonly refundUpdates: RefundUpdate[] = [];
  readonly disputeUpdates: DisputeUpdate[] = [];
  /** The intents of each comparison. */
  readonly compared: IntentState[][] = [];
  /** The answers of the next comparisons, in order. */
  readonly differing: PaymentDifference[][] = [];
  cursor = 0;
  readonly marked: RefundResult[] = [];
  readonly expired: string[] = [];
  due: DueJobs = { expired_holds: [], open_intents: [], refunds: [] };
  /** Set to make every call fail, as a database that is down does. */
  down = false;

  addSession(row: Partial<SessionRow> & { clientId: string }): string {
    const id = crypto.randomUUID();
    this.sessions.set(id, { id, amount: 8000, currency: 'GBP', expired: false, paid: false, ...row });
    return id;
  }

  beginPayment: PaymentsDb['beginPayment'] = (sessionId, clientId) => {
    this.#check();
    const session = this.sessions.get(sessionId);
    if (session?.clientId !== clientId) throw new HttpError(404, 'SESSION_NOT_FOUND', 'There is no such session.');
    if (session.paid) throw new HttpError(409, 'ALREADY_PAID', 'This session is already paid.');
    if (session.expired) throw new HttpError(409, 'HOLD_EXPIRED', 'The hold ran out.');
    return Promise.resolve({
      session_id: sessionId,
      amount_minor: session.amount,
      currency: session.currency,
      hold_expires_at: '2030-01-01T00:15:00+00:00',
      intent_id: this.intents.get(sessionId) ?? null,
      closed_intents: 0,
      payment_status: 'pending',
    });
  };

  attachIntent: PaymentsDb['attachIntent'] = (sessionId, intentId) => {
    this.#check();
    const winner = this.intents.get(sessionId) ?? intentId;
    this.intents.set(sessionId, winner);
    return Promise.resolve(winner);
  };

  applyIntent: PaymentsDb['applyIntent'] = (update) => {
    this.#check();
    this.applied.push(update);
    return Promise.resolve({ applied: true, outcome: 'applied' });
  };

  applyRefund: PaymentsDb['applyRefund'] = (update) => {
    this.#check();
    this.refundUpdates.push(update);
    return Promise.resolve({ applied: true, outcome: update.status });
  };

  applyDispute: PaymentsDb['applyDispute'] = (update) => {
    this.#check();
    this.disputeUpdates.push(update);
    return Promise.resolve({ applied: true, outcome: update.status });
  };

  jobsDue: PaymentsDb['jobsDue'] = () => {
    this.#check();
    return Promise.resolve(this.due);
  };

  expireHold: PaymentsDb['expireHold'] = (sessionId) => {
    this.#check();
    this.expired.push(sessionId);
    return Promise.resolve(true);
  };

  markRefund: PaymentsDb['markRefund'] = (result) => {
    this.#check();
    this.marked.push(result);
    return Promise.resolve();
  };

  refundsDue: PaymentsDb['refundsDue'] = () => {
    this.#check();
    return Promise.resolve(this.due.refunds);
  };

  eventsCursor: PaymentsDb['eventsCursor'] = (until) => {
    this.#check();
    this.cursor = Math.max(this.cursor, until ?? 0);
    return Promise.resolve(this.cursor);
  };

  differences: PaymentsDb['differences'] = (intents) => {
    this.#check();
    this.compared.push(intents);
    return Promise.resolve(this.differing.shift() ?? []);
  };

  #check(): void {
    if (this.down) throw new Error('connection to server at 10.0.0.1 refused: select * from secrets');
  }
}
