import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { startFunctions } from '../../../local/functions/server.ts';
import { STRIPE_SECRET_KEY, WEBHOOK_SECRET } from './sandbox.ts';

const FUNCTIONS = fileURLToPath(new URL('../../', import.meta.url));

export type OwnFunctions = {
  call: (name: string, headers: Record<string, string>, body?: unknown) => Promise<Response>;
  /** Ends every Deno at once with SIGKILL. */
  kill: () => Promise<void>;
};

/** The complete environment of the functions on this run's stack. */
export function completeEnv(): Record<string, string> {
  const { apiUrl, stripeUrl, publishableKey, secretKey } = inject('stack');
  return {
    SUPABASE_URL: apiUrl,
    SUPABASE_ANON_KEY: publishableKey,
    SUPABASE_SERVICE_ROLE_KEY: secretKey,
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL: stripeUrl,
    ALLOWED_ORIGINS: 'http://localhost:*',
  };
}

/** The project's functions in Deno processes of the test's own, with the given environment. */
export async function ownFunctions(env: Record<string, string>): Promise<OwnFunctions> {
  const functions = await startFunctions({ functionsDir: FUNCTIONS, env, log: () => undefined });
  const server = createServer((request, response) => functions.handle(request, response, (request.url ?? '').slice(1)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    call: (name, headers, body = {}) =>
      fetch(`http://127.0.0.1:${port}/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    kill: async () => {
      await functions.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
