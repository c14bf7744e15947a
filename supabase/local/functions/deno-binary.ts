import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Deno that npm installed. Looks in the platform's own package first: npm may have skipped
 * the script that copies it into the package `deno`, and the one there works without.
 */
export function findDeno(): string {
  const require = createRequire(import.meta.url);
  const libc = process.platform === 'linux' ? '-glibc' : '';
  const file = process.platform === 'win32' ? 'deno.exe' : 'deno';
  for (const name of [`@deno/${process.platform}-${process.arch}${libc}`, 'deno']) {
    try {
      const path = join(dirname(require.resolve(`${name}/package.json`)), file);
      if (existsSync(path)) return path;
    } catch {
      // Not installed: npm leaves out the packages of other platforms.
    }
  }
  throw new Error(`Deno is missing for ${process.platform}-${process.arch}: run "npm ci" again, with optional packages.`);
}
