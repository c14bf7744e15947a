import { HOST, PROJECT, appPortFromEnv } from '../base/config.ts';
import { assertPortFree } from '../base/ports.ts';
import { askToReset } from './ask-to-reset.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.ts';
import { runUntilStopped } from './run-until-stopped.ts';

/** `npm run dev`: the app at port 5173 with the embedded Supabase behind it, or with the project that the environment names. */
await runUntilStopped(async () => {
  const port = appPortFromEnv();
  await assertPortFree(port, 'PORT');
  const say = (line: string) => console.log(line);
  const isConfigured = Boolean(process.env.VITE_SUPABASE_URL && process.env.VITE_SUPABASE_ANON_KEY);

  const loadingVite = import('vite');
  loadingVite.catch(() => undefined);
  const stopStack = isConfigured ? async () => undefined : await startEmbedded(say);
  try {
    const { createServer } = await loadingVite;
    const ours = process.listeners('SIGTERM');
    const vite = await createServer({
      root: PROJECT.root,
      // The database's files change all the time and are not part of the app.
      server: { host: HOST, port, strictPort: true, watch: { ignored: ['**/.local/**', '**/supabase/.temp/**'] } },
      clearScreen: false,
    });
    // Vite's own listener ends the process at once; here the database is stopped last.
    for (const listener of process.listeners('SIGTERM')) if (!ours.includes(listener)) process.off('SIGTERM', listener);
    await vite.listen();
    say(`\nPeer Care Connect  http://${HOST}:${port}`);
    if (isConfigured) say(`Supabase           ${process.env.VITE_SUPABASE_URL}`);
    else sayDemoAccounts(say);
    return async () => {
      await vite.close();
      await stopStack();
    };
  } catch (error) {
    await stopStack();
    throw error;
  }
});

async function startEmbedded(say: (line: string) => void): Promise<() => Promise<void>> {
  say('Starting the embedded Supabase…');
  const { startStack } = await import('../stack/stack.ts');
  const { watchSchema } = await import('../database/watch-schema.ts');
  // Asked only where an answer can be typed: a script must not wait for one.
  const confirmReset = process.stdin.isTTY && process.stdout.isTTY ? { confirmReset: (sentence: string) => askToReset(sentence) } : {};
  const stack = await startStack({ jobs: true, log: say, ...confirmReset });
  // Set before Vite reads the environment, from which the app takes the address of its API.
  Object.assign(process.env, stack.env);
  const unwatch = watchSchema(say);
  say(`Supabase API       ${stack.apiUrl}
Database           ${stack.dbUrl}
Mail inbox         ${stack.inboxUrl}
Payments           ${stack.stripeUrl}
Data               ${stack.dataDir}`);
  return async () => {
    unwatch();
    await stack.stop();
  };
}

function sayDemoAccounts(say: (line: string) => void): void {
  say(`\nDemo accounts, password ${DEMO_PASSWORD}:`);
  for (const { email, who } of DEMO_ACCOUNTS) say(`  ${email.padEnd(26)} ${who}`);
}
