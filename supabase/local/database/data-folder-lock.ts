import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { isAlive } from '../base/child-process.ts';
import type { Ports } from '../base/config.ts';
import { EPHEMERAL_PREFIX } from './postgres-home.ts';
import { StackError } from '../base/stack-error.ts';

/** The process that uses a data folder. Stored beside the data; read by the next start and by the commands. */
export interface StackState {
  pid: number;
  ports: Ports;
}

const fileIn = (dataDir: string) => path.join(dataDir, 'stack.json');

function isState(value: unknown): value is StackState {
  return value !== null && typeof value === 'object' && 'pid' in value && typeof value.pid === 'number' && 'ports' in value;
}

/** The stack that runs from this folder now; null when none does. */
export async function runningState(dataDir: string): Promise<StackState | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  if (!text) return null;
  try {
    const state: unknown = JSON.parse(text);
    if (!isState(state) || state.pid === process.pid || !isAlive(state.pid)) return null;
    // After a restart of the machine the number may belong to another program.
    const command = await readFile(`/proc/${state.pid}/cmdline`, 'utf8').catch(() => 'node');
    return command.includes('node') ? state : null;
  } catch {
    return null;
  }
}

/** Long enough for a stack that is stopping: `npm run` may end before it. */
const WAIT_MS = 4_000;

/** Reserves the folder for this process and returns the release. Throws a StackError that names the process which has it. */
export async function lockDataFolder(dataDir: string, ports: Ports): Promise<() => Promise<void>> {
  const deadline = Date.now() + WAIT_MS;
  let other = await runningState(dataDir);
  while (other && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    other = await runningState(dataDir);
  }
  if (other) {
    throw new StackError(
      `The embedded Supabase already runs from ${dataDir} (process ${other.pid}, API on port ${other.ports.api}); stop it first, or give this one a folder of its own with LOCAL_DATA_DIR.`,
    );
  }
  const state: StackState = { pid: process.pid, ports };
  await writeFile(fileIn(dataDir), `${JSON.stringify(state)}\n`);
  return () => rm(fileIn(dataDir), { force: true });
}

/** Removes ephemeral folders whose stack was killed before it could. */
export async function sweepEphemeralFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    if (!name.startsWith(EPHEMERAL_PREFIX)) continue;
    const folder = path.join(tmpdir(), name);
    const text = await readFile(fileIn(folder), 'utf8').catch(() => '');
    const pid = Number(/"pid":(\d+)/.exec(text)?.[1]);
    const server = Number((await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
    if (pid && !isAlive(pid) && !(server && isAlive(server))) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}
