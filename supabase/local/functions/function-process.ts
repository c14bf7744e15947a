import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { freePort } from '../base/ports.ts';
import { allowedHosts, functionEnvironment } from './permissions.ts';

export interface FunctionProcessOptions {
  name: string;
  entrypoint: string;
  deno: string;
  cacheDir: string;
  env: Record<string, string>;
  log: (line: string) => void;
}

const START_TIMEOUT_MS = 30_000;
const DRAIN_MS = 5_000;

/** A function that did not start; the message is one sentence for the caller. */
export class FunctionStartError extends Error {}

/** One Deno process that runs one function. */
export class FunctionProcess {
  readonly agent = new Agent({ keepAlive: true });
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
  #inFlight = 0;
  #retired = false;
  #hasExited = false;

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    readonly port: number,
    options: FunctionProcessOptions,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#hasExited = true;
        this.agent.destroy();
        if (!this.#retired) {
          options.log(`${options.name} stopped unexpectedly (${signal ?? `exit code ${code}`}); the next call starts it again`);
        }
        resolve();
      });
    });
  }

  get isUsable(): boolean {
    return !this.#retired && !this.#hasExited;
  }

  /** Starts the function and waits until it listens. Rejects with FunctionStartError when it does not. */
  static async start(options: FunctionProcessOptions): Promise<FunctionProcess> {
    const port = await freePort();
    const child = spawn(
      options.deno,
      [
        'run',
        '--quiet',
        '--no-prompt',
        '--no-remote',
        '--no-lock',
        '--node-modules-dir=manual',
        '--allow-env',
        `--allow-net=${allowedHosts(options.env).join(',')}`,
        `--preload=${fileURLToPath(new URL('watchdog.js', import.meta.url))}`,
        options.entrypoint,
      ],
      {
        env: functionEnvironment(options.env, port, options.cacheDir),
        stdio: 'pipe',
        // Outside the terminal's group: Ctrl-C reaches only the stack, which lets calls under way finish.
        detached: process.platform !== 'win32',
      },
    );
    // Nothing is written to it: the watchdog in the process waits for the end of this pipe.
    child.stdin.on('error', () => undefined);
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line.startsWith('Listening on http')) return;
        if (output.length < 50) output.push(line);
        options.log(`${options.name}: ${line}`);
      });
    }
    let failure: string | undefined;
    child.once('error', (error) => (failure = error.message));
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.once('exit', () => (failure ??= 'it ended before it listened'));

    const deadline = Date.now() + START_TIMEOUT_MS;
    while (failure === undefined && !(await accepts(port))) {
      if (Date.now() > deadline) failure = `it did not call Deno.serve within ${START_TIMEOUT_MS / 1000} s`;
      else await new Promise((resolve) => setTimeout(resolve, 15));
    }
    if (failure === undefined) return new FunctionProcess(child, port, options);

    child.kill('SIGKILL');
    if (child.pid !== undefined) await closed;
    const cause = output.map((line) => /^error: (?:Uncaught )?(?:\(in promise\) )?(.*)/.exec(line)?.[1]).find(Boolean);
    throw new FunctionStartError(`The function "${options.name}" did not start: ${cause ?? failure}`);
  }

  /** Counts a request as under way. Call the returned function when it is over. */
  enter(): () => void {
    this.#inFlight++;
    return () => {
      this.#inFlight--;
      if (this.#retired && this.#inFlight === 0) this.child.kill();
    };
  }

  /** Ends the process when the requests under way are answered, or after five seconds. */
  retire(): void {
    if (this.#retired) return;
    this.#retired = true;
    if (this.#inFlight === 0) this.child.kill();
    else setTimeout(() => this.child.kill('SIGKILL'), DRAIN_MS).unref();
  }

  /** Ends now. */
  async kill(): Promise<void> {
    this.#retired = true;
    if (!this.#hasExited) this.child.kill('SIGKILL');
    await this.exited;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
