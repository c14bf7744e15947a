import type { Stripe } from 'stripe';
import type { PaymentMethodRecord, SandboxState } from './store.ts';

/** The id of a field that the SDK types as an id or, when expanded, the object. Stored objects hold ids. */
function idOf(field: string | { id: string } | null): string {
  if (field === null) return '';
  return typeof field === 'string' ? field : field.id;
}

export function latestCharge(state: SandboxState, intent: Stripe.PaymentIntent): Stripe.Charge | undefined {
  return state.charges[idOf(intent.latest_charge)];
}

export function currentMethod(state: SandboxState, intent: Stripe.PaymentIntent): PaymentMethodRecord | undefined {
  return state.methods[idOf(intent.payment_method)];
}
