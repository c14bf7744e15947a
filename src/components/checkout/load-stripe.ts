import type { Stripe } from '@stripe/stripe-js';
import { env } from '@/lib/env';

let loading: Promise<Stripe | null> | null = null;

/**
 * Stripe.js from Stripe's own address, as their rules for card data ask, on the first checkout and never before.
 * Resolves to null outside a browser; rejects when the script cannot be fetched, and may then be tried again.
 */
export function loadStripeOnce(): Promise<Stripe | null> {
  loading ??= import('@stripe/stripe-js/pure')
    .then(({ loadStripe }) => loadStripe(env.stripePublishableKey))
    .catch((error: unknown) => {
      loading = null;
      throw error;
    });
  return loading;
}
