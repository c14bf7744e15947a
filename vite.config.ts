import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type Plugin, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** With nothing configured, the embedded stack's own address and key: fixed, and useless elsewhere. */
const embedded = {
  VITE_SUPABASE_URL: `http://127.0.0.1:${process.env.LOCAL_API_PORT ?? '54321'}`,
  VITE_SUPABASE_ANON_KEY: 'sb_publishable_local_peer_care_connect',
  VITE_STRIPE_PUBLISHABLE_KEY: 'pk_test_local_peer_care_connect',
  VITE_STRIPE_SANDBOX_URL: `http://127.0.0.1:${process.env.LOCAL_STRIPE_PORT ?? '54325'}`,
};

/** The browser's settings for this run. Also put into process.env, where Vite takes `import.meta.env` from. */
function settings(mode: string): Record<string, string> {
  const given = loadEnv(mode, root, 'VITE_');
  const env = given.VITE_SUPABASE_URL ? given : { ...given, ...embedded };
  Object.assign(process.env, env);
  return env;
}

/**
 * Everything from ourselves; Supabase to talk to (HTTPS and WebSocket); Stripe's script and frames, or the sandbox.
 * https://docs.stripe.com/security/guide#content-security-policy
 */
function contentSecurityPolicy(env: Record<string, string>): string {
  const supabase = new URL(env.VITE_SUPABASE_URL ?? embedded.VITE_SUPABASE_URL).origin;
  const realtime = supabase.replace(/^http/, 'ws');
  const isSandbox = (env.VITE_STRIPE_PUBLISHABLE_KEY ?? embedded.VITE_STRIPE_PUBLISHABLE_KEY).startsWith('pk_test_local_');
  const sandbox = isSandbox ? new URL(env.VITE_STRIPE_SANDBOX_URL ?? embedded.VITE_STRIPE_SANDBOX_URL).origin : '';
  const stripe = (origins: string) => (isSandbox ? '' : origins);
  const directives: Record<string, string> = {
    'default-src': "'self'",
    'script-src': `'self' ${stripe('https://js.stripe.com https://*.js.stripe.com')}`,
    'style-src': "'self'",
    'font-src': "'self'",
    'img-src': `'self' data: ${stripe('https://*.stripe.com')}`,
    'connect-src': `'self' ${supabase} ${realtime} ${sandbox} ${stripe('https://api.stripe.com')}`,
    'frame-src': stripe('https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com') || "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value.replace(/\s+/g, ' ').trim()}`)
    .join('; ');
}

/** The built page carries its policy itself, and asks early for the two faces that every page uses. */
function builtPage(policy: string): Plugin {
  return {
    name: 'built-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
        ...Object.keys(bundle ?? {})
          .filter((file) => /(fraunces-latin-opsz|figtree-latin-wght)-normal.*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
      ],
    },
  };
}

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What the built app takes in another's place to load sooner. In development and in tests everything is as it comes.
 * Inside supabase-js: stand-ins for its auth and realtime clients, which fetch the real ones when they are needed.
 * For the router: its own production build, to which its package leads nobody.
 */
function lighter(): Plugin {
  return {
    name: 'lighter',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (source === 'react-router') return fileOf('./node_modules/react-router/dist/production/index.mjs');
      const late = /^@supabase\/(auth-js|realtime-js)$/.exec(source)?.[1];
      const isInside = /node_modules[\\/]@supabase[\\/]supabase-js[\\/]/.test(importer);
      return late && isInside ? fileOf(`./src/lib/first-load/${late}.ts`) : null;
    },
  };
}

/** Our own modules, and the icons. */
const isOurs = (id: string) => id.startsWith(fileOf('./src/')) || id.includes('lucide-react');

/** The pages, and what only the four pages of an account share. */
const isOfSomePages = (id: string) => ['./src/pages/', './src/components/auth/'].some((folder) => id.startsWith(fileOf(folder)));

/** `shared`, for modules that bring nothing heavy (a form's zod, a dialog's primitives) along: every page gets all of it. */
function sharedByPages(id: string, context: Rolldown.ChunkingContext): string | null {
  const seen = new Set<string>();
  const isLight = (module: string): boolean => {
    if (seen.has(module)) return true;
    seen.add(module);
    if (/node_modules[\\/](zod|react-hook-form|@hookform|@base-ui|react-day-picker|@?date-fns)[\\/]/.test(module)) return false;
    return context.getModuleInfo(module)?.importedIds.every(isLight) ?? true;
  };
  return isLight(id) ? 'shared' : null;
}

/** The headers of `public/_headers` for every path, so that `vite preview` shows what a host will do. */
function hostHeaders(): Record<string, string> {
  const block = /^\/\*\n((?: {2}.+\n?)+)/m.exec(readFileSync(`${root}/public/_headers`, 'utf8'))?.[1] ?? '';
  return Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

export default defineConfig(({ mode }) => {
  const port = Number(process.env.PORT ?? 5173);
  const policy = contentSecurityPolicy(settings(mode));
  return {
    plugins: [react(), tailwindcss(), lighter(), builtPage(policy)],
    resolve: {
      alias: {
        '@': fileURLToPath(new URL('./src', import.meta.url)),
        '@supabase/storage-js': fileURLToPath(new URL('./src/lib/first-load/no-storage.ts', import.meta.url)),
        '@functions': fileURLToPath(new URL('./supabase/functions', import.meta.url)),
      },
    },
    server: { host: '127.0.0.1', port, strictPort: true },
    preview: { host: '127.0.0.1', port, strictPort: true, headers: hostHeaders() },
    build: {
      // Inlined fonts or images would need `data:` in the policy.
      assetsInlineLimit: 0,
      // Every browser that this build is for preloads modules by itself.
      modulePreload: { polyfill: false },
      rollupOptions: {
        output: {
          codeSplitting: {
            groups: [
              // These change with our dependencies only, so they stay in the browser's cache over our releases.
              { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|react-router-dom|scheduler|cookie|@tanstack)[\\/]/ },
              { name: 'supabase', test: /node_modules[\\/]@supabase[\\/](supabase|postgrest|functions)-js[\\/]/ },
              // What every page has, and what most have: two files compress better than thirty of a few lines each.
              { name: 'app', tags: ['$initial'], test: isOurs },
              { name: sharedByPages, test: (id) => isOurs(id) && !isOfSomePages(id), minShareCount: 4 },
            ],
          },
        },
      },
    },
  };
});
