import { Stripe } from 'stripe';

/** The API version this code was written against. Moving it is a change to review, so it is not the SDK's default. */
const API_VERSION = '2026-10-28.endive';

export type StripeEnv = { STRIPE_SECRET_KEY: string; STRIPE_API_URL?: string | undefined };

/**
 * The Stripe client: 10 s for an answer, two retries with the same idempotency key, no telemetry.
 * With STRIPE_API_URL it talks to the payment sandbox instead.
 * @param fetchOf for tests: answers in place of the network
 * @throws Error when a live key would be sent to another host than Stripe's
 */
export function createStripe({ STRIPE_SECRET_KEY, STRIPE_API_URL }: StripeEnv, fetchOf?: typeof fetch): Stripe {
  if (STRIPE_API_URL && isLiveKey(STRIPE_SECRET_KEY)) {
    throw new Error('This function cannot start: STRIPE_API_URL is set beside a live key, which would leave Stripe.');
  }
  return new Stripe(STRIPE_SECRET_KEY, {
    apiVersion: API_VERSION,
    httpClient: Stripe.createFetchHttpClient(fetchOf),
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'peer-care-connect' },
    ...(STRIPE_API_URL ? sandboxAddress(STRIPE_API_URL) : {}),
  });
}

export function isLiveKey(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}

function sandboxAddress(base: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const url = new URL(base);
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return { host: url.hostname, port: url.port || (protocol === 'https' ? '443' : '80'), protocol };
}
