import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** What vite.config.ts does for the first load only. Runs in Node, at build time: no part of the app imports it. */

const fileOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * What the built app takes in place of a package's own file, to load sooner. In development and in tests each package is as it comes.
 * Inside supabase-js: the stand-ins of this folder for its auth and realtime clients, which fetch the real ones when they are needed.
 * For the router: its own production build; its `exports` map does not point to it.
 */
export function lighterPackages(): Plugin {
  return {
    name: 'lighter-packages',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (source === 'react-router') return fileOf('node_modules/react-router/dist/production/index.mjs');
      if (source === '@date-fns/tz' && /node_modules[\\/]react-day-picker[\\/]/.test(importer)) {
        return fileOf('src/lib/first-load/no-time-zones.ts');
      }
      const late = /^@supabase\/(auth-js|realtime-js)$/.exec(source)?.[1];
      const isInside = /node_modules[\\/]@supabase[\\/]supabase-js[\\/]/.test(importer);
      return late && isInside ? fileOf(`src/lib/first-load/${late}.ts`) : null;
    },
  };
}

/** Our own modules, and the icons. */
const isOurs = (id: string) => id.startsWith(fileOf('src/')) || id.includes('lucide-react');

/** The pages, and what only the four pages of an account share. */
const isOfSomePages = (id: string) => ['src/pages/', 'src/components/auth/'].some((folder) => id.startsWith(fileOf(folder)));

/** `shared`, for modules that bring nothing heavy (a form's zod, a dialog's primitives) along: every page gets all of it. */
function sharedByPages(id: string, context: Rolldown.ChunkingContext): string | null {
  const seen = new Set<string>();
  const isLight = (module: string): boolean => {
    if (seen.has(module)) return true;
    seen.add(module);
    if (/node_modules[\\/](zod|react-hook-form|@hookform|@base-ui|react-day-picker)[\\/]/.test(module)) return false;
    return context.getModuleInfo(module)?.importedIds.every(isLight) ?? true;
  };
  return isLight(id) ? 'shared' : null;
}

const LIBRARIES = /node_modules[\\/](react|react-dom|react-router|react-router-dom|scheduler|cookie|@tanstack)[\\/]/;
/** What only the signed-in lists use of TanStack Query: it comes with them. */
const OF_LISTS = /[\\/](useQueries|queriesObserver|useInfiniteQuery|infiniteQueryObserver)\.js$/;

/** Which modules share a file, for `build.rollupOptions.output.codeSplitting`. */
export const chunkGroups: Rolldown.CodeSplittingGroup[] = [
  // These change with our dependencies only, so they stay in the browser's cache over our releases.
  { name: 'react', test: (id) => LIBRARIES.test(id) && !OF_LISTS.test(id) },
  { name: 'supabase', test: /node_modules[\\/]@supabase[\\/](supabase|postgrest|functions)-js[\\/]/ },
  // What every page has, and what most have: two files compress better than thirty of a few lines each.
  { name: 'app', tags: ['$initial'], test: isOurs },
  { name: sharedByPages, test: (id) => isOurs(id) && !isOfSomePages(id), minShareCount: 4 },
];
