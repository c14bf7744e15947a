import postgres from 'postgres';

import { runCommand } from './command.ts';
import { StackError } from '../base/stack-error.ts';
import { cliDatabaseUrl, runSupabaseCli } from '../database/supabase-cli.ts';
import { withDatabase } from './with-database.ts';

const advise = (dbUrl: string, show: boolean) =>
  runSupabaseCli(['db', 'advisors', `--remote=${cliDatabaseUrl(dbUrl)}`, '--fail-on', 'warn', '--level', 'warn'], { show });

/**
 * Shows that the advisors can fail here: on a plain server some lints are silent unless the database
 * says what its API exposes, and a check that cannot fail says nothing.
 */
async function assertCanFail(dbUrl: string): Promise<void> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create table public.advisor_canary (id integer)`;
    await sql`grant select on public.advisor_canary to anon`;
    const { code, output } = await advise(dbUrl, false);
    if (code === 0 || !output.includes('advisor_canary')) {
      throw new StackError('The advisors did not notice a table without row level security: their verdict cannot be trusted.');
    }
  } finally {
    await sql`drop table if exists public.advisor_canary`;
    await sql.end({ timeout: 5 });
  }
}

/** `npm run db:advisors`: Supabase's security and performance advisors on the live schema; fails on any warning. */
async function main(): Promise<void> {
  const checkedOurs = await withDatabase(async (dbUrl, isOurs) => {
    const { code } = await advise(dbUrl, true);
    if (code !== 0) throw new StackError('The advisors have warnings; they are above.');
    // The canary goes into a throw-away database only.
    if (isOurs) await assertCanFail(dbUrl);
    return isOurs;
  });
  if (!checkedOurs) await withDatabase(assertCanFail, { fresh: true });
  console.log('The advisors have no warnings, and they do notice a table left open.');
}

runCommand(main);
