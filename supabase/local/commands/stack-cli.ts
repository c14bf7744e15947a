import { parseArgs } from 'node:util';

import { runUntilStopped } from './run-until-stopped.ts';
import { StackError } from '../base/stack-error.ts';

/** `npm run stack`: the embedded Supabase in the foreground, until Ctrl-C or SIGTERM. */
await runUntilStopped(async () => {
  const { ephemeral, noSeed } = readFlags();
  const { startStack } = await import('../stack/stack.ts');
  const stack = await startStack({ ephemeral, seed: !noSeed, jobs: true, log: (line) => console.log(line) });
  const { watchSchema } = await import('../database/watch-schema.ts');
  const unwatch = watchSchema((line) => console.log(line));
  console.log(`API       ${stack.apiUrl}
Database  ${stack.dbUrl}
Inbox     ${stack.inboxUrl}
Payments  ${stack.stripeUrl}
Keys      ${stack.publishableKey}
          ${stack.secretKey}
Data      ${stack.dataDir}${ephemeral ? ' (removed at the end)' : ''}`);
  console.log('ready');
  return async () => {
    unwatch();
    await stack.stop();
  };
});

function readFlags(): { ephemeral: boolean; noSeed: boolean } {
  try {
    const { values } = parseArgs({ options: { ephemeral: { type: 'boolean' }, 'no-seed': { type: 'boolean' } } });
    return { ephemeral: values.ephemeral ?? false, noSeed: values['no-seed'] ?? false };
  } catch {
    throw new StackError('npm run stack takes two flags, after "--": --ephemeral and --no-seed.');
  }
}
