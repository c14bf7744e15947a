import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import path from 'node:path';

import { PROJECT } from '../base/config.ts';

/** Tells the developer to reset when a migration or the seed changes while the stack runs. Returns a function that stops it. */
export function watchSchema(say: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = new Set<string>();
  const notice = (file: string) => {
    if (!file.endsWith('.sql')) return;
    changed.add(file);
    clearTimeout(timer);
    // Editors write a file several times; it is reported once.
    timer = setTimeout(() => {
      say(`${[...changed].join(', ')} changed: run "npm run db:reset" to apply it (this empties the database).`);
      changed.clear();
    }, 300);
  };
  const watchers: FSWatcher[] = [];
  if (existsSync(PROJECT.migrations)) {
    watchers.push(watch(PROJECT.migrations, (_event, name) => notice(`supabase/migrations/${name ?? ''}`)));
  }
  const seedName = path.basename(PROJECT.seed);
  watchers.push(
    watch(PROJECT.supabase, (_event, name) => {
      if (name === seedName) notice(`supabase/${seedName}`);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
