import postgres from 'postgres';

import { HOST, databaseUrl, portsFromEnv } from '../base/config.ts';
import { dataFolder, serverUser } from '../database/postgres-home.ts';
import { runningState } from '../database/data-folder-lock.ts';

/** The running stack that a command works on. */
export interface RunningStack {
  kind: 'embedded' | 'docker';
  dbUrl: string;
  /** Where the payment sandbox of this stack listens, if it has one. */
  stripeUrl: string;
}

/** A function that only the embedded stack has; see bootstrap/20-auth.sql. */
const MARKER = 'auth.local_normalise_user()';

async function kindOf(dbUrl: string): Promise<RunningStack['kind'] | null> {
  const sql = postgres(dbUrl, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    const [row] = await sql<{ embedded: boolean; supabase: boolean }[]>`
      select to_regprocedure(${MARKER}) is not null as embedded, to_regclass('auth.users') is not null as supabase`;
    if (row?.embedded) return 'embedded';
    return row?.supabase ? 'docker' : null;
  } catch {
    return null;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * The stack that runs now: the one of the project's data folder, else the one that answers on the database port (an
 * ephemeral one, or `supabase start` in Docker). Null when there is none.
 */
export async function findRunningStack(): Promise<RunningStack | null> {
  const own = await runningState(await dataFolder(await serverUser()));
  for (const ports of [...(own ? [own.ports] : []), portsFromEnv()]) {
    const dbUrl = databaseUrl(ports.db);
    const kind = await kindOf(dbUrl);
    if (kind) return { kind, dbUrl, stripeUrl: `http://${HOST}:${ports.stripe}` };
  }
  return null;
}
