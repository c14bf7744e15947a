import postgres from 'postgres';
import type { Sql } from 'postgres';

import { startDatabase } from '../database/database.ts';

/** A Postgres for the tests of Realtime, which restart it: with bootstrap/ applied, without migrations. */
export interface TestDatabase {
  url: string;
  sql: Sql;
  /** Kills the server; resolves when it has started itself again, on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const RESTART_TIMEOUT_MS = 20_000;

export async function startTestDatabase(): Promise<TestDatabase> {
  const database = await startDatabase({
    ephemeral: true,
    seed: false,
    migrations: false,
    ports: 'free',
    log: () => undefined,
  });
  const sql = postgres(database.dbUrl, { max: 2, onnotice: () => undefined });
  return {
    url: database.dbUrl,
    sql,
    async restart() {
      const before = database.pid();
      if (before === undefined) throw new Error('the server is not running');
      process.kill(before, 'SIGKILL');
      const deadline = Date.now() + RESTART_TIMEOUT_MS;
      for (;;) {
        if (database.pid() !== before && (await answers(database.dbUrl))) return;
        if (Date.now() > deadline) throw new Error('the server did not start again');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      await sql.end({ timeout: 1 });
      await database.stop();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const probe = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    await probe`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await probe.end({ timeout: 1 });
  }
}
