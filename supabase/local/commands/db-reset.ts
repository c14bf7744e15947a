import { PROJECT } from '../base/config.ts';
import { StackError } from '../base/stack-error.ts';
import { startDatabase } from '../database/database.ts';
import { resetDatabase } from '../database/reset.ts';
import { runSupabaseCli } from '../database/supabase-cli.ts';
import { findRunningStack } from '../stack/running-stack.ts';
import { paySeededSessions } from '../stack/seed-payments.ts';
import { usesRealStripe } from '../stack/stack-env.ts';
import { runCommand } from './command.ts';

const say = (line: string) => console.log(line);
const reset = (databaseUrl: string) => resetDatabase({ databaseUrl, seed: true, workdir: PROJECT.root, log: say });

/** `npm run db:reset`: empties the database, applies supabase/migrations and supabase/seed.sql. */
async function main(): Promise<void> {
  const running = await findRunningStack();
  if (running?.kind === 'docker') {
    const { code } = await runSupabaseCli(['db', 'reset', '--yes'], { show: true });
    if (code !== 0) throw new StackError('"supabase db reset" failed; what it said is above.');
    return;
  }
  if (running) {
    await reset(running.dbUrl);
    if (!usesRealStripe()) await paySeededSessions(running.dbUrl, running.stripeUrl);
  } else {
    say('No stack is running; resetting the data of the embedded one.');
    const database = await startDatabase({ ephemeral: false, seed: true, migrations: false, log: say });
    try {
      await reset(database.dbUrl);
    } finally {
      await database.stop();
    }
  }
  say('The database is as after its first start. Pages that are open need a new sign-in.');
}

runCommand(main);
