import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';

export const WEBHOOK_SECRET = 'whsec_local_peer_care_connect';

/** A session of £80, as `create-payment-intent` asks for it. */
export const eighty: Stripe.PaymentIntentCreateParams = {
  amount: 8000,
  currency: 'gbp',
  allowed_payment_method_types: ['card'],
  metadata: { session_id: 's1' },
};

export const log = (): void => undefined;

/** The real SDK, pointed at a sandbox. */
export function client(url: string, key = 'sk_test_local_peer_care_connect'): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 });
}

/** The error that a call must end with. */
export async function refusal(promise: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error('expected a Stripe error');
}

export function idOf(field: string | { id: string } | null): string {
  return typeof field === 'string' ? field : (field?.id ?? '');
}

export function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** The error object of a refused call. */
export async function errorOf(response: Response): Promise<{ type: string; code?: string; param?: string; decline_code?: string }> {
  const body: { error: { type: string; code?: string; param?: string; decline_code?: string } } = await response.json();
  return body.error;
}
