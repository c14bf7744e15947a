import { envFields, readEnv } from '../_shared/env.ts';
import { createPaymentsDb } from '../_shared/payments-db.ts';
import { createStripe, isLiveKey } from '../_shared/stripe.ts';
import { createAdminClient } from '../_shared/supabase.ts';
import { createHandler } from './handler.ts';

const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, STRIPE_WEBHOOK_SECRET } = envFields;
const env = readEnv({ SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, STRIPE_SECRET_KEY, STRIPE_API_URL, STRIPE_WEBHOOK_SECRET }, (name) =>
  Deno.env.get(name),
);

Deno.serve(
  createHandler({
    db: createPaymentsDb(createAdminClient(env)),
    stripe: createStripe(env),
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    livemode: isLiveKey(env.STRIPE_SECRET_KEY),
  }),
);
