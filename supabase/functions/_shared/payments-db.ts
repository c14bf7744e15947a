import { z } from 'zod';
import { paymentDifference } from './contracts.ts';
import type { PaymentDifference } from './contracts.ts';
import { HttpError } from './http.ts';

const begunPayment = z.object({
  session_id: z.uuid(),
  amount_minor: z.int().positive(),
  currency: z.string().trim().length(3),
  hold_expires_at: z.string().nullable(),
  intent_id: z.string().nullable(),
  /** How many earlier intents of this payment are closed. */
  closed_intents: z.int(),
  payment_status: z.string(),
});
const attachedIntent = z.object({ intent_id: z.string() });
const appliedEvent = z.object({ applied: z.boolean(), outcome: z.string() });
const owedRefund = z.object({
  refund_id: z.uuid(),
  intent_id: z.string(),
  amount_minor: z.int().positive(),
  currency: z.string(),
  attempts: z.int(),
});
const dueJobs = z.object({
  expired_holds: z.array(z.object({ session_id: z.uuid(), intent_id: z.string().nullable() })),
  open_intents: z.array(z.object({ session_id: z.uuid(), intent_id: z.string() })),
  refunds: z.array(owedRefund),
});

export type BegunPayment = z.infer<typeof begunPayment>;
export type DueJobs = z.infer<typeof dueJobs>;
export type OwedRefund = z.infer<typeof owedRefund>;

/** A payment intent's state for the database. Amounts in minor units. `event_id` null: fetched, not delivered. */
export type IntentUpdate = {
  event_id: string | null;
  event_type: string;
  intent_id: string;
  intent_status: string;
  amount_minor: number;
  amount_received: number;
  currency: string;
  session_id: string | null;
  error: string | null;
};

export type RefundUpdate = {
  event_id: string | null;
  provider_refund_id: string;
  intent_id: string;
  amount_minor: number;
  status: string;
  /** Our own id of it, from its metadata; null: made by hand in Stripe's dashboard. */
  refund_id: string | null;
};

/** The state of a dispute. `status` is Stripe's word. */
export type DisputeUpdate = { event_id: string; intent_id: string; status: string };

/** An intent as Stripe has it, to compare. Amounts in minor units, `currency` in any case. */
export type IntentState = {
  id: string;
  status: string;
  amount_received: number;
  amount_refunded: number;
  currency: string;
  session_id: string;
};

/** What Stripe answered to a refund we owe. One that has not succeeded is due again later. */
export type RefundResult = {
  refund_id: string;
  provider_refund_id: string | null;
  status: 'pending' | 'succeeded' | 'failed';
  error: string | null;
};

/**
 * The payment functions of the database, callable by the service role only. Each is one transaction and may be
 * repeated. Refusals arrive as HttpError with the database's status, code and sentence; anything else is thrown as is.
 */
export type PaymentsDb = {
  beginPayment: (sessionId: string, clientId: string) => Promise<BegunPayment>;
  /** The first intent attached to a session wins; returns the winner's id. */
  attachIntent: (sessionId: string, intentId: string) => Promise<string>;
  applyIntent: (update: IntentUpdate) => Promise<{ applied: boolean; outcome: string }>;
  applyRefund: (update: RefundUpdate) => Promise<{ applied: boolean; outcome: string }>;
  applyDispute: (update: DisputeUpdate) => Promise<{ applied: boolean; outcome: string }>;
  jobsDue: (limit: number) => Promise<DueJobs>;
  expireHold: (sessionId: string) => Promise<boolean>;
  /** What one session owes and may be sent now. */
  refundsDue: (sessionId: string) => Promise<OwedRefund[]>;
  markRefund: (result: RefundResult) => Promise<void>;
  /** How far Stripe's events were read, in seconds since 1970; 0: never. With `until` it moves forward, never back. */
  eventsCursor: (until: number | null) => Promise<number>;
  /** Where these intents and our payments disagree. */
  differences: (intents: IntentState[]) => Promise<PaymentDifference[]>;
};

/** The part of a Supabase client that acts as the service role which is used here. */
export type ServiceClient = {
  rpc: (
    name: string,
    args: Record<string, unknown>,
  ) => PromiseLike<{ data: unknown; error: { code: string; hint: string | null; message: string } | null }>;
};

export function createPaymentsDb(admin: ServiceClient): PaymentsDb {
  const call = async <T>(name: string, args: Record<string, unknown>, schema: z.ZodType<T>): Promise<T> => {
    const { data, error } = await admin.rpc(name, args);
    if (error) throw refusalFrom(error) ?? new Error(`${name} failed: ${error.code} ${error.message}`);
    return schema.parse(data);
  };

  return {
    beginPayment: (session_id, client_id) => call('begin_payment', prefixed({ session_id, client_id }), begunPayment),
    attachIntent: async (session_id, intent_id) =>
      (await call('attach_payment_intent', prefixed({ session_id, intent_id }), attachedIntent)).intent_id,
    applyIntent: (update) => call('apply_payment_intent', prefixed(update), appliedEvent),
    applyRefund: (update) => call('apply_refund', prefixed(update), appliedEvent),
    applyDispute: (update) => call('apply_dispute', prefixed(update), appliedEvent),
    jobsDue: (limit) => call('jobs_due', prefixed({ limit }), dueJobs),
    expireHold: async (session_id) => (await call('expire_hold', prefixed({ session_id }), z.object({ expired: z.boolean() }))).expired,
    markRefund: async (result) => {
      await call('mark_refund', prefixed(result), z.unknown());
    },
    refundsDue: (session_id) => call('refunds_due', prefixed({ session_id }), z.array(owedRefund)),
    eventsCursor: (until) => call('payment_events_cursor', prefixed({ until }), z.coerce.number().int()),
    differences: (intents) => call('payment_differences', prefixed({ intents }), z.array(paymentDifference)),
  };
}

/** The parameters of our SQL functions are all named p_…, so that none has the name of a column. */
function prefixed(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`p_${key}`, value]));
}

/** The database refuses with SQLSTATE PTnnn, its reason code in `hint` and a sentence for people in `message`. */
function refusalFrom(error: { code: string; hint: string | null; message: string }): HttpError | null {
  const status = /^PT([45]\d\d)$/.exec(error.code)?.[1];
  return status && error.hint ? new HttpError(Number(status), error.hint, error.message) : null;
}
