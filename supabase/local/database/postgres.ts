import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { chown, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

import { endWithParent, isAlive, waitForExit } from '../base/child-process.ts';
import { DATABASE_PASSWORD, DATABASE_USER, HOST, databaseUrl } from '../base/config.ts';
import { ownedFolder, postgresBinaries } from './postgres-home.ts';
import type { PostgresBinaries, ServerUser } from './postgres-home.ts';
import { StackError } from '../base/stack-error.ts';

export interface PostgresOptions {
  /** Holds `postgres/` (the cluster) and `postgres.log` (errors, deadlocks, lock waits). */
  dataDir: string;
  port: number;
  user: ServerUser | null;
  /** Skips what protects the data from a power failure. A killed server still loses nothing. */
  ephemeral: boolean;
  log: (line: string) => void;
}

export interface RunningPostgres {
  /** True when this start created the cluster. */
  created: boolean;
  logFile: string;
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

const READY_TIMEOUT_MS = 30_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, MDY',
  jit: 'off',
  shared_buffers: '128MB',
  log_min_messages: 'warning',
  log_lock_waits: 'on',
  deadlock_timeout: '1s',
  log_line_prefix: '%m [%p] %q%u@%a %e ',
};

async function createCluster(options: PostgresOptions, binaries: PostgresBinaries, cluster: string): Promise<void> {
  await ownedFolder(cluster, options.user);
  const passwordFile = path.join(options.dataDir, 'initdb-password');
  await writeFile(passwordFile, DATABASE_PASSWORD, { mode: 0o600 });
  if (options.user) await chown(passwordFile, options.user.uid, options.user.gid);
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(
        binaries.initdb,
        [
          `--pgdata=${cluster}`,
          `--username=${DATABASE_USER}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          // Built into the server: the same order and case rules on every machine.
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          ...(options.ephemeral ? ['--no-sync'] : []),
        ],
        { ...options.user, cwd: options.dataDir, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve();
        else reject(new StackError(`The database could not be created in ${cluster}: ${errors.trim()}`));
      });
    });
  } catch (error) {
    // An incomplete cluster would make every later start fail.
    await rm(cluster, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Ends a server that was left running by a killed stack. The pid file in the data folder names it. */
async function endOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid)) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  if (!command.includes('postgres')) {
    // The number belongs to another program now, so the file is only stale.
    await rm(pidFile, { force: true });
    return;
  }
  log('A PostgreSQL server from an interrupted run is still up; stopping it first.');
  process.kill(pid, 'SIGINT');
  if (!(await waitForExit(pid, 10_000))) process.kill(pid, 'SIGQUIT');
  await waitForExit(pid, 5_000);
}

/** Starts PostgreSQL on its data folder, which is created at the first start. Restarts it when it ends unexpectedly. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = await postgresBinaries(options.user);
  const cluster = path.join(options.dataDir, 'postgres');
  const logFile = path.join(options.dataDir, 'postgres.log');
  const created = (await stat(path.join(cluster, 'PG_VERSION')).catch(() => null)) === null;
  if (created) await createCluster(options, binaries, cluster);
  else await endOrphan(cluster, options.log);

  let stopping = false;
  let ready = false;
  let server: ChildProcess;
  let endGuard = () => undefined as void;

  const launch = () => {
    const settings = { ...SETTINGS, port: String(options.port), ...(options.ephemeral ? { fsync: 'off', full_page_writes: 'off' } : {}) };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const output = openSync(logFile, 'a');
    server = spawn(binaries.postgres, ['-D', cluster, ...flags], {
      ...options.user,
      cwd: options.dataDir,
      stdio: ['ignore', output, output],
      // In its own group: Ctrl-C reaches only this process, which stops the database last.
      detached: true,
    });
    closeSync(output);
    endGuard = endWithParent(server, 'INT');
    server.on('error', (error) => options.log(`PostgreSQL could not be started: ${error.message}`));
    server.on('exit', () => {
      endGuard();
      if (stopping || !ready) return;
      options.log('PostgreSQL stopped unexpectedly; starting it again.');
      // The workers of the ended server need a moment to release its shared memory.
      setTimeout(() => {
        if (!stopping) launch();
      }, 300);
    });
  };

  const stop = async () => {
    stopping = true;
    endGuard();
    const { pid } = server;
    if (!pid || server.exitCode !== null || server.signalCode !== null) return;
    const exited = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    const forced = setTimeout(() => server.kill('SIGQUIT'), 10_000);
    await exited;
    clearTimeout(forced);
  };

  launch();
  try {
    await waitUntilReady(options.port, logFile, () => server.exitCode !== null || server.signalCode !== null);
    ready = true;
  } catch (error) {
    await stop();
    throw error;
  }
  return { created, logFile, pid: () => server.pid, stop };
}

async function waitUntilReady(port: number, logFile: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const sql = postgres(databaseUrl(port), { max: 1, connect_timeout: 5, onnotice: () => undefined });
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      if (hasEnded() || Date.now() > deadline) {
        const tail = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n  ');
        throw new StackError(`PostgreSQL did not start; the end of ${logFile}:\n  ${tail}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 30));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
