import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { PROJECT } from '../base/config.ts';

/** The app's colours, light and dark: the first `:root` rule of src/index.css, as it is. */
async function readAppColours(): Promise<string> {
  const css = await readFile(path.join(PROJECT.root, 'src/index.css'), 'utf8');
  const rule = /^:root \{[^}]*--pcc-bg:[^}]*\}/m.exec(css)?.[0];
  if (rule === undefined) throw new Error('src/index.css has no ":root" rule with the colours of the app.');
  return rule;
}

/** A page's whole stylesheet: the app's colours, what all pages share, and the page's `own` file. */
export async function stylesheet(own: URL): Promise<string> {
  const [colours, shared, special] = await Promise.all([
    readAppColours(),
    readFile(new URL('page.css', import.meta.url), 'utf8'),
    readFile(own, 'utf8'),
  ]);
  return `${colours}\n${shared}\n${special}`;
}
