import { z } from 'zod';

const text = z.string().trim().min(1);

/** The variables a function may need. A function picks its own with `readEnv`. */
export const envFields = {
  SUPABASE_URL: z.url(),
  /** A publishable key. Hosted Supabase sets it. */
  SUPABASE_ANON_KEY: text,
  /** A secret key. Hosted Supabase sets it. */
  SUPABASE_SERVICE_ROLE_KEY: text,
  /** Hosted Supabase's newer form: a JSON object of secret keys by name. Each is as good as the one above. */
  SUPABASE_SECRET_KEYS: text.optional(),
  STRIPE_SECRET_KEY: text.regex(/^(sk|rk)_(test|live)_/, 'is not a Stripe secret key (sk_test_… or sk_live_…)'),
  STRIPE_WEBHOOK_SECRET: text.regex(/^whsec_/, 'is not a webhook signing secret (whsec_…)'),
  /** Base URL of the payment sandbox; unset, Stripe itself. */
  STRIPE_API_URL: z.url().optional(),
  /** Origins of the app, separated by commas; a port may be `*` (`http://localhost:*`). */
  ALLOWED_ORIGINS: text,
};

/**
 * Reads the variables in `shape` and refuses to go on without them.
 * @throws Error naming every variable that is missing or wrong, never its value
 */
export function readEnv<S extends z.ZodRawShape>(shape: S, get: (name: string) => string | undefined): z.infer<z.ZodObject<S>> {
  // An empty variable counts as unset: `NAME=` in a `.env` file means no value.
  const values = Object.fromEntries(Object.keys(shape).map((name) => [name, get(name) || undefined]));
  const parsed = z.object(shape).safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return values[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`;
  });
  throw new Error(`This function cannot start: ${problems.join('; ')}.`);
}
