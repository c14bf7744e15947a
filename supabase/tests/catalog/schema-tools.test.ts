import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, inject, test } from 'vitest';

import { PROJECT } from '../../local/base/config.ts';
import { TYPES_FILE, generateTypes } from '../../local/database/generate-types.ts';

/** Runs a script of the project against this run's stack; answers its exit code and all it printed. */
async function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, args, { cwd: PROJECT.root, env: { ...process.env, ...env } });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}

test('src/types/database.ts is what the migrations generate', async () => {
  expect(await readFile(TYPES_FILE, 'utf8')).toBe(await generateTypes(inject('stack').dbUrl));
});

test('the advisors have no warnings, and notice one that is planted', async () => {
  const { code, printed } = await run(['--import', 'tsx', 'supabase/local/commands/db-advisors.ts'], {
    LOCAL_DB_PORT: new URL(inject('stack').dbUrl).port,
    LOCAL_DATA_DIR: path.join(os.tmpdir(), 'peer-care-connect-no-data'),
  });
  expect(printed).toContain('no warnings');
  expect(code).toBe(0);
});

test('the booking system test passes against the stack in the environment', async () => {
  const { apiUrl, publishableKey, secretKey, stripeUrl } = inject('stack');
  const { code, printed } = await run(['test-scripts/test-booking-system.js'], {
    VITE_SUPABASE_URL: apiUrl,
    VITE_SUPABASE_ANON_KEY: publishableKey,
    SUPABASE_SERVICE_ROLE_KEY: secretKey,
    STRIPE_SECRET_KEY: 'sk_test_local_peer_care_connect',
    STRIPE_API_URL: stripeUrl,
  });
  expect(printed).not.toContain('FAIL');
  expect(printed).toMatch(/^\d+ passed, 0 failed$/m);
  expect(code).toBe(0);
});
