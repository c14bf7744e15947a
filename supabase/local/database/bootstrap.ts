import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

import { PROJECT } from '../base/config.ts';
import { StackError, messageOf } from '../base/stack-error.ts';

/**
 * Creates what a Supabase project has before its first migration: the auth tables, then every file of bootstrap/ in name
 * order. Runs at every start and changes nothing the second time, so a newer checkout updates an older database.
 */
export async function bootstrapDatabase(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { client_min_messages: 'warning', search_path: 'public', application_name: 'bootstrap' },
  });
  try {
    const { getAuthSchemaSql } = await import('@supabase/lite');
    // Only Lite's tables: its other set-up would grant every table to the API roles.
    await sql.unsafe(getAuthSchemaSql()).simple();
    const files = (await readdir(PROJECT.bootstrap)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of files) {
      try {
        await sql.unsafe(await readFile(path.join(PROJECT.bootstrap, name), 'utf8')).simple();
      } catch (error) {
        throw new StackError(`The database could not be prepared: bootstrap/${name}: ${messageOf(error)}`, { cause: error });
      }
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}
