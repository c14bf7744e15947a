import {
  HOST,
  PUBLISHABLE_KEY,
  SANDBOX_STRIPE_PUBLISHABLE_KEY,
  SANDBOX_STRIPE_SECRET_KEY,
  SANDBOX_WEBHOOK_SECRET,
  SECRET_KEY,
} from '../base/config.ts';

export interface StackAddresses {
  apiUrl: string;
  dbUrl: string;
  appUrl: string;
  inboxUrl: string;
  stripeUrl: string;
  smtpPort: number;
}

/** True when the environment names real Stripe keys: then Stripe itself is used, not the sandbox. */
export function usesRealStripe(): boolean {
  return Boolean(process.env.STRIPE_SECRET_KEY) && process.env.STRIPE_SECRET_KEY !== SANDBOX_STRIPE_SECRET_KEY;
}

export function webhookSecret(): string {
  return process.env.STRIPE_WEBHOOK_SECRET || SANDBOX_WEBHOOK_SECRET;
}

/** The environment of the Edge Functions: the names of hosted Supabase, and the local services. */
export function functionsEnv(at: StackAddresses): Record<string, string> {
  return {
    SUPABASE_URL: at.apiUrl,
    SUPABASE_ANON_KEY: PUBLISHABLE_KEY,
    SUPABASE_SERVICE_ROLE_KEY: SECRET_KEY,
    SUPABASE_DB_URL: at.dbUrl,
    APP_URL: at.appUrl,
    // Pages of this machine may call the functions from any port.
    ALLOWED_ORIGINS: 'http://127.0.0.1:*,http://localhost:*',
    STRIPE_SECRET_KEY: process.env.STRIPE_SECRET_KEY || SANDBOX_STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: webhookSecret(),
    // Where the stripe SDK sends its calls; without it, to Stripe.
    ...(usesRealStripe() ? {} : { STRIPE_API_URL: at.stripeUrl }),
    SMTP_HOST: HOST,
    SMTP_PORT: String(at.smtpPort),
  };
}

/** The environment of programs that use the stack: the browser build (VITE_…), scripts and tests. */
export function stackEnv(at: StackAddresses): Record<string, string> {
  const real = usesRealStripe();
  return {
    VITE_SUPABASE_URL: at.apiUrl,
    VITE_SUPABASE_ANON_KEY: PUBLISHABLE_KEY,
    VITE_STRIPE_PUBLISHABLE_KEY: process.env.VITE_STRIPE_PUBLISHABLE_KEY || SANDBOX_STRIPE_PUBLISHABLE_KEY,
    ...(real ? {} : { VITE_STRIPE_SANDBOX_URL: at.stripeUrl }),
    SUPABASE_URL: at.apiUrl,
    SUPABASE_ANON_KEY: PUBLISHABLE_KEY,
    SUPABASE_SERVICE_ROLE_KEY: SECRET_KEY,
    SUPABASE_DB_URL: at.dbUrl,
    STRIPE_SECRET_KEY: process.env.STRIPE_SECRET_KEY || SANDBOX_STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: webhookSecret(),
    ...(real ? {} : { STRIPE_API_URL: at.stripeUrl }),
    LOCAL_INBOX_URL: at.inboxUrl,
  };
}
