import { App } from '@supabase/lite';
import postgres from 'postgres';

import { HOST } from '../base/config.ts';
import { RestConnection, restRequests } from './rest-connection.ts';
import { databaseErrorResponse, restErrorResponse } from './rest-errors.ts';
import type { Claims } from './tokens.ts';

export interface Rest {
  /** Answers a request to /rest/v1 as the given caller. The gateway has removed the credentials. */
  fetch: (request: Request, caller: Claims) => Promise<Response>;
  /** Reads the schema again. Requests use the old one until that is done. */
  reload: () => Promise<void>;
  stop: () => Promise<void>;
}

const POOL_SIZE = 16;
/** A migration sends one notice per statement; the schema is read once for all of them. */
const RELOAD_DELAY_MS = 60;
/** Satisfies Lite's own check. The gateway has identified the caller already. */
const INNER_KEY = 'inner';

/**
 * The embedded PostgREST: Lite's handler as role `authenticator`, listening for
 * `notify pgrst, 'reload schema'` as PostgREST does.
 */
export async function startRest(authenticatorUrl: string): Promise<Rest> {
  const connection = new RestConnection(authenticatorUrl, POOL_SIZE);
  const app = new App({
    connection,
    auth: { enabled: false },
    api: { schemas: ['public'], max_rows: 20_000 },
    db: { migrations: { enabled: false } },
    options: {
      server: {
        admin: false,
        disableStudio: true,
        apiKeys: {
          resolver: async () => {
            const request = restRequests.getStore();
            return request ? { type: 'publishable', claims: request.claims } : null;
          },
        },
      },
    },
  });
  await app.init();

  const reload = async () => {
    await connection.introspect({ useCache: false });
    const rows = await connection.driver<{ role: string; setting: string }[]>`
      select rolname as role, unnest(rolconfig) as setting from pg_catalog.pg_roles
      where rolname in ('anon', 'authenticated', 'service_role', 'authenticator')`;
    const found = new Map<string, string>();
    for (const { role, setting } of rows) {
      const [name, value] = setting.split('=', 2);
      if (name === 'statement_timeout' && value) found.set(role, value);
    }
    connection.timeouts = found;
  };

  let timer: NodeJS.Timeout | undefined;
  const scheduleReload = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void reload().catch(() => undefined), RELOAD_DELAY_MS);
  };

  const listener = postgres(authenticatorUrl, { max: 1, onnotice: () => undefined, connection: { application_name: 'rest-listener' } });
  // Also called after a reconnect, because notices sent meanwhile are lost.
  await listener.listen('pgrst', scheduleReload, scheduleReload);
  await reload();

  return {
    reload,
    fetch: async (request, caller) => {
      const { pathname } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.set('apikey', INNER_KEY);
      const context = {
        claims: caller,
        method: request.method,
        path: pathname.replace(/^\/rest\/v1/, ''),
        headers: Object.fromEntries(request.headers),
      };
      try {
        return await restRequests.run(context, () => app.fetch(new Request(request, { headers }), { peerAddress: HOST }));
      } catch (error) {
        return (
          databaseErrorResponse(error, caller.role) ??
          restErrorResponse(500, { code: 'PGRST000', message: 'The request could not be answered.', details: null, hint: null })
        );
      }
    },
    stop: async () => {
      clearTimeout(timer);
      await Promise.all([listener.end({ timeout: 1 }), connection.driver.end({ timeout: 1 })]);
    },
  };
}
