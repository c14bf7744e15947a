import { envFields, readEnv } from '../_shared/env.ts';
import { createPaymentsDb } from '../_shared/payments-db.ts';
import { secretKeysOf } from '../_shared/secret-keys.ts';
import { createStripe } from '../_shared/stripe.ts';
import { createAdminClient } from '../_shared/supabase.ts';
import { createHandler } from './handler.ts';

const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_SECRET_KEYS, STRIPE_SECRET_KEY, STRIPE_API_URL } = envFields;
const env = readEnv({ SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_SECRET_KEYS, STRIPE_SECRET_KEY, STRIPE_API_URL }, (name) =>
  Deno.env.get(name),
);

Deno.serve(
  createHandler({
    db: createPaymentsDb(createAdminClient(env)),
    stripe: createStripe(env),
    secretKeys: secretKeysOf(env),
  }),
);
