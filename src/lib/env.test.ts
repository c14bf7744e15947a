import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

const complete = { VITE_SUPABASE_URL: 'https://x.supabase.co/', VITE_SUPABASE_ANON_KEY: 'sb_publishable_x' };

describe('parseEnv', () => {
  it('names every setting that is missing or malformed', () => {
    expect(() => parseEnv({})).toThrow(/VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY/);
    expect(() => parseEnv({ ...complete, VITE_SUPABASE_URL: 'javascript:alert(1)' })).toThrow(/VITE_SUPABASE_URL/);
    expect(() => parseEnv({ ...complete, VITE_STRIPE_PUBLISHABLE_KEY: 'sk_live_oops' })).toThrow(/STRIPE/);
  });

  it('uses the payment sandbox by default, and only with its own key', () => {
    expect(parseEnv(complete)).toMatchObject({
      supabaseUrl: 'https://x.supabase.co',
      stripeSandboxUrl: 'http://127.0.0.1:54325',
    });
    const real = { ...complete, VITE_STRIPE_PUBLISHABLE_KEY: 'pk_test_51abc', VITE_STRIPE_SANDBOX_URL: 'http://x.test' };
    expect(parseEnv(real).stripeSandboxUrl).toBeNull();
  });

  it('reads an empty line of .env as "not set"', () => {
    expect(parseEnv({ ...complete, VITE_STRIPE_PUBLISHABLE_KEY: '' }).stripePublishableKey).toMatch(/^pk_test_local/);
  });
});
