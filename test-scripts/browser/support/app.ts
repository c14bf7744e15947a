import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { preview } from 'vite';

/** Where the app finds the stack. */
export interface StackOfApp {
  apiUrl: string;
  stripeUrl: string;
  publishableKey: string;
}

/** The built app, served as a static host would serve it. */
export interface ServedApp {
  url: string;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');
const viteCli = path.join(path.dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');

/** A new temporary folder for `buildApp`; whoever asks for it removes it. */
export const newAppFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'peer-care-connect-app-'));

/**
 * Builds the app for this stack into a folder. In a process of its own: Vite puts the settings of a build into the
 * environment, where other suites of the same run would find them.
 */
export async function buildApp(stack: StackOfApp, outDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, [viteCli, 'build', '--logLevel', 'warn', '--outDir', outDir, '--emptyOutDir'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VITE_SUPABASE_URL: stack.apiUrl,
      VITE_SUPABASE_ANON_KEY: stack.publishableKey,
      VITE_STRIPE_PUBLISHABLE_KEY: 'pk_test_local_peer_care_connect',
      VITE_STRIPE_SANDBOX_URL: stack.stripeUrl,
    },
  });
}

/** Serves a built app on a free port of 127.0.0.1. What vite.config.ts puts into the environment is taken out again: see buildApp. */
export async function serveApp(outDir: string): Promise<ServedApp> {
  const before = new Set(Object.keys(process.env));
  const server = await preview({
    root,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  for (const name of Object.keys(process.env)) if (!before.has(name)) delete process.env[name];
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('the preview server has no port');
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}
