import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** Whether a process exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until a process is gone; false when it outlives `timeoutMs`. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

function signalGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/**
 * Ends a child when this process ends, however it ends: `kill -9` runs no exit handler, but it
 * closes the pipe that a small shell is waiting on, and that shell then sends the signal.
 * Returns a function that calls the guard off. Does nothing on Windows, which has no shell for it.
 */
export function endWithParent(child: ChildProcess, signal: 'INT' | 'TERM' | 'KILL' = 'INT'): () => void {
  if (!child.pid || process.platform === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', `cat >/dev/null; kill -${signal} ${child.pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own group: a Ctrl-C in the terminal must reach us, who stop things in order, and nobody else.
    detached: true,
  });
  guard.unref();
  // A pipe to a child keeps Node running; the guard must not.
  const pipe = guard.stdin as (typeof guard.stdin & { unref?: () => void }) | null;
  pipe?.unref?.();
  pipe?.on('error', () => undefined);
  guard.on('error', () => undefined);
  return () => {
    if (guard.pid) signalGroup(guard.pid);
    pipe?.destroy();
  };
}
