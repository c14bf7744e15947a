// The small zod: this runs before anything is shown, and the full one weighs more than this page.
import * as z from 'zod/mini';

/** Not a key of Stripe's: it chooses the payment sandbox. */
const LOCAL_STRIPE_KEY = 'pk_test_local_peer_care_connect';

const url = z.pipe(
  z.url({ protocol: /^https?$/ }),
  z.transform((value: string) => value.replace(/\/+$/, '')),
);

const schema = z.object({
  VITE_SUPABASE_URL: url,
  VITE_SUPABASE_ANON_KEY: z.string().check(z.minLength(1)),
  VITE_STRIPE_PUBLISHABLE_KEY: z._default(z.string().check(z.startsWith('pk_')), LOCAL_STRIPE_KEY),
  VITE_STRIPE_SANDBOX_URL: z.optional(url),
});

export interface Env {
  /** Base address of the Supabase API, without a trailing slash. */
  supabaseUrl: string;
  supabaseAnonKey: string;
  stripePublishableKey: string;
  /** Base address of the payment sandbox, or null when real Stripe answers. */
  stripeSandboxUrl: string | null;
}

/**
 * Reads the browser's settings from `source`.
 * Throws one Error that names every setting that is missing or malformed.
 */
export function parseEnv(source: Record<string, unknown>): Env {
  // An empty line in .env means "not set".
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))].join(', ');
    throw new Error(`Settings missing or malformed: ${names}. See .env.example.`);
  }
  const { data } = result;
  return {
    supabaseUrl: data.VITE_SUPABASE_URL,
    supabaseAnonKey: data.VITE_SUPABASE_ANON_KEY,
    stripePublishableKey: data.VITE_STRIPE_PUBLISHABLE_KEY,
    stripeSandboxUrl:
      data.VITE_STRIPE_PUBLISHABLE_KEY === LOCAL_STRIPE_KEY
        ? (data.VITE_STRIPE_SANDBOX_URL ?? 'http://127.0.0.1:54325')
        : null,
  };
}

/** The settings of this build, parsed once. */
export const env: Env = parseEnv({
  VITE_SUPABASE_URL: import.meta.env.VITE_SUPABASE_URL,
  VITE_SUPABASE_ANON_KEY: import.meta.env.VITE_SUPABASE_ANON_KEY,
  VITE_STRIPE_PUBLISHABLE_KEY: import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY,
  VITE_STRIPE_SANDBOX_URL: import.meta.env.VITE_STRIPE_SANDBOX_URL,
});
