import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { StackError } from './stack-error.ts';

/** The address everything listens on: the stack serves this machine only. */
export const HOST = '127.0.0.1';

/** Fixed keys. They are public, and open nothing but this stack. */
export const PUBLISHABLE_KEY = 'sb_publishable_local_peer_care_connect';
export const SECRET_KEY = 'sb_secret_local_peer_care_connect';
export const JWT_SECRET = 'local-peer-care-connect-signs-tokens-for-this-machine-only';
export const SANDBOX_STRIPE_PUBLISHABLE_KEY = 'pk_test_local_peer_care_connect';
export const SANDBOX_STRIPE_SECRET_KEY = 'sk_test_local_peer_care_connect';
export const SANDBOX_WEBHOOK_SECRET = 'whsec_local_peer_care_connect';

export const DATABASE_USER = 'postgres';
export const DATABASE_PASSWORD = 'postgres';
const DATABASE_NAME = 'postgres';

const SUPABASE_DIR = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Folders of the project, absolute. */
export const PROJECT = {
  root: path.dirname(SUPABASE_DIR),
  supabase: SUPABASE_DIR,
  migrations: path.join(SUPABASE_DIR, 'migrations'),
  seed: path.join(SUPABASE_DIR, 'seed.sql'),
  functions: path.join(SUPABASE_DIR, 'functions'),
  bootstrap: path.join(SUPABASE_DIR, 'local/database/bootstrap'),
};

/** A short name for this checkout, so that two of them on one machine never share a folder. */
export const PROJECT_ID = createHash('sha256').update(PROJECT.root).digest('hex').slice(0, 10);

export interface Ports {
  api: number;
  db: number;
  inbox: number;
  stripe: number;
}

/** Each port with the environment variable that moves it, for the sentence about a busy one. */
export const PORT_VARIABLES: Record<keyof Ports, string> = {
  api: 'LOCAL_API_PORT',
  db: 'LOCAL_DB_PORT',
  inbox: 'LOCAL_INBOX_PORT',
  stripe: 'LOCAL_STRIPE_PORT',
};

/** A port number from the environment; refuses what is not one. */
function portFromEnv(variable: string, fallback: number): number {
  const value = process.env[variable];
  if (!value) return fallback;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StackError(`${variable} must be a port number from 1 to 65535, not "${value}".`);
  }
  return port;
}

export function portsFromEnv(): Ports {
  return {
    api: portFromEnv(PORT_VARIABLES.api, 54_321),
    db: portFromEnv(PORT_VARIABLES.db, 54_322),
    inbox: portFromEnv(PORT_VARIABLES.inbox, 54_324),
    stripe: portFromEnv(PORT_VARIABLES.stripe, 54_325),
  };
}

/** The port of the app's own dev server. */
export function appPortFromEnv(): number {
  return portFromEnv('PORT', 5173);
}

/** A connection string for one role of the embedded Postgres; every local role has the same password. */
export function databaseUrl(port: number, role: string = DATABASE_USER): string {
  return `postgresql://${role}:${DATABASE_PASSWORD}@${HOST}:${port}/${DATABASE_NAME}`;
}
