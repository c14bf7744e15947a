import { toInstant, toInstantOrNull } from '@/data/read-row';
import type { PaymentMethod } from '@/domain/payment-text';
import { fromMinorUnits } from '@/domain/price';
import type { Database } from '@/types/database';

type Tables = Database['public']['Tables'];
type RefundRow = Pick<Tables['refunds']['Row'], 'id' | 'amount_minor' | 'currency' | 'reason' | 'note' | 'status' | 'created_at'>;
type PaymentRow = Pick<
  Tables['payments']['Row'],
  | 'id'
  | 'session_id'
  | 'amount_minor'
  | 'currency'
  | 'status'
  | 'method'
  | 'refunded_minor'
  | 'error_message'
  | 'paid_at'
  | 'receipt_number'
  | 'disputed_at'
  | 'dispute_status'
  | 'processing_since'
  | 'created_at'
  | 'updated_at'
> & { refunds: RefundRow[] };

/** A payment with its refunds; embedded in a session too. */
export const PAYMENT_COLUMNS =
  'id, session_id, amount_minor, currency, status, method, refunded_minor, error_message, paid_at, receipt_number, disputed_at, dispute_status, processing_since, created_at, updated_at, refunds(id, amount_minor, currency, reason, note, status, created_at)';

function toMethod(text: string): PaymentMethod {
  return text === 'in_person' || text === 'waived' ? text : 'card';
}

function toRefund(row: RefundRow) {
  return {
    id: row.id,
    amountMinor: row.amount_minor,
    /** In main units of the payment's currency. */
    amount: fromMinorUnits(row.amount_minor, row.currency),
    reason: row.reason,
    /** What the therapist wrote who refunded by hand; empty otherwise. */
    note: row.note,
    status: row.status,
    createdAt: toInstant(row.created_at),
  };
}
export type Refund = ReturnType<typeof toRefund>;

/** Refunds that count: not of a double payment, which goes back whole; not those made in Stripe's dashboard that failed. */
function countsAgainst(refund: Refund): boolean {
  return refund.reason !== 'paid_twice' && !(refund.reason === 'by_hand' && refund.status === 'failed');
}
const sum = (refunds: readonly Refund[]) => refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);

/** The payment of a session and what is or will be paid back of it. Amounts in main units of `currency`, unless `…Minor`. */
export function toPayment(row: PaymentRow) {
  const refunds = row.refunds.map(toRefund).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const owedMinor = sum(refunds.filter((refund) => countsAgainst(refund) && refund.status !== 'succeeded'));
  const refundable = row.status === 'succeeded' && row.method === 'card' ? row.amount_minor - sum(refunds.filter(countsAgainst)) : 0;
  return {
    id: row.id,
    sessionId: row.session_id,
    amountMinor: row.amount_minor,
    amount: fromMinorUnits(row.amount_minor, row.currency),
    refundedMinor: row.refunded_minor,
    refunded: fromMinorUnits(row.refunded_minor, row.currency),
    /** On its way back: owed or sent, and not there yet. */
    onItsWayMinor: owedMinor,
    onItsWay: fromMinorUnits(owedMinor, row.currency),
    /** What could still be refunded. The database decides. */
    refundableMinor: Math.max(0, refundable),
    currency: row.currency,
    status: row.status,
    method: toMethod(row.method),
    /** Why the last try failed, in the provider's words for the payer. */
    errorMessage: row.error_message,
    paidAt: toInstantOrNull(row.paid_at),
    /** Null until paid. */
    receiptNumber: row.receipt_number,
    /** The client's bank questions it: nothing is refunded until that is settled. */
    isDisputed: row.disputed_at !== null,
    disputeStatus: row.dispute_status,
    /** Paid, and the bank has not said yet whether the money comes. */
    isProcessing: row.processing_since !== null && row.method === 'card',
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
    refunds,
  };
}
export type Payment = ReturnType<typeof toPayment>;
