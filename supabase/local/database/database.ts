import { rm } from 'node:fs/promises';

import { bootstrapDatabase } from './bootstrap.ts';
import { PROJECT, databaseUrl, portsFromEnv } from '../stack/config.ts';
import type { Ports } from '../stack/config.ts';
import { migrate } from './migrate.ts';
import { assertPortsFree, freePorts } from '../stack/ports.ts';
import { dataFolder, ephemeralFolder, serverUser } from './postgres-home.ts';
import { startPostgres } from './postgres.ts';
import { claimDataDir, sweepEphemeralFolders } from '../stack/stack-state.ts';

export interface DatabaseOptions {
  ephemeral: boolean;
  seed: boolean;
  /** Apply pending migrations. Default: true. */
  migrations?: boolean;
  ports?: Ports | 'free' | undefined;
  dataDir?: string | undefined;
  /** The folder that holds `supabase/`. Default: the project. */
  workdir?: string | undefined;
  log: (line: string) => void;
}

export interface Database {
  ports: Ports;
  dataDir: string;
  dbUrl: string;
  logFile: string;
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

/**
 * The database of the stack without its services: Postgres started, prepared and migrated. All that
 * the commands about the schema need. Throws a StackError, and leaves nothing running then.
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
    cleanup.push(await claimDataDir(dataDir, ports));
    if (options.ports !== 'free') await assertPortsFree(ports);

    const server = await startPostgres({ dataDir, port: ports.db, user, ephemeral, log });
    cleanup.push(server.stop);
    const dbUrl = databaseUrl(ports.db);
    await bootstrapDatabase(dbUrl);
    if (options.migrations !== false) await migrate({ databaseUrl: dbUrl, seed, workdir, log });
    return { ports, dataDir, dbUrl, logFile: server.logFile, pid: server.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
