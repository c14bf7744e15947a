import postgres, { type Sql, type TransactionSql } from 'postgres';
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

class RolledBack extends Error {}

/**
 * Runs statements as the API would for this role and user, in a transaction that is always rolled back.
 * What the callback throws is thrown; what it returns is returned.
 */
export async function actingAs<T>(role: ApiRole, userId: string | null, run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await database().begin(async (sql) => {
      const claims = JSON.stringify(userId === null ? { role } : { role, sub: userId });
      await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', ${role}, true)`;
      result = { value: await run(sql) };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  if (!result) throw new Error('the transaction ended without a result');
  return result.value;
}
