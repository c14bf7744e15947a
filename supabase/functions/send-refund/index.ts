import { createCors } from '../_shared/cors.ts';
import { envFields, readEnv } from '../_shared/env.ts';
import { createPaymentsDb } from '../_shared/payments-db.ts';
import { createStripe } from '../_shared/stripe.ts';
import { createAdminClient, createCallerClient } from '../_shared/supabase.ts';
import { userOfToken } from '../_shared/user.ts';
import { createHandler } from './handler.ts';

const { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, ALLOWED_ORIGINS } = envFields;
const env = readEnv(
  { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, ALLOWED_ORIGINS },
  (name) => Deno.env.get(name),
);

Deno.serve(
  createHandler({
    cors: createCors(env.ALLOWED_ORIGINS),
    userOf: (token) => userOfToken(createCallerClient(env, token), token),
    canSee: async (token, sessionId) => {
      const { data, error } = await createCallerClient(env, token).from('client_sessions').select('id').eq('id', sessionId).maybeSingle();
      if (error) throw new Error(`the session could not be read: ${error.code} ${error.message}`);
      return data !== null;
    },
    db: createPaymentsDb(createAdminClient(env)),
    stripe: createStripe(env),
  }),
);
