import type { Stripe } from 'stripe';
import { invalidParam, notFound } from './errors.ts';
import { newId } from './ids.ts';
import { emit, seconds } from './sandbox.ts';
import type { RequestContext, Sandbox } from './sandbox.ts';

/** The statuses that a dispute can be given by hand in the sandbox. */
export const DISPUTE_STATUSES = ['needs_response', 'under_review', 'won', 'lost'] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

export function findDispute(sandbox: Sandbox, id: string): Stripe.Dispute {
  const dispute = sandbox.store.state.disputes[id];
  if (!dispute) throw notFound('dispute', id, 'id');
  return dispute;
}

/** The dispute of a charge, if it has one. */
export function disputeOf(sandbox: Sandbox, chargeId: string): Stripe.Dispute | undefined {
  return Object.values(sandbox.store.state.disputes).find((dispute) => dispute.charge === chargeId);
}

/** Opens a dispute: the cardholder's bank takes the money back until it is decided. */
export function openDispute(sandbox: Sandbox, context: RequestContext, charge: Stripe.Charge): Stripe.Dispute {
  const amount = charge.amount - charge.amount_refunded;
  const dispute: Stripe.Dispute = {
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: seconds() + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: 'chargeback',
        network: 'visa',
        network_reason_code: '10.4',
      },
      type: 'card',
    },
    reason: 'fraudulent',
    status: 'needs_response',
  };
  sandbox.store.state.disputes[dispute.id] = dispute;
  charge.disputed = true;
  emit(sandbox, context, 'charge.dispute.created', dispute);
  emit(sandbox, context, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/**
 * Opens the dispute of a paid intent, or changes its status. `won` and `lost` close it, and `won` returns the money.
 * @throws StripeApiError when the intent was not paid, or the dispute is closed
 */
export function setDispute(
  sandbox: Sandbox,
  context: RequestContext,
  charge: Stripe.Charge | undefined,
  status: DisputeStatus,
): Stripe.Dispute {
  if (!charge?.paid) throw invalidParam('Only a payment that succeeded can be disputed.', 'payment_intent');
  const known = disputeOf(sandbox, charge.id);
  if (known && (known.status === 'won' || known.status === 'lost')) {
    throw invalidParam(`This dispute is closed: ${known.status}.`, 'status');
  }
  if (!known && charge.refunded) throw invalidParam('This payment has been refunded in full.', 'payment_intent');
  const dispute = known ?? openDispute(sandbox, context, charge);
  if (dispute.status === status) return dispute;
  dispute.status = status;
  if (status === 'won' || status === 'lost') {
    emit(sandbox, context, 'charge.dispute.closed', dispute);
    if (status === 'won') emit(sandbox, context, 'charge.dispute.funds_reinstated', dispute);
  } else {
    emit(sandbox, context, 'charge.dispute.updated', dispute);
  }
  return dispute;
}

/** Whether the cardholder's bank has the money of a charge. Then it cannot be refunded. */
export function isChargedBack(sandbox: Sandbox, chargeId: string): boolean {
  const dispute = disputeOf(sandbox, chargeId);
  return dispute !== undefined && dispute.status !== 'won';
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
