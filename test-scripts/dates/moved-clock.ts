import { spawn, spawnSync } from 'node:child_process';

/** The library of `faketime` that answers for the system's clock, as LD_PRELOAD names it; null where it is not installed. */
export function clockLibrary(): string | null {
  const asked = spawnSync('faketime', ['-f', '+0', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() : null;
}

/**
 * The environment in which every process (Node, PostgreSQL, Deno, Chromium) sees the same clock, so many whole seconds
 * ahead of the machine's. By an offset and not by a start, since each process would start anew; without the command
 * itself, whose shared memory PostgreSQL's user may not open.
 */
export function movedClock(library: string, seconds: number): Record<string, string> {
  return {
    LD_PRELOAD: library,
    FAKETIME: seconds < 0 ? `${seconds}` : `+${seconds}`,
    // Only the date is moved: timers and what takes how long stay true, and Chromium waits for ever without the second.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
  };
}

/** The clock as a process in this environment reads it, in milliseconds. */
export function clockIn(env: NodeJS.ProcessEnv): number {
  const asked = spawnSync(process.execPath, ['-p', 'Date.now()'], { env, encoding: 'utf8' });
  return Number(asked.stdout);
}

/** Runs a program in a group of its own, ended with this one; answers when it is gone. `said` gets what it prints. */
export function runInGroup(
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; said: (chunk: Buffer) => void },
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    child.stdout.on('data', options.said);
    child.stderr.on('data', options.said);
    let wanted = 0;
    // The first asks; the second, and every one after it, does not wait.
    const end = () => {
      wanted += 1;
      if (child.pid !== undefined) process.kill(wanted > 1 ? -child.pid : child.pid, wanted > 1 ? 'SIGKILL' : 'SIGINT');
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve(wanted > 0 ? null : code);
    });
  });
}
