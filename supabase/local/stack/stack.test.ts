import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { isAlive, waitForExit } from '../base/child-process.ts';
import { HOST, PROJECT, databaseUrl } from '../base/config.ts';
import { freePorts } from '../base/ports.ts';
import { createProjectFolder, queryRows } from '../testing/project-folder.ts';
import type { ProjectFolder } from '../testing/project-folder.ts';

let project: ProjectFolder;
const undo: (() => unknown)[] = [];

beforeEach(async () => {
  project = await createProjectFolder();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await project.remove();
});

/** `npm run stack` as a process of its own. Resolves at `ready`. */
async function stackProcess(): Promise<{ pid: number; kill: (signal: NodeJS.Signals) => Promise<void>; dbUrl: string; apiUrl: string }> {
  const ports = await freePorts();
  const child = spawn(process.execPath, ['--import', 'tsx', 'supabase/local/commands/stack-cli.ts', '--no-seed'], {
    cwd: PROJECT.root,
    env: {
      ...process.env,
      LOCAL_DATA_DIR: project.dataDir,
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

const serverPid = async () => Number((await readFile(path.join(project.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

it('a stack that is killed leaves no process, the next start has its data, and SIGTERM shuts the database down in order', async () => {
  const first = await stackProcess();
  await queryRows(first.dbUrl, 'create table public.kept as select 1 as one');
  const database = await serverPid();
  await first.kill('SIGKILL');
  expect(await waitForExit(database, 10_000)).toBe(true);

  const second = await stackProcess();
  expect(await queryRows(second.dbUrl, 'select one from public.kept')).toEqual([{ one: 1 }]);
  expect((await fetch(`${second.apiUrl}/health`)).status).toBe(200);
  const server = await serverPid();
  await second.kill('SIGTERM');
  expect(isAlive(server)).toBe(false);
  const log = await readFile(path.join(project.dataDir, 'postgres.log'), 'utf8');
  expect(log.trimEnd().split('\n').at(-1)).toContain('database system is shut down');
});
