import { readFile } from 'node:fs/promises';

import postgres from 'postgres';

import { bootstrapDatabase } from './bootstrap.ts';
import { migrate } from './migrate.ts';
import type { MigrateOptions } from './migrate.ts';

/** Empties the embedded database and fills it again with the real CLI. The services may run meanwhile. */
export async function resetDatabase(options: MigrateOptions): Promise<void> {
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(await readFile(new URL('./reset.sql', import.meta.url), 'utf8')).simple();
    await bootstrapDatabase(options.databaseUrl);
    await migrate(options);
    await sql`notify pgrst, 'reload schema'`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
