import { existsSync } from 'node:fs';
import path from 'node:path';

import { PROJECT } from '../base/config.ts';
import { StackError } from '../base/stack-error.ts';
import { QUIET_ENV } from '../database/supabase-cli.ts';

/** Prints an error that ends a command and sets the exit code; a StackError as its sentence, anything else whole. */
export function reportFatal(error: unknown): void {
  if (error instanceof StackError) console.error(`\n${error.message}\n`);
  else console.error(error);
  process.exitCode = 1;
}

/** What every npm script of the stack begins with: the settings in .env (the environment wins), and no telemetry. */
export function prepareEnvironment(): void {
  const file = path.join(PROJECT.root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  Object.assign(process.env, QUIET_ENV);
}

/** Runs a command that ends by itself. */
export function runCommand(main: () => Promise<void>): void {
  prepareEnvironment();
  main().catch(reportFatal);
}
