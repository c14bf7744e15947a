import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { isAlive, waitForExit } from './child-process.ts';
import { HOST, PROJECT, databaseUrl } from './config.ts';
import { startDatabase } from '../database/database.ts';
import { freePorts } from './ports.ts';

let folder: string;
const undo: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'peer-care-connect-test-'));
  // As root, the database's user must be able to pass.
  await chmod(folder, 0o755);
  await mkdir(path.join(folder, 'supabase/migrations'), { recursive: true });
  await migration('20260101000000_diary', 'create table public.diary (line text);');
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await rm(folder, { recursive: true, force: true });
});

const migration = (name: string, text: string) => writeFile(path.join(folder, `supabase/migrations/${name}.sql`), text);

const start = async (log: (line: string) => void = () => undefined) => {
  const database = await startDatabase({
    ephemeral: false, seed: true, ports: 'free', dataDir: path.join(folder, 'data'), workdir: folder, log,
  }); // prettier-ignore
  undo.push(database.stop);
  return database;
};

async function query(dbUrl: string, text: string): Promise<unknown[]> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

it('a second start finds the data of the first, and applies only what is new', async () => {
  await writeFile(path.join(folder, 'supabase/seed.sql'), "insert into public.diary values ('seeded');");
  const first = await start();
  await query(first.dbUrl, "insert into public.diary values ('written')");
  await first.stop();
  await migration('20260102000000_more', 'alter table public.diary add column more integer default 7;');

  const second = await start();
  expect(await query(second.dbUrl, 'select line, more from public.diary order by line')).toEqual([
    { line: 'seeded', more: 7 },
    { line: 'written', more: 7 },
  ]);
});

it('a failing migration is one sentence with the file and what Postgres says, and leaves nothing running', async () => {
  await migration('20260102000000_broken', 'create table public.broken (id integer references public.nowhere (id));');
  const failure = await start().then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(failure).toContain('supabase/migrations/20260102000000_broken.sql failed: relation "public.nowhere" does not exist');
  await expect(readFile(path.join(folder, 'data/postgres/postmaster.pid'), 'utf8')).rejects.toThrow('ENOENT');
});

it('a server that is killed comes back by itself with everything that was acknowledged', async () => {
  const database = await start();
  await query(database.dbUrl, "insert into public.diary values ('acknowledged')");
  const pid = database.pid() ?? 0;
  process.kill(pid, 'SIGKILL');
  await waitForExit(pid, 5_000);
  await expect
    .poll(() => query(database.dbUrl, 'select line from public.diary').catch(() => null), { timeout: 10_000 })
    .toEqual([{ line: 'acknowledged' }]);
});

it('a busy port is one sentence with the port and the variable that moves it', async () => {
  const squatter = createServer().listen(0, HOST);
  await once(squatter, 'listening');
  undo.push(() => squatter.close());
  const ports = { ...(await freePorts()), inbox: (squatter.address() as AddressInfo).port };
  const starting = startDatabase({ ephemeral: true, seed: false, ports, workdir: folder, log: () => undefined });
  await expect(starting).rejects.toThrow(
    `Port ${ports.inbox} is already in use: stop the program that has it, or choose another one with LOCAL_INBOX_PORT=<port>.`,
  );
});

/** `npm run stack` as a process of its own. Resolves at `ready`. */
async function stackProcess(): Promise<{ pid: number; kill: (signal: NodeJS.Signals) => Promise<void>; dbUrl: string; apiUrl: string }> {
  const ports = await freePorts();
  const child = spawn(process.execPath, ['--import', 'tsx', 'supabase/local/commands/stack-cli.ts', '--no-seed'], {
    cwd: PROJECT.root,
    env: {
      ...process.env,
      LOCAL_DATA_DIR: path.join(folder, 'data'),
      LOCAL_API_PORT: String(ports.api),
      LOCAL_DB_PORT: String(ports.db),
      LOCAL_INBOX_PORT: String(ports.inbox),
      LOCAL_STRIPE_PORT: String(ports.stripe),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^ready$/m.test(output)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(`the stack ended: ${output}`)));
  });
  return {
    pid: child.pid ?? 0,
    dbUrl: databaseUrl(ports.db),
    apiUrl: `http://${HOST}:${ports.api}`,
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

const serverPid = async () => Number((await readFile(path.join(folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

it('after kill -9 nothing is left running, and the next start has the data; SIGTERM stops it in order', async () => {
  const first = await stackProcess();
  await query(first.dbUrl, 'create table public.kept as select 1 as one');
  const database = await serverPid();
  await first.kill('SIGKILL');
  expect(await waitForExit(database, 10_000)).toBe(true);

  const second = await stackProcess();
  expect(await query(second.dbUrl, 'select one from public.kept')).toEqual([{ one: 1 }]);
  expect((await fetch(`${second.apiUrl}/health`)).status).toBe(200);
  const server = await serverPid();
  await second.kill('SIGTERM');
  expect(isAlive(server)).toBe(false);
  const log = await readFile(path.join(folder, 'data/postgres.log'), 'utf8');
  expect(log.trimEnd().split('\n').at(-1)).toContain('database system is shut down');
});
