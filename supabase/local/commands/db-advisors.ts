import postgres from 'postgres';

import { runCommand } from './command.ts';
import { StackError } from '../base/stack-error.ts';
import { cliDatabaseUrl, runSupabaseCli } from '../database/supabase-cli.ts';
import { withDatabase } from './with-database.ts';

const advise = (dbUrl: string, show: boolean) =>
  runSupabaseCli(['db', 'advisors', `--remote=${cliDatabaseUrl(dbUrl)}`, '--fail-on', 'warn', '--level', 'warn'], { show });

/**
 * Checks that the advisors can fail here. On a plain server some lints find nothing unless the database names the schemas
 * that its API exposes.
 */
async function assertCanFail(dbUrl: string): Promise<void> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`create table public.advisor_canary (id integer)`;
    await sql`grant select on public.advisor_canary to anon`;
    const { code, output } = await advise(dbUrl, false);
    if (code === 0 || !output.includes('advisor_canary')) {
      throw new StackError('The advisors did not notice a table without row level security, so their result cannot be trusted.');
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
    // Only in a temporary database: this creates a table without row level security.
    if (isOurs) await assertCanFail(dbUrl);
    return isOurs;
  });
  if (!checkedOurs) await withDatabase(assertCanFail, { fresh: true });
  console.log('The advisors have no warnings, and they do notice a table left open.');
}

runCommand(main);
