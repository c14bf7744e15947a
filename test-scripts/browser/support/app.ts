import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import { build, preview } from 'vite'

import type { StackAddress } from '../../../supabase/tests/support/stack-setup.ts'

/** The built app, served as a static host would serve it. */
export interface ServedApp {
  url: string
  stop(): Promise<void>
}

/** Builds the app for this stack into a temporary folder and serves it on a free port of 127.0.0.1. */
export async function serveApp(stack: StackAddress): Promise<ServedApp> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'peer-care-connect-app-'))
  Object.assign(process.env, {
    VITE_SUPABASE_URL: stack.apiUrl,
    VITE_SUPABASE_ANON_KEY: stack.publishableKey,
    VITE_STRIPE_PUBLISHABLE_KEY: 'pk_test_local_peer_care_connect',
    VITE_STRIPE_SANDBOX_URL: stack.stripeUrl,
  })
  await build({ logLevel: 'warn', mode: 'production', build: { outDir, emptyOutDir: true } })
  const server = await preview({
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  })
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('the preview server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
