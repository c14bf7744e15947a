import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** Whether a process exists, also one of another user. */
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
    // It has ended already.
  }
}

/**
 * Ends a child when this process ends, also by `kill -9`: that runs no exit handler, but it closes a pipe on which a small
 * shell waits, and the shell then sends the signal. Does nothing on Windows, which lacks such a shell.
 * @returns a function that ends the guard
 */
export function endWithParent(child: ChildProcess, signal: 'INT' | 'TERM' | 'KILL' = 'INT'): () => void {
  if (!child.pid || process.platform === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', `cat >/dev/null; kill -${signal} ${child.pid} 2>/dev/null`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // In its own group: Ctrl-C must reach only this process, which stops everything in order.
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
