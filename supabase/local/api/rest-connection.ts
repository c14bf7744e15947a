import { AsyncLocalStorage } from 'node:async_hooks';

import type { ConnectionContextOptions, VarsContext } from '@supabase/lite';
import { PostgresConnection } from '@supabase/lite/postgres';
import type postgres from 'postgres';

import { databaseErrorResponse } from './rest-errors.ts';
import type { Claims } from './tokens.ts';

/** The request being answered, as PostgREST would pass it to the database. */
export interface RestRequest {
  claims: Claims;
  method: string;
  path: string;
  headers: Record<string, string>;
}

export const restRequests = new AsyncLocalStorage<RestRequest>();

/** Postgres' text form of an instant as JSON has it: `2026-01-05T09:00:00+00:00`. */
const isoTimestamp = (text: string) => text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
/** A JSON number. `NaN`, which JSON cannot express, stays text, as in Postgres' own JSON. */
const jsonNumber = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text);
const asText = (value: unknown) => String(value);

/** Lite hands over documents as JSON text already; the driver would wrap that text into a JSON string. */
const jsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const parseJson = (text: string): unknown => JSON.parse(text);

/** Values as PostgREST puts them into JSON; the driver's own choice would be strings. */
const JSON_TYPES: Record<string, postgres.PostgresType> = {
  json: { to: 114, from: [114], serialize: jsonText, parse: parseJson },
  jsonb: { to: 3802, from: [3802], serialize: jsonText, parse: parseJson },
  bigint: { to: 20, from: [20], serialize: asText, parse: jsonNumber },
  numeric: { to: 1700, from: [1700], serialize: asText, parse: jsonNumber },
  timestamp: { to: 1114, from: [1114], serialize: asText, parse: isoTimestamp },
  timestamptz: { to: 1184, from: [1184], serialize: asText, parse: isoTimestamp },
};

/** Undoes a transaction whose answer is a refusal. */
class RolledBack extends Error {
  constructor(readonly response: Response) {
    super('rolled back');
  }
}

/**
 * Lite's connection to Postgres, with each request run as PostgREST runs it: one transaction, the
 * caller's role and claims, that role's statement timeout, read-only for reads; and with errors
 * of the database answered in PostgREST's form. Signs in as `authenticator`.
 */
export class RestConnection extends PostgresConnection {
  /** `statement_timeout` by role, as `alter role … set` left it. */
  timeouts: ReadonlyMap<string, string> = new Map();

  constructor(url: string, poolSize: number) {
    super({
      url,
      postgresOptions: {
        max: poolSize,
        connect_timeout: 5,
        types: JSON_TYPES,
        onnotice: () => undefined,
        // A prepared plan would be wrong after a migration.
        prepare: false,
        connection: { application_name: 'rest', search_path: 'public, extensions' },
      },
    });
  }

  override async withContext<T>(
    _vars: VarsContext | undefined,
    fn: (db: PostgresConnection['kysely']) => Promise<T>,
    options?: ConnectionContextOptions,
  ): Promise<T> {
    if (options?.transaction) return fn(options.transaction);
    const request = restRequests.getStore();
    if (!request) throw new Error('The embedded REST was called outside a request.');
    const { role } = request.claims;
    try {
      return await this.kysely.transaction().execute(async (transaction) => {
        const settings = this.#settings(request);
        await transaction
          .selectNoFrom((query) =>
            settings.map(([name, value], index) =>
              query.fn('set_config', [query.val(name), query.val(value), query.lit(true)]).as(`s${index}`),
            ),
          )
          .execute();
        const result = await fn(transaction);
        if (result instanceof Response && result.status >= 400) throw new RolledBack(result);
        return result;
      });
    } catch (error) {
      const response = error instanceof RolledBack ? error.response : databaseErrorResponse(error, role);
      // Lite's request handler is the caller, and its T is its Response.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the inherited signature cannot say so
      if (response) return response as T;
      throw error;
    }
  }

  #settings({ claims, method, path, headers }: RestRequest): [string, string][] {
    const timeout = this.timeouts.get(claims.role);
    return [
      ['role', claims.role],
      ['request.jwt.claims', JSON.stringify(claims)],
      ['request.method', method],
      ['request.path', path],
      ['request.headers', JSON.stringify(headers)],
      ['response.status', ''],
      ['response.headers', ''],
      ...(timeout ? ([['statement_timeout', timeout]] as [string, string][]) : []),
      ...(method === 'GET' || method === 'HEAD' ? ([['transaction_read_only', 'on']] as [string, string][]) : []),
    ];
  }
}
