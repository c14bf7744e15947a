import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import compression from 'compression';
import { defineConfig, loadEnv, type Plugin } from 'vite';
import { earlyRequests } from './src/data/early-requests.ts';
import { chunkGroups, earlyScript, inlineScriptHashes, lighterPackages } from './src/lib/first-load/build.ts';

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

/** Where Supabase answers, and the key that every request brings. */
const apiOf = (env: Record<string, string>) => ({
  url: (env.VITE_SUPABASE_URL ?? embedded.VITE_SUPABASE_URL).replace(/\/+$/, ''),
  key: env.VITE_SUPABASE_ANON_KEY ?? embedded.VITE_SUPABASE_ANON_KEY,
});
const originOf = (env: Record<string, string>) => new URL(apiOf(env).url).origin;

/**
 * Everything from ourselves; Supabase to talk to (HTTPS and WebSocket); Stripe's script and frames, or the sandbox.
 * https://docs.stripe.com/security/guide#content-security-policy
 */
function contentSecurityPolicy(env: Record<string, string>, html: string): string {
  const supabase = originOf(env);
  const realtime = supabase.replace(/^http/, 'ws');
  const isSandbox = (env.VITE_STRIPE_PUBLISHABLE_KEY ?? embedded.VITE_STRIPE_PUBLISHABLE_KEY).startsWith('pk_test_local_');
  const sandbox = isSandbox ? new URL(env.VITE_STRIPE_SANDBOX_URL ?? embedded.VITE_STRIPE_SANDBOX_URL).origin : '';
  const stripe = (origins: string) => (isSandbox ? '' : origins);
  const directives: Record<string, string> = {
    'default-src': "'self'",
    'script-src': `'self' ${inlineScriptHashes(html)} ${stripe('https://js.stripe.com https://*.js.stripe.com')}`,
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
function builtPage(env: Record<string, string>): Plugin {
  return {
    name: 'built-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy(env, html) },
          injectTo: 'head-prepend',
        },
        { tag: 'link', attrs: { rel: 'preconnect', href: originOf(env), crossorigin: true }, injectTo: 'head-prepend' },
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

/** `vite preview` compresses, brotli or gzip, as every host does. */
function compressedPreview(): Plugin {
  return { name: 'compressed-preview', configurePreviewServer: (server) => void server.middlewares.use(compression()) };
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
  const { PORT, PREVIEW_PORT } = process.env;
  const env = settings(mode);
  return {
    plugins: [react(), tailwindcss(), lighterPackages(), earlyScript(earlyRequests(), apiOf(env)), builtPage(env), compressedPreview()],
    resolve: {
      alias: {
        '@': fileURLToPath(new URL('./src', import.meta.url)),
        '@supabase/storage-js': fileURLToPath(new URL('./src/lib/first-load/no-storage.ts', import.meta.url)),
        '@functions': fileURLToPath(new URL('./supabase/functions', import.meta.url)),
      },
    },
    server: { host: '127.0.0.1', port: Number(PORT ?? 5173), strictPort: true },
    // A port of its own: the built app is looked at beside the one that is being worked on.
    preview: { host: '127.0.0.1', port: Number(PREVIEW_PORT ?? PORT ?? 4173), strictPort: true, headers: hostHeaders() },
    build: {
      // Inlined fonts or images would need `data:` in the policy.
      assetsInlineLimit: 0,
      // Every browser that this build is for preloads modules by itself.
      modulePreload: { polyfill: false },
      rollupOptions: {
        output: {
          codeSplitting: { groups: chunkGroups },
        },
      },
    },
  };
});
