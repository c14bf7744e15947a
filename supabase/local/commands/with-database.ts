import { PROJECT } from '../base/config.ts';
import { startDatabase } from '../database/database.ts';
import { isOutdated, readMigrationState } from '../database/migration-state.ts';
import { findRunningStack } from '../stack/running-stack.ts';

/**
 * Does something with the running stack's database. With a new one, migrated but not seeded, if no stack runs or the
 * running one was not made by the migrations as they are on disk.
 */
export async function withDatabase<T>(
  use: (dbUrl: string, isOurs: boolean) => Promise<T>,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<T> {
  const running = fresh ? null : await findRunningStack();
  if (running) {
    const state = await readMigrationState(running.dbUrl, PROJECT.root);
    if (!isOutdated(state) && state.pending.length === 0) return use(running.dbUrl, false);
    console.error('The running stack does not have the migrations as they are on disk: using a new database made from them.');
  }
  const database = await startDatabase({ ephemeral: true, seed: false, ports: 'free', log: () => undefined });
  try {
    return await use(database.dbUrl, true);
  } finally {
    await database.stop();
  }
}
