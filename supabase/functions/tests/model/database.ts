import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';
import type { Sql, TransactionSql } from 'postgres';
import { bootstrapDatabase } from '../../../local/database/bootstrap.ts';
import { PROJECT } from '../../../local/base/config.ts';
import type { ServiceClient } from '../../_shared/payments-db.ts';

export type ModelDatabase = {
  /** Connected as the owner of the tables. */
  sql: Sql;
  /** Calls SQL functions as the service role, as the Edge Functions do. */
  service: ServiceClient;
  /** Runs one transaction as a signed-in person. Throws refusals as they come from Postgres. */
  as: <T>(userId: string, run: (sql: TransactionSql) => Promise<T>) => Promise<T>;
  drop: () => Promise<void>;
};

/** A migrated database for this test alone, in the stack's server: no other test's jobs are due in it. */
export async function openModelDatabase(stackUrl: string): Promise<ModelDatabase> {
  const name = `money_${crypto.randomUUID().replaceAll('-', '')}`;
  const url = new URL(stackUrl);
  const cluster = postgres(url.href, { max: 1, onnotice: () => undefined });
  await cluster.unsafe(`create database ${name}`);
  url.pathname = name;
  await bootstrapDatabase(url.href);
  const options = { onnotice: () => undefined };
  const sql = postgres(url.href, { ...options, max: 4, connection: { synchronous_commit: 'off' } });
  const folder = path.join(PROJECT.root, 'supabase', 'migrations');
  for (const file of (await readdir(folder)).toSorted((a, b) => a.localeCompare(b))) {
    await sql.unsafe(await readFile(path.join(folder, file), 'utf8')).simple();
  }
  const serviceRole = postgres(url.href, { ...options, max: 2, connection: { role: 'service_role', synchronous_commit: 'off' } });

  return {
    sql,
    service: { rpc: (fn, args) => rpc(serviceRole, fn, args) },
    as: async (userId, run) => {
      const result = await sql.begin(async (tx) => {
        const claims = JSON.stringify({ role: 'authenticated', sub: userId });
        await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
        return { value: await run(tx) };
      });
      return result.value;
    },
    drop: async () => {
      await Promise.all([sql.end({ timeout: 5 }), serviceRole.end({ timeout: 5 })]);
      await cluster.unsafe(`drop database ${name} with (force)`);
      await cluster.end({ timeout: 5 });
    },
  };
}

/** A call as PostgREST makes it: named arguments, rows of a table or one value, and errors with their code and hint. */
async function rpc(sql: Sql, fn: string, args: Record<string, unknown>): Promise<Awaited<ReturnType<ServiceClient['rpc']>>> {
  const names = Object.keys(args);
  const values = Object.values(args).map((value) => {
    if (value === null || typeof value === 'number' || typeof value === 'string') return value;
    if (Array.isArray(value)) return sql.json(value);
    throw new TypeError(`${fn} was given a ${typeof value}`);
  });
  const list = names.map((name, index) => `${name} => $${index + 1}`).join(', ');
  try {
    const rows = await sql.unsafe(`select * from public.${fn}(${list})`, values);
    const scalar = rows.columns.length === 1 && rows.columns[0]?.name === fn;
    return { data: scalar ? rows[0]?.[fn] : [...rows], error: null };
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    return { data: null, error: { code: error.code, hint: error.hint ?? null, message: error.message } };
  }
}
