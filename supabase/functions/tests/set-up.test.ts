/** A function whose environment is incomplete refuses to start and names what is missing. Real Deno. */
import { describe, expect, it } from 'vitest';
import { functionError } from '../_shared/contracts.ts';
import { completeEnv, ownFunctions } from './support/own-functions.ts';

const NEEDS: Record<string, string[]> = {
  'create-payment-intent': ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY', 'STRIPE_SECRET_KEY', 'ALLOWED_ORIGINS'],
  'send-refund': ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY', 'STRIPE_SECRET_KEY', 'ALLOWED_ORIGINS'],
  'stripe-webhook': ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  'run-jobs': ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'STRIPE_SECRET_KEY'],
};

async function refusalToStart(name: string, env: Record<string, string>): Promise<string> {
  const functions = await ownFunctions(env);
  try {
    const response = await functions.call(name, {});
    expect(response.status).toBe(503);
    return functionError.parse(await response.json()).error.message;
  } finally {
    await functions.kill();
  }
}

describe.each(Object.entries(NEEDS))('%s does not start', (name, variables) => {
  it('without its environment, and names every variable that is missing', async () => {
    const message = await refusalToStart(name, {});
    for (const variable of variables) expect(message).toContain(`${variable} is not set`);
    expect(message.match(/is not set/g)).toHaveLength(variables.length);
  });

  it('with a Stripe key of the wrong kind, and names the variable but not the key', async () => {
    const message = await refusalToStart(name, { ...completeEnv(), STRIPE_SECRET_KEY: 'pk_live_oops' });
    expect(message).toContain('STRIPE_SECRET_KEY is not a Stripe secret key');
    expect(message).not.toContain('oops');
  });

  it('with a live key beside the address of a sandbox', async () => {
    const message = await refusalToStart(name, { ...completeEnv(), STRIPE_SECRET_KEY: 'sk_live_1' });
    expect(message).toContain('STRIPE_API_URL is set beside a live key');
  });
});
