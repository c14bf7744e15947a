import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { PROJECT } from '../base/config.ts';
import { StackError } from '../base/stack-error.ts';

export interface CliResult {
  code: number;
  stdout: string;
  /** Both streams as they came, for showing to a person. */
  output: string;
}

/** Nothing that an npm script starts reports home or looks for newer versions. */
export const QUIET_ENV: Record<string, string> = {
  DO_NOT_TRACK: '1',
  SUPABASE_TELEMETRY_DISABLED: '1',
  SUPABASE_NO_UPDATE_NOTIFIER: '1',
  LITE_TELEMETRY: '0',
  DENO_NO_UPDATE_CHECK: '1',
};

/** The program npm installed for this machine: a second faster to start than through its launcher. */
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
        // The other C library, then.
      }
    }
  } catch {
    // Said below.
  }
  throw new StackError('The Supabase CLI for this machine is not installed; run "npm ci" again, without --omit=optional.');
}

/** A database URL the CLI takes without asking for TLS, which the local server has not. */
export function cliDatabaseUrl(url: string): string {
  return `${url}?sslmode=disable`;
}

/** Runs the real `supabase` CLI. `show` passes its output through as it comes. `workdir` holds `supabase/`. */
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
