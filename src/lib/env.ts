// Tests outside src/ reach this file too, and their project does not include Vite's types.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../vite-env.d.ts" />

export interface Env {
  /** Base address of the Supabase API, without a trailing slash. */
  supabaseUrl: string;
  supabaseAnonKey: string;
  stripePublishableKey: string;
  /** Base address of the payment sandbox, or null when real Stripe answers. */
  stripeSandboxUrl: string | null;
}

/** Not a key of Stripe's: it chooses the payment sandbox. */
const LOCAL_STRIPE_KEY = 'pk_test_local_peer_care_connect';

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value);
}

/**
 * Reads the browser's settings from `source`. By hand: this runs before anything is shown, and even the small zod
 * would be a twentieth of what a page may weigh.
 * Throws one Error that names every setting that is missing or malformed.
 */
export function parseEnv(source: Record<string, unknown>): Env {
  const wrong: string[] = [];
  const read = (name: string, isValid: (value: string) => boolean, fallback = ''): string => {
    const given = source[name];
    // An empty line in .env means "not set".
    const value = typeof given === 'string' && given !== '' ? given : fallback;
    if (!isValid(value)) wrong.push(name);
    return value.replace(/\/+$/, '');
  };

  const supabaseUrl = read('VITE_SUPABASE_URL', isHttpUrl);
  const supabaseAnonKey = read('VITE_SUPABASE_ANON_KEY', (value) => value !== '');
  const stripePublishableKey = read('VITE_STRIPE_PUBLISHABLE_KEY', (value) => value.startsWith('pk_'), LOCAL_STRIPE_KEY);
  const sandboxUrl = read('VITE_STRIPE_SANDBOX_URL', isHttpUrl, 'http://127.0.0.1:54325');
  if (wrong.length > 0) throw new Error(`Settings missing or malformed: ${wrong.join(', ')}. See .env.example.`);

  const isSandbox = stripePublishableKey === LOCAL_STRIPE_KEY;
  return { supabaseUrl, supabaseAnonKey, stripePublishableKey, stripeSandboxUrl: isSandbox ? sandboxUrl : null };
}

/** The settings of this build, parsed once. */
export const env: Env = parseEnv({
  VITE_SUPABASE_URL: import.meta.env.VITE_SUPABASE_URL,
  VITE_SUPABASE_ANON_KEY: import.meta.env.VITE_SUPABASE_ANON_KEY,
  VITE_STRIPE_PUBLISHABLE_KEY: import.meta.env.VITE_STRIPE_PUBLISHABLE_KEY,
  VITE_STRIPE_SANDBOX_URL: import.meta.env.VITE_STRIPE_SANDBOX_URL,
});
