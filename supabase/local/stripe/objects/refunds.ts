import type { Stripe } from 'stripe';
import { formatAmount } from './currencies.ts';
import { isChargedBack } from './disputes.ts';
import { StripeApiError, invalidParam, notFound } from './errors.ts';
import { newId } from './ids.ts';
import { findIntent } from './intents.ts';
import { latestCharge } from './lookups.ts';
import { mergeMetadata } from './params.ts';
import type { Params } from './params.ts';
import { emit, seconds } from './sandbox.ts';
import type { RequestContext, Sandbox } from './sandbox.ts';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** POST /v1/refunds: all that is left of a charge, or `amount` minor units of it. */
export function createRefund(sandbox: Sandbox, context: RequestContext, params: Params): Stripe.Refund {
  params.allow('payment_intent', 'charge', 'amount', 'reason', 'metadata', 'expand');
  const charge = chargeToRefund(sandbox, params);
  const reason = params.oneOf('reason', REASONS) ?? null;
  const left = charge.amount - charge.amount_refunded;
  const amount = params.has('amount') ? params.integer('amount', 1) : left;
  if (isChargedBack(sandbox, charge.id)) throw chargedBack(charge);
  refuseTooMuch(charge, amount, left);
  const refund: Stripe.Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: newId('txn'),
    charge: charge.id,
    created: seconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: mergeMetadata(params, {}),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  sandbox.store.state.refunds[refund.id] = refund;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  emit(sandbox, context, 'refund.created', refund);
  emit(sandbox, context, 'charge.refunded', charge);
  emit(sandbox, context, 'refund.updated', refund);
  return refund;
}

export function findRefund(sandbox: Sandbox, id: string): Stripe.Refund {
  const refund = sandbox.store.state.refunds[id];
  if (!refund) throw notFound('refund', id, 'id');
  return refund;
}

export function findCharge(sandbox: Sandbox, id: string, param = 'id'): Stripe.Charge {
  const charge = sandbox.store.state.charges[id];
  if (!charge) throw notFound('charge', id, param);
  return charge;
}

function chargeToRefund(sandbox: Sandbox, params: Params): Stripe.Charge {
  const chargeId = params.optionalString('charge');
  const intentId = params.optionalString('payment_intent');
  if (!chargeId && !intentId) {
    throw invalidParam('One of the following params should be provided for this request: payment_intent or charge.');
  }
  if (chargeId) {
    const charge = findCharge(sandbox, chargeId, 'charge');
    if (intentId && charge.payment_intent !== intentId) {
      throw invalidParam(`Charge ${chargeId} does not belong to PaymentIntent ${intentId}.`, 'charge');
    }
    if (charge.paid) return charge;
    throw new StripeApiError(400, {
      type: 'invalid_request_error',
      code: 'charge_not_refundable',
      message: `Charge ${charge.id} is not refundable: it did not succeed.`,
      param: 'charge',
    });
  }
  const intent = findIntent(sandbox, intentId ?? '');
  const charge = latestCharge(sandbox.store.state, intent);
  if (intent.status === 'succeeded' && charge) return charge;
  throw invalidParam(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, 'payment_intent');
}

function chargedBack(charge: Stripe.Charge): StripeApiError {
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
  return new StripeApiError(400, { type: 'invalid_request_error', code: 'charge_disputed', message }, true);
}

function refuseTooMuch(charge: Stripe.Charge, amount: number, left: number): void {
  if (left === 0) {
    throw new StripeApiError(
      400,
      {
        type: 'invalid_request_error',
        code: 'charge_already_refunded',
        message: `Charge ${charge.id} has already been refunded.`,
      },
      true,
    );
  }
  if (amount <= left) return;
  const against = charge.amount_refunded === 0 ? 'charge amount' : 'unrefunded amount on charge';
  throw invalidParam(
    `Refund amount (${formatAmount(amount, charge.currency)}) is greater than ${against} (${formatAmount(left, charge.currency)})`,
    'amount',
  );
}
