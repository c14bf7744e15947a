import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const FONTS: Record<string, string> = {
  'fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
  'figtree.woff2': '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
};

/** One of the app's own fonts, from node_modules; null for another name. Where they are missing, a page uses the system's fonts. */
export async function readFont(name: string): Promise<Buffer | null> {
  const specifier = FONTS[name];
  if (specifier === undefined) return null;
  return readFile(createRequire(import.meta.url).resolve(specifier)).catch(() => null);
}
