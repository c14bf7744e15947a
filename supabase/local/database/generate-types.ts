import path from 'node:path';

import { PROJECT } from '../base/config.ts';
import { StackError } from '../base/stack-error.ts';
import { cliDatabaseUrl, runSupabaseCli } from './supabase-cli.ts';

/** Where the generated types live. */
export const TYPES_FILE = path.join(PROJECT.root, 'src', 'types', 'database.ts');

/** The TypeScript types of a database's public schema, as `supabase gen types` has them. Throws a StackError. */
export async function generateTypes(dbUrl: string): Promise<string> {
  const { code, stdout, output } = await runSupabaseCli([
    'gen', 'types', '--lang', 'typescript', '--schema', 'public', `--remote=${cliDatabaseUrl(dbUrl)}`,
  ]); // prettier-ignore
  if (code !== 0 || !stdout.includes('export type Database')) {
    throw new StackError(`"supabase gen types" failed:\n${output.trim()}`);
  }
  return `${stdout.trimEnd()}\n`;
}
