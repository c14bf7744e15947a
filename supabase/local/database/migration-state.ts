import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

import postgres from 'postgres';

/** How a database compares with the files in supabase/migrations. Lists hold versions, oldest first. */
export interface MigrationState {
  /** On disk, not applied. */
  pending: string[];
  /** Applied, and edited since in more than comments and layout. */
  edited: string[];
  /** Applied, and gone from disk since: deleted, renamed or merged into another file. */
  removed: string[];
  /** seed.sql was applied. */
  seeded: boolean;
}

const VERSION = /^(\d+)_.*\.sql$/;

/**
 * What a comparison must not see: comments, `comment on`, white space and semicolons. Quoted text matches first, so that
 * nothing inside it is taken for a comment.
 */
const IGNORED_OR_QUOTED =
  /\bcomment\s+on\b[^;']*\bis(?:\s*'(?:[^']|'')*')+|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[\s;]+/gi;

/** The part of a migration that decides what it does. Equal for two texts that differ in comments and layout only. */
export function essenceOf(sql: string): string {
  return sql.replace(IGNORED_OR_QUOTED, (match) => (/^['"]/.test(match) ? match : ''));
}

/** Reads both sides. `workdir` holds `supabase/`. */
export async function readMigrationState(databaseUrl: string, workdir: string): Promise<MigrationState> {
  const folder = path.join(workdir, 'supabase/migrations');
  const names = (await readdir(folder).catch((): string[] => [])).sort();
  const files = names.flatMap((name) => {
    const version = VERSION.exec(name)?.[1];
    return version === undefined ? [] : [{ version, file: path.join(folder, name) }];
  });
  const { applied, seeded } = await readApplied(databaseUrl);

  const edited: string[] = [];
  for (const { version, file } of files) {
    const statements = applied.get(version);
    // Null: marked as applied by hand ("supabase migration repair"), so there is no text to compare.
    if (!statements) continue;
    if (essenceOf(statements.join('\n')) !== essenceOf(await readFile(file, 'utf8'))) edited.push(version);
  }
  const onDisk = new Set(files.map(({ version }) => version));
  return {
    pending: files.flatMap(({ version }) => (applied.has(version) ? [] : [version])),
    edited,
    removed: [...applied.keys()].filter((version) => !onDisk.has(version)),
    seeded,
  };
}

/** What the CLI recorded: each applied version with its statements, and whether a seed was applied. */
async function readApplied(databaseUrl: string): Promise<{ applied: Map<string, string[] | null>; seeded: boolean }> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [tables] = await sql<{ migrations: boolean; seeds: boolean }[]>`
      select to_regclass('supabase_migrations.schema_migrations') is not null as migrations,
             to_regclass('supabase_migrations.seed_files') is not null as seeds`;
    const rows = tables?.migrations
      ? await sql<{ version: string; statements: string[] | null }[]>`
          select version, statements from supabase_migrations.schema_migrations order by version`
      : [];
    const seeds = tables?.seeds ? await sql`select 1 from supabase_migrations.seed_files limit 1` : [];
    return { applied: new Map(rows.map(({ version, statements }) => [version, statements])), seeded: seeds.length > 0 };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * True when the database was made by files that are not on disk any more. What is pending cannot be applied then: until
 * version 1.0 a migration is edited in place and merged, so the new files would create again what is there.
 */
export function isOutdated({ edited, removed }: MigrationState): boolean {
  return edited.length > 0 || removed.length > 0;
}

/** Tells the developer, in one sentence, that the database is outdated and how to rebuild it. */
export function outdatedSentence({ pending, edited, removed }: MigrationState): string {
  const counts = [
    [edited.length, 'edited'],
    [removed.length, 'removed'],
    [pending.length, 'added'],
  ] as const;
  const changes = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
  return `This database was made by older migrations (${changes} since) and stays as it is; "npm run db:reset" deletes what is in it and rebuilds it with the demo data.`;
}
