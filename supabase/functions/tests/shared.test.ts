import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { envFields, readEnv } from '../_shared/env.ts';
import { isOneOf, secretKeysOf } from '../_shared/secrets.ts';
import { createStripe } from '../_shared/stripe.ts';

describe('env', () => {
  const { SUPABASE_URL, STRIPE_SECRET_KEY, STRIPE_API_URL } = envFields;
  const shape = { SUPABASE_URL, STRIPE_SECRET_KEY, STRIPE_API_URL };

  it('names everything that is missing or wrong, and no value', () => {
    const values = new Map([
      ['STRIPE_SECRET_KEY', 'pk_live_oops'],
      ['SUPABASE_URL', ''],
    ]);
    const attempt = (): unknown => readEnv(shape, (name) => values.get(name));
    expect(attempt).toThrow('SUPABASE_URL is not set; STRIPE_SECRET_KEY is not a Stripe secret key');
    expect(attempt).not.toThrow('oops');
  });

  it('reads what is there', () => {
    const values = new Map([
      ['STRIPE_SECRET_KEY', 'sk_test_1'],
      ['SUPABASE_URL', 'http://127.0.0.1:54321'],
    ]);
    expect(readEnv(shape, (name) => values.get(name))).toEqual(Object.fromEntries(values));
  });

  it('never lets a live key talk to a sandbox', () => {
    expect(() => createStripe({ STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_API_URL: 'http://127.0.0.1:1' })).toThrow('live key');
  });
});

describe('secret keys', () => {
  it('are the classic one and the named ones, compared whole', async () => {
    const keys = secretKeysOf({ SUPABASE_SERVICE_ROLE_KEY: 'a', SUPABASE_SECRET_KEYS: '{"default":"b"}' });
    expect(keys).toEqual(['a', 'b']);
    expect(await isOneOf('b', keys)).toBe(true);
    expect(await isOneOf('', keys)).toBe(false);
    expect(await isOneOf('bb', keys)).toBe(false);
  });
});

it('deploys with the versions that were tested', async () => {
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
