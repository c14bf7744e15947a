import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { envFields, readEnv } from '../_shared/env.ts';
import { isSecretKey, secretKeysOf } from '../_shared/secret-keys.ts';
import { createStripe } from '../_shared/stripe.ts';

describe('readEnv', () => {
  const { SUPABASE_URL, STRIPE_SECRET_KEY, STRIPE_API_URL } = envFields;
  const shape = { SUPABASE_URL, STRIPE_SECRET_KEY, STRIPE_API_URL };

  it('names every variable that is missing or wrong, and shows no value', () => {
    const values = new Map([
      ['STRIPE_SECRET_KEY', 'pk_live_oops'],
      ['SUPABASE_URL', ''],
    ]);
    const attempt = (): unknown => readEnv(shape, (name) => values.get(name));
    expect(attempt).toThrow('SUPABASE_URL is not set; STRIPE_SECRET_KEY is not a Stripe secret key');
    expect(attempt).not.toThrow('oops');
  });

  it('returns the variables that are set', () => {
    const values = new Map([
      ['STRIPE_SECRET_KEY', 'sk_test_1'],
      ['SUPABASE_URL', 'http://127.0.0.1:54321'],
    ]);
    expect(readEnv(shape, (name) => values.get(name))).toEqual(Object.fromEntries(values));
  });

  it('createStripe refuses a live key beside the address of a sandbox', () => {
    expect(() => createStripe({ STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_API_URL: 'http://127.0.0.1:1' })).toThrow('live key');
  });
});

describe('a secret key', () => {
  it('is the classic key or any of the named keys, and is compared as a whole', () => {
    const keys = secretKeysOf({ SUPABASE_SERVICE_ROLE_KEY: 'a', SUPABASE_SECRET_KEYS: '{"default":"b"}' });
    expect(keys).toEqual(['a', 'b']);
    expect(isSecretKey('b', keys)).toBe(true);
    expect(isSecretKey('', keys)).toBe(false);
    expect(isSecretKey('bb', keys)).toBe(false);
  });
});

it('every deno.json imports the package versions of package.json', async () => {
  const versions = z.record(z.string(), z.string());
  const { dependencies } = z.object({ dependencies: versions }).parse(JSON.parse(await readFile('package.json', 'utf8')));
  for (const name of ['create-payment-intent', 'send-refund', 'stripe-webhook', 'run-jobs']) {
    const text = await readFile(`supabase/functions/${name}/deno.json`, 'utf8');
    const { imports } = z.object({ imports: versions }).parse(JSON.parse(text));
    for (const [specifier, target] of Object.entries(imports)) {
      expect(target).toBe(`npm:${specifier}@${dependencies[specifier]}`);
    }
  }
});
