import { rm } from 'node:fs/promises';

import { PROJECT, databaseUrl, portsFromEnv } from '../base/config.ts';
import type { Ports } from '../base/config.ts';
import { assertPortsFree, freePorts } from '../base/ports.ts';
import { bootstrapDatabase } from './bootstrap.ts';
import { lockDataFolder, sweepEphemeralFolders } from './data-folder-lock.ts';
import { migrate } from './migrate.ts';
import type { MigrateOptions } from './migrate.ts';
import { isOutdated, outdatedSentence } from './migration-state.ts';
import { dataFolder, ephemeralFolder, serverUser } from './postgres-home.ts';
import { startPostgres } from './postgres.ts';
import { resetDatabase } from './reset.ts';

export interface DatabaseOptions {
  ephemeral: boolean;
  seed: boolean;
  /** Apply pending migrations. Default: true. */
  migrations?: boolean;
  ports?: Ports | 'free' | undefined;
  dataDir?: string | undefined;
  /** The folder that holds `supabase/`. Default: the project. */
  workdir?: string | undefined;
  /**
   * Asked, with a sentence for the developer, when the database was made by older migrations. True: delete what is in it
   * and rebuild it. Default: log the sentence and keep the data.
   */
  confirmReset?: ((sentence: string) => Promise<boolean>) | undefined;
  log: (line: string) => void;
}

export interface Database {
  ports: Ports;
  dataDir: string;
  dbUrl: string;
  logFile: string;
  pid: () => number | undefined;
  /** True when older migrations made this database, so the app may not fit it. */
  isOutdated: boolean;
  stop: () => Promise<void>;
}

/**
 * Starts the database without the other services: Postgres, prepared and migrated. The commands about the schema need no
 * more. Throws a StackError, and leaves nothing running then.
 */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { ephemeral, seed, workdir = PROJECT.root, log } = options;
  const cleanup: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of cleanup.splice(0).reverse()) {
      await step().catch((error: unknown) => log(`While stopping: ${String(error)}`));
    }
  };

  try {
    const user = await serverUser();
    const ports = options.ports === 'free' ? await freePorts() : (options.ports ?? portsFromEnv());
    if (ephemeral) void sweepEphemeralFolders();
    const dataDir = ephemeral ? await ephemeralFolder() : await dataFolder(user, options.dataDir);
    if (ephemeral) cleanup.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }));
    cleanup.push(await lockDataFolder(dataDir, ports));
    if (options.ports !== 'free') await assertPortsFree(ports);

    const server = await startPostgres({ dataDir, port: ports.db, user, ephemeral, log });
    cleanup.push(server.stop);
    const dbUrl = databaseUrl(ports.db);
    await bootstrapDatabase(dbUrl);
    const isCurrent =
      options.migrations === false || (await bringUpToDate({ databaseUrl: dbUrl, seed, workdir, log }, options.confirmReset));
    return { ports, dataDir, dbUrl, logFile: server.logFile, pid: server.pid, isOutdated: !isCurrent, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Applies what is pending. An outdated database is reset when that is confirmed, and else left alone: false then. */
async function bringUpToDate(options: MigrateOptions, confirmReset: DatabaseOptions['confirmReset']): Promise<boolean> {
  const state = await migrate(options);
  if (!isOutdated(state)) return true;
  const sentence = outdatedSentence(state);
  if (!confirmReset) options.log(sentence);
  else if (await confirmReset(sentence)) {
    await resetDatabase(options);
    return true;
  }
  return false;
}
