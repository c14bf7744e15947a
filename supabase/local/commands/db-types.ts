import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { runCommand } from './command.ts';
import { PROJECT } from '../base/config.ts';
import { TYPES_FILE, generateTypes } from '../database/generate-types.ts';
import { withDatabase } from './with-database.ts';

/** `npm run db:types`: src/types/database.ts from the live schema, or from the migrations when no stack runs. */
async function main(): Promise<void> {
  const types = await withDatabase(generateTypes);
  await mkdir(path.dirname(TYPES_FILE), { recursive: true });
  await writeFile(TYPES_FILE, types);
  console.log(`Written: ${path.relative(PROJECT.root, TYPES_FILE)}`);
}

runCommand(main);
