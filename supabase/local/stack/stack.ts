import path from 'node:path';

import { HOST, PROJECT, PUBLISHABLE_KEY, SECRET_KEY, appPortFromEnv } from '../base/config.ts';
import type { Ports } from '../base/config.ts';
import { startDatabase } from '../database/database.ts';
import { paySeededSessions } from './seed-payments.ts';
import { stackEnv, usesRealStripe } from './stack-env.ts';

export interface StackOptions {
  /** A new database in a temporary folder, removed by `stop()`. Default: false. */
  ephemeral?: boolean;
  /** Apply seed.sql to a database that never had it. Default: true. */
  seed?: boolean;
  /** `'free'`: any free ports, for tests. Default: those of the environment, or the fixed ones. */
  ports?: Ports | 'free';
  /** Where the data lives; ignored when ephemeral. Default: LOCAL_DATA_DIR, or the project's own folder. */
  dataDir?: string;
  /** The folder that holds `supabase/migrations` and `supabase/seed.sql`. Default: the project. */
  workdir?: string;
  /** Asked before an outdated database is reset; see DatabaseOptions. */
  confirmReset?: (sentence: string) => Promise<boolean>;
  /** Call the function `run-jobs` every 30 seconds. Default: false. */
  jobs?: boolean;
  /** Receives one line per event of interest. Default: none is shown. */
  log?: (line: string) => void;
}

export interface Stack {
  apiUrl: string;
  dbUrl: string;
  inboxUrl: string;
  stripeUrl: string;
  publishableKey: string;
  secretKey: string;
  ports: Ports;
  dataDir: string;
  /** Postgres' own log: errors, deadlocks, lock waits. */
  postgresLog: string;
  /** The database server's process, for tests that kill it. It is started again by itself. */
  postgresPid: () => number | undefined;
  /** The environment for programs that use the stack, the app's VITE_… included. */
  env: Record<string, string>;
  /** Stops everything, last started first. Safe to call twice. */
  stop: () => Promise<void>;
}

/**
 * Starts the embedded Supabase: Postgres, REST, Auth, Realtime, Edge Functions, the mail inbox and
 * the payment sandbox, the API on one port. Resolves when every one of them answers.
 * Throws a StackError, one sentence, for what the reader can put right; nothing is left running then.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { ephemeral = false, seed = true, workdir = PROJECT.root, jobs = false, log = () => undefined } = options;
  // Loading the services' code takes half of a start, so it runs while the database starts.
  const loading = import('./services.ts');
  loading.catch(() => undefined);
  const { ports: chosenPorts, dataDir: chosenFolder, confirmReset } = options;
  const database = await startDatabase({ ephemeral, seed, workdir, log, ports: chosenPorts, dataDir: chosenFolder, confirmReset });
  const cleanup = [database.stop];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      for (const step of cleanup.reverse()) {
        await step().catch((error: unknown) => log(`While stopping: ${String(error)}`));
      }
    })();
    return stopping;
  };

  try {
    const { ports, dataDir, dbUrl } = database;
    const appUrl = `http://${HOST}:${appPortFromEnv()}`;
    const { startServices } = await loading;
    const services = await startServices({
      ports,
      dbUrl,
      appUrl,
      functionsDir: path.join(workdir, 'supabase', 'functions'),
      stripeDataFile: ephemeral ? null : path.join(dataDir, 'stripe.json'),
      jobs,
      log,
    });
    cleanup.push(services.stop);
    // An outdated database may lack the columns that are read here.
    if (!usesRealStripe() && !database.isOutdated) await paySeededSessions(dbUrl, services.addresses.stripeUrl);

    return {
      apiUrl: services.addresses.apiUrl,
      dbUrl,
      inboxUrl: services.addresses.inboxUrl,
      stripeUrl: services.addresses.stripeUrl,
      publishableKey: PUBLISHABLE_KEY,
      secretKey: SECRET_KEY,
      ports,
      dataDir,
      postgresLog: database.logFile,
      postgresPid: database.pid,
      env: stackEnv(services.addresses),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
