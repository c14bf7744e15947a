import postgres, { type Sql } from 'postgres';
import { afterAll, inject } from 'vitest';

/** The roles a request can have. */
export type ApiRole = 'anon' | 'authenticated' | 'service_role';

let connection: Sql | undefined;

/** A pool of superuser connections to the database of this run, closed when the file ends. */
export function database(): Sql {
  connection ??= postgres(inject('stack').dbUrl, { max: 10, onnotice: () => undefined });
  return connection;
}

afterAll(async () => {
  await connection?.end({ timeout: 5 });
  connection = undefined;
});
