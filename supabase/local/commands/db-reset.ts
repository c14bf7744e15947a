import { readFile } from 'node:fs/promises';

import postgres from 'postgres';

import { bootstrapDatabase } from '../database/bootstrap.ts';
import { runCommand } from './command.ts';
import { startDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { findRunningStack } from '../stack/running-stack.ts';
import { paySeededSessions } from '../stack/seed-payments.ts';
import { StackError } from '../stack/stack-error.ts';
import { usesRealStripe } from '../stack/stack-env.ts';
import { runSupabaseCli } from '../database/supabase-cli.ts';

const say = (line: string) => console.log(line);

/** Empties the embedded database and fills it anew with the real CLI; the services go on running. */
async function resetEmbedded(dbUrl: string): Promise<void> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(await readFile(new URL('./reset.sql', import.meta.url), 'utf8')).simple();
    await bootstrapDatabase(dbUrl);
    await migrate({ databaseUrl: dbUrl, seed: true, log: say });
    await sql`notify pgrst, 'reload schema'`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** `npm run db:reset`: empties the database, applies supabase/migrations and supabase/seed.sql. */
async function main(): Promise<void> {
  const running = await findRunningStack();
  if (running?.kind === 'docker') {
    const { code } = await runSupabaseCli(['db', 'reset', '--yes'], { show: true });
    if (code !== 0) throw new StackError('"supabase db reset" failed; what it said is above.');
    return;
  }
  if (running) {
    await resetEmbedded(running.dbUrl);
    if (!usesRealStripe()) await paySeededSessions(running.dbUrl, running.stripeUrl);
  } else {
    say('No stack is running; resetting the data of the embedded one.');
    const database = await startDatabase({ ephemeral: false, seed: true, migrations: false, log: say });
    try {
      await resetEmbedded(database.dbUrl);
    } finally {
      await database.stop();
    }
  }
  say('The database is as after its first start. Pages that are open need a new sign-in.');
}

runCommand(main);
