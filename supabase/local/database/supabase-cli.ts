import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { PROJECT } from '../base/config.ts';
import { StackError } from '../base/stack-error.ts';

export interface CliResult {
  code: number;
  stdout: string;
  /** Both streams in the order they were written. */
  output: string;
}

/** Turns off telemetry and update checks of every program that an npm script starts. */
export const QUIET_ENV: Record<string, string> = {
  DO_NOT_TRACK: '1',
  SUPABASE_TELEMETRY_DISABLED: '1',
  SUPABASE_NO_UPDATE_NOTIFIER: '1',
  LITE_TELEMETRY: '0',
  DENO_NO_UPDATE_CHECK: '1',
};

/** The CLI's program for this machine. Without its launcher it starts a second faster. */
function cliBinary(): string {
  const fromProject = createRequire(pathToFileURL(path.join(PROJECT.root, 'package.json')));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const fromCli = createRequire(fromProject.resolve('supabase/package.json'));
    for (const libc of ['', '-musl']) {
      try {
        const manifest = fromCli.resolve(`@supabase/cli-${platform}-${process.arch}${libc}/package.json`);
        return path.join(path.dirname(manifest), 'bin', `supabase${suffix}`);
      } catch {
        // Try the other C library.
      }
    }
  } catch {
    // Reported below.
  }
  throw new StackError('The Supabase CLI for this machine is not installed; run "npm ci" again, without --omit=optional.');
}

/** A database URL that makes the CLI connect without TLS, which the local server does not have. */
export function cliDatabaseUrl(url: string): string {
  return `${url}?sslmode=disable`;
}

/** Runs the real `supabase` CLI. `show` also prints its output. `workdir` holds `supabase/`. */
export function runSupabaseCli(
  args: string[],
  { show = false, workdir = PROJECT.root }: { show?: boolean; workdir?: string } = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(cliBinary(), [...args, '--workdir', workdir], {
      cwd: workdir,
      env: { ...process.env, ...QUIET_ENV },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const result: CliResult = { code: 1, stdout: '', output: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      result.stdout += chunk.toString();
      result.output += chunk.toString();
      if (show) process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      result.output += chunk.toString();
      if (show) process.stderr.write(chunk);
    });
    child.on('error', (error) => reject(new StackError(`The Supabase CLI could not be started: ${error.message}.`)));
    child.on('close', (code) => resolve({ ...result, code: code ?? 1 }));
  });
}
