import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Deno that npm installed. Looks in the platform's package first, because npm may skip the script that copies the
 * program from there into the package `deno`.
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
      // Not installed: npm installs the package of one platform only.
    }
  }
  throw new Error(`Deno is missing for ${process.platform}-${process.arch}: run "npm ci" again, with optional packages.`);
}
