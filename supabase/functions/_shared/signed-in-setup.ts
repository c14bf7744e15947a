import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stripe } from 'stripe';
import { createCors } from './cors.ts';
import { envFields, readEnv } from './env.ts';
import { createPaymentsDb } from './payments-db.ts';
import type { PaymentsDb } from './payments-db.ts';
import type { SignedInDependencies } from './signed-in-handler.ts';
import { createStripe } from './stripe.ts';
import { createAdminClient, createCallerClient } from './supabase.ts';
import { userOfToken } from './user-of-token.ts';

export type SignedInSetup = SignedInDependencies & {
  /** A client that acts as the bearer of the token. */
  callerClient: (token: string) => SupabaseClient;
  db: PaymentsDb;
  stripe: Stripe;
};

/**
 * What every function that a signed-in person calls about a payment is made of, from its environment.
 * @throws Error naming every variable that is missing or wrong
 */
export function setUpSignedIn(get: (name: string) => string | undefined): SignedInSetup {
  const { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, ALLOWED_ORIGINS } = envFields;
  const env = readEnv(
    { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, ALLOWED_ORIGINS },
    get,
  );
  const callerClient = (token: string): SupabaseClient => createCallerClient(env, token);
  return {
    cors: createCors(env.ALLOWED_ORIGINS),
    userOf: (token) => userOfToken(callerClient(token), token),
    callerClient,
    db: createPaymentsDb(createAdminClient(env)),
    stripe: createStripe(env),
  };
}
