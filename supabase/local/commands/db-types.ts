import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { runCommand } from '../command.ts'
import { PROJECT } from '../config.ts'
import { StackError } from '../stack-error.ts'
import { cliDatabaseUrl, runSupabaseCli } from '../supabase-cli.ts'
import { withDatabase } from './with-database.ts'

const TARGET = path.join(PROJECT.root, 'src', 'types', 'database.ts')

/** `npm run db:types`: src/types/database.ts from the live schema, or from the migrations when no stack runs. */
async function main(): Promise<void> {
  const types = await withDatabase(async (dbUrl) => {
    const { code, stdout, output } = await runSupabaseCli([
      'gen', 'types', '--lang', 'typescript', '--schema', 'public', `--remote=${cliDatabaseUrl(dbUrl)}`,
    ]) // prettier-ignore
    if (code !== 0 || !stdout.includes('export type Database')) {
      throw new StackError(`"supabase gen types" failed:\n${output.trim()}`)
    }
    return stdout
  })
  await mkdir(path.dirname(TARGET), { recursive: true })
  await writeFile(TARGET, `${types.trimEnd()}\n`)
  console.log(`Written: ${path.relative(PROJECT.root, TARGET)}`)
}

runCommand(main)
