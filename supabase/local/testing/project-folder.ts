import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';

import { startDatabase } from '../database/database.ts';
import type { Database, DatabaseOptions } from '../database/database.ts';

/** A project for one test: a temporary folder with `supabase/`, and a database that keeps its data between starts. */
export interface ProjectFolder {
  folder: string;
  dataDir: string;
  writeMigration: (name: string, text: string) => Promise<void>;
  removeMigration: (name: string) => Promise<void>;
  writeSeed: (text: string) => Promise<void>;
  /** Starts the database of this folder. */
  start: (options?: Partial<DatabaseOptions>) => Promise<Database>;
  /** Stops what was started and still runs. */
  stop: () => Promise<void>;
  /** Stops and deletes the folder. */
  remove: () => Promise<void>;
}

export async function createProjectFolder(): Promise<ProjectFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'peer-care-connect-test-'));
  // As root, the database's user must be able to pass.
  await chmod(folder, 0o755);
  await mkdir(path.join(folder, 'supabase/migrations'), { recursive: true });
  const dataDir = path.join(folder, 'data');
  const started: Database[] = [];
  const migrationFile = (name: string) => path.join(folder, `supabase/migrations/${name}.sql`);
  const stop = async () => {
    for (const database of started.splice(0).reverse()) await database.stop();
  };
  return {
    folder,
    dataDir,
    writeMigration: (name, text) => writeFile(migrationFile(name), text),
    removeMigration: (name) => rm(migrationFile(name)),
    writeSeed: (text) => writeFile(path.join(folder, 'supabase/seed.sql'), text),
    start: async (options = {}) => {
      const database = await startDatabase({
        ephemeral: false,
        seed: true,
        ports: 'free',
        dataDir,
        workdir: folder,
        log: () => undefined,
        ...options,
      });
      started.push(database);
      return database;
    },
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The rows of one SQL statement. */
export async function queryRows(dbUrl: string, text: string): Promise<unknown[]> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}
