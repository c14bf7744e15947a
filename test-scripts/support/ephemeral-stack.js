// Starts `npm run stack -- --ephemeral` on free ports for a script that found no stack in its environment.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A free port of 127.0.0.1. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Resolves when the stack says `ready`, with the environment of a script that uses it and `stop()`.
 * Rejects with what the stack printed when it ends or takes longer than a minute.
 */
export async function startEphemeralStack() {
  const [api, db, inbox, stripe] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const child = spawn(process.execPath, ['--import', 'tsx', 'supabase/local/commands/stack-cli.ts', '--ephemeral', '--no-seed'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOCAL_API_PORT: api, LOCAL_DB_PORT: db, LOCAL_INBOX_PORT: inbox, LOCAL_STRIPE_PORT: stripe },
  });
  let printed = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The stack was not ready within a minute.\n${printed}`)), 60_000);
    const read = (chunk) => {
      printed += chunk;
      if (/^ready$/m.test(printed)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The stack ended with code ${code} before it was ready.\n${printed}`));
    });
  });
  child.removeAllListeners('exit');
  return {
    env: {
      VITE_SUPABASE_URL: `http://127.0.0.1:${api}`,
      VITE_SUPABASE_ANON_KEY: 'sb_publishable_local_peer_care_connect',
      SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_local_peer_care_connect',
      STRIPE_SECRET_KEY: 'sk_test_local_peer_care_connect',
      STRIPE_API_URL: `http://127.0.0.1:${stripe}`,
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
