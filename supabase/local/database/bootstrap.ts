import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

import { PROJECT } from '../base/config.ts';
import { StackError, messageOf } from '../base/stack-error.ts';

/**
 * Makes the database what a Supabase project is before its first migration: the auth tables, then
 * every file of bootstrap/ in name order. Harmless when done already, and done at every start,
 * so that a newer checkout brings an older database up to date.
 */
export async function bootstrapDatabase(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { client_min_messages: 'warning', search_path: 'public', application_name: 'bootstrap' },
  });
  try {
    const { getAuthSchemaSql } = await import('@supabase/lite');
    // Lite's tables and nothing else of its: it would hand every table to the API roles.
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
