import { startDatabase } from '../database/database.ts';
import { findRunningStack } from '../stack/running-stack.ts';

/** Does something with the running stack's database, or with a new one, migrated but not seeded, if none runs. */
export async function withDatabase<T>(
  use: (dbUrl: string, isOurs: boolean) => Promise<T>,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<T> {
  const running = fresh ? null : await findRunningStack();
  if (running) return use(running.dbUrl, false);
  const database = await startDatabase({ ephemeral: true, seed: false, ports: 'free', log: () => undefined });
  try {
    return await use(database.dbUrl, true);
  } finally {
    await database.stop();
  }
}
