import { z } from 'zod';

/**
 * What the Edge Functions take and answer. The app imports these schemas too, so there is one contract.
 * This file may import nothing but zod: it is bundled by Vite and run by Deno.
 */

/** POST /functions/v1/create-payment-intent */
export const createPaymentIntentRequest = z.strictObject({ session_id: z.uuid() });

export const createPaymentIntentAnswer = z.object({
  payment_intent_id: z.string(),
  client_secret: z.string(),
  /** Minor units of `currency`. */
  amount: z.int().positive(),
  /** ISO 4217, upper case, as in `client_sessions.currency`. */
  currency: z.string().length(3),
  /** Instant (ISO 8601) at which the hold ends; null: it does not end. */
  hold_expires_at: z.string().nullable(),
  /** processing: the client has paid, and Stripe does not know yet whether it succeeds. Nothing is to be paid now. */
  status: z.enum(['payable', 'processing']),
});
export type CreatePaymentIntentAnswer = z.infer<typeof createPaymentIntentAnswer>;

/** POST /functions/v1/send-refund, as a signed-in party of the session. */
export const sendRefundRequest = z.strictObject({ session_id: z.uuid() });

/** How many of the refunds that this session owes Stripe took now, and how many it did not. Those stay due. */
export const sendRefundAnswer = z.object({ sent: z.int(), failed: z.int() });
export type SendRefundAnswer = z.infer<typeof sendRefundAnswer>;

/** Where Stripe and the database disagree about an intent: what the database has, and what Stripe has. */
export const paymentDifference = z.object({
  intent_id: z.string(),
  session_id: z.uuid().nullable(),
  difference: z.enum(['unknown_intent', 'success', 'amount', 'currency', 'refunded']),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});
export type PaymentDifference = z.infer<typeof paymentDifference>;

/** POST /functions/v1/run-jobs: how many of each were done in this pass. */
export const runJobsAnswer = z.object({
  /** Stripe's events that changed something here: no webhook had brought them. */
  events_applied: z.int(),
  /** Holds that ran out and were freed. */
  holds_expired: z.int(),
  /** Open intents whose state at Stripe changed something here. */
  payments_reconciled: z.int(),
  /** Intents that no payment knew: cancelled, or refunded in full. */
  orphans_closed: z.int(),
  /** Refunds that Stripe accepted. */
  refunds_sent: z.int(),
  /** Items that failed and stay due for the next pass. */
  failures: z.int(),
  /** Time or pages ran out before the work did; the next pass goes on. */
  unfinished: z.boolean(),
  /** What still differs from Stripe at the end, over the intents of the last 48 hours. Empty when all is well. */
  differences: z.array(paymentDifference),
});
export type RunJobsAnswer = z.infer<typeof runJobsAnswer>;

/** Every function's error answer. `code` is for programs, `message` is a sentence for people. */
export const functionError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export type FunctionError = z.infer<typeof functionError>;
