import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

import { PROJECT } from '../stack/config.ts';
import { StackError } from '../stack/stack-error.ts';
import { cliDatabaseUrl, runSupabaseCli } from './supabase-cli.ts';

export interface MigrateOptions {
  databaseUrl: string;
  /** Apply seed.sql where it was not applied yet. */
  seed: boolean;
  /** The folder that holds `supabase/`; the project unless a test brings its own. */
  workdir?: string;
  log: (line: string) => void;
}

const VERSION = /^(\d+)_.*\.sql$/;

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

interface Applied {
  versions: Set<string>;
  seeded: boolean;
}

/** What the CLI wrote down about earlier runs. */
async function applied(databaseUrl: string): Promise<Applied> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [tables] = await sql<{ migrations: boolean; seeds: boolean }[]>`
      select to_regclass('supabase_migrations.schema_migrations') is not null as migrations,
             to_regclass('supabase_migrations.seed_files') is not null as seeds`;
    const versions = tables?.migrations ? await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations` : [];
    const seeds = tables?.seeds ? await sql`select 1 from supabase_migrations.seed_files limit 1` : [];
    return { versions: new Set(versions.map((row) => row.version)), seeded: seeds.length > 0 };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Turns the CLI's report of a failed run into one sentence with the file and Postgres' own words. */
export function migrationFailure(output: string): StackError {
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
 * Applies what is pending of supabase/migrations, then seed.sql where it never was, with the real
 * CLI. Starts nothing when there is nothing to do, which keeps later starts short.
 */
export async function migrate({ databaseUrl, seed, workdir = PROJECT.root, log }: MigrateOptions): Promise<void> {
  const folder = path.join(workdir, 'supabase');
  const files = await readdir(path.join(folder, 'migrations')).catch(() => []);
  const versions = files.flatMap((name) => VERSION.exec(name)?.[1] ?? []);
  const before = await applied(databaseUrl);
  const pending = versions.filter((version) => !before.versions.has(version));
  const withSeed = seed && !before.seeded && (await exists(path.join(folder, 'seed.sql')));
  if (pending.length === 0 && !withSeed) return;

  log(`Applying ${pending.length} migration${pending.length === 1 ? '' : 's'}${withSeed ? ' and the seed' : ''}…`);
  const url = cliDatabaseUrl(databaseUrl);
  const { code, output } = await runSupabaseCli(
    ['db', 'push', `--remote=${url}`, '--include-all', '--skip-vault', '--yes', ...(withSeed ? ['--include-seed'] : [])],
    { workdir },
  );
  if (code !== 0) throw migrationFailure(output);
}
