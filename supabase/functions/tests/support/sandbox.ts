import type { Stripe } from 'stripe';
import { createStripe } from '../../_shared/stripe.ts';
import { startStripeSandbox } from '../../../local/stripe/server.ts';
import type { StripeSandbox } from '../../../local/stripe/server.ts';

export const WEBHOOK_SECRET = 'whsec_local_peer_care_connect';
export const STRIPE_SECRET_KEY = 'sk_test_local_peer_care_connect';

/** A payment sandbox for one test on a free port, with the functions' client for it. It delivers no events. */
export async function startSandbox(): Promise<{ sandbox: StripeSandbox; stripe: Stripe }> {
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile: null,
    webhookUrl: null,
    webhookSecret: WEBHOOK_SECRET,
    log: () => undefined,
  });
  return { sandbox, stripe: createStripe({ STRIPE_SECRET_KEY, STRIPE_API_URL: sandbox.url }) };
}
