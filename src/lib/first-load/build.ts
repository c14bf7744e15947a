import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
  { name: sharedByPages, test: (id) => isOurs(id) && !isOfSomePages(id), minShareCount: 5 },
];

/** Which code each page is drawn with at first, by its address: more than once is right, what all pages have is left out. */
const PAGES: { address: string; modules: string[] }[] = [
  { address: '^/$', modules: ['src/pages/HomePage.tsx'] },
  { address: '^/therapists/?$', modules: ['src/pages/therapists/TherapistsPage.tsx'] },
  { address: '^/therapists/.', modules: ['src/pages/therapists/TherapistPage.tsx'] },
  { address: '^/sign-in/?$', modules: ['src/pages/auth/SignInPage.tsx'] },
  { address: '^/sign-up/?$', modules: ['src/pages/auth/SignUpPage.tsx'] },
  {
    address: '^/booking/?$',
    modules: [
      'src/pages/booking/BookingDashboard.tsx',
      'src/components/booking/dashboard/TherapistOverview.tsx',
      'src/components/booking/dashboard/ClientOverview.tsx',
      'src/components/layout/UserMenu.tsx',
      'src/components/layout/NavList.tsx',
      'node_modules/@supabase/auth-js/dist/module/index.js',
    ],
  },
];

/** The files of these modules and of all that they import, without those that the page names itself. */
function filesOf(modules: readonly string[], bundle: Rolldown.OutputBundle, known: (file: string) => boolean): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const add = (name: string) => {
    if (found.has(name) || known(name)) return;
    found.add(name);
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach(add);
  };
  for (const module of modules) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(fileOf(module)));
    if (!chunk) throw new Error(`${module} is in no file of the build: correct PAGES in src/lib/first-load/build.ts.`);
    add(chunk.fileName);
  }
  return [...found].map((name) => `/${name}`);
}

/** Puts early.js into the page, as it must not wait for a request of its own. `api`: where the requests go, and the key they bring. */
export function earlyScript(requests: readonly object[], api: { url: string; key: string }): Plugin {
  const source = readFileSync(fileOf('src/lib/first-load/early.js'), 'utf8').replace(/^ *\/\/.*\n/gm, '');
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const known = (file: string) => html.includes(`/${file}"`);
        const pages = bundle ? PAGES.map(({ address, modules }) => ({ address, files: filesOf(modules, bundle, known) })) : [];
        const given: Record<string, unknown> = { PAGES: pages, REQUESTS: bundle ? requests : [], API: api };
        const script = source.replaceAll(/\b(PAGES|REQUESTS|API)\b/g, (name) => JSON.stringify(given[name]));
        // A function, as the script may hold `$1`.
        return html.replace('</title>', () => `</title>\n    <script>${script}</script>`);
      },
    },
  };
}

/** For the Content-Security-Policy: the hashes of the scripts that stand in the page itself. */
export function inlineScriptHashes(html: string): string {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    .map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    .join(' ');
}
