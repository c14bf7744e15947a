import { existsSync } from 'node:fs';
import path from 'node:path';

import { StackError } from '../base/stack-error.ts';
import { isOutdated, readMigrationState } from './migration-state.ts';
import type { MigrationState } from './migration-state.ts';
import { cliDatabaseUrl, runSupabaseCli } from './supabase-cli.ts';

export interface MigrateOptions {
  databaseUrl: string;
  /** Apply seed.sql where it was not applied yet. */
  seed: boolean;
  /** The folder that holds `supabase/`. */
  workdir: string;
  log: (line: string) => void;
}

/** Turns the CLI's report of a failed run into one sentence with the file and Postgres' own words. */
function migrationFailure(output: string): StackError {
  const lines = output.split('\n').map((line) => line.trim());
  const error = lines.find((line) => line.startsWith('ERROR:'));
  const step = lines.findLast((line) => /^(Applying migration|Seeding data from) /.test(line));
  const file = step?.replace(/^(Applying migration|Seeding data from) /, '').replace(/\.{3}$/, '');
  if (!error || !file) return new StackError(`The migrations could not be applied:\n${output.trim()}`);
  const name = step?.startsWith('Seeding') ? file : `supabase/migrations/${file}`;
  const statement = lines.slice(lines.indexOf(error) + 1).filter((line) => line && !line.startsWith('Try rerunning'));
  return new StackError(`${name} failed: ${error.replace(/^ERROR:\s*/, '')}${statement.length ? `\n  ${statement.join('\n  ')}` : ''}`);
}

/**
 * Applies what is pending of supabase/migrations, then seed.sql where it never was, with the real CLI. Changes nothing in
 * an outdated database (see `isOutdated`). Starts no CLI when there is nothing to do, which keeps later starts short.
 * @returns the state the database was in before
 */
export async function migrate({ databaseUrl, seed, workdir, log }: MigrateOptions): Promise<MigrationState> {
  const state = await readMigrationState(databaseUrl, workdir);
  const withSeed = seed && !state.seeded && existsSync(path.join(workdir, 'supabase/seed.sql'));
  const { length } = state.pending;
  if (isOutdated(state) || (length === 0 && !withSeed)) return state;

  log(`Applying ${length} migration${length === 1 ? '' : 's'}${withSeed ? ' and the seed' : ''}…`);
  const url = cliDatabaseUrl(databaseUrl);
  const { code, output } = await runSupabaseCli(
    ['db', 'push', `--remote=${url}`, '--include-all', '--skip-vault', '--yes', ...(withSeed ? ['--include-seed'] : [])],
    { workdir },
  );
  if (code !== 0) throw migrationFailure(output);
  return state;
}
