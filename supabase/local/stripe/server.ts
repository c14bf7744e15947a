import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerControl } from './controls.ts';
import { Deliveries } from './deliveries.ts';
import { SeededFaults } from './faults/seeded-faults.ts';
import { NO_FAULTS, faultSettings } from './faults/fault-settings.ts';
import type { FaultSettingsInput } from './faults/fault-settings.ts';
import { ConnectionDropped } from './faults/fault-plan.ts';
import type { FaultPlan, Reply } from './faults/fault-plan.ts';
import { answerHttpApi } from './api/http-api.ts';
import { answerPage } from './pages/pages.ts';
import type { PageReply } from './pages/layout.ts';
import { Processing } from './processing.ts';
import type { Sandbox } from './objects/sandbox.ts';
import { Store } from './objects/store.ts';

export type StripeSandboxOptions = {
  /** Listens on 127.0.0.1 only; 0 takes a free port. */
  port: number;
  /** JSON file for the state, or `null` to keep it in memory. */
  dataFile: string | null;
  /** Where events go, or `null` to deliver none. */
  webhookUrl: string | null;
  webhookSecret: string;
  log: (line: string) => void;
  /** A test's own fault plan, or settings that can be changed at `/sandbox/faults`. */
  faults?: FaultPlan | FaultSettingsInput;
};

export type StripeSandbox = { url: string; stop(): Promise<void> };

const MAX_BODY_BYTES = 256 * 1024;

/**
 * Starts the payment sandbox: the parts of Stripe's API that this project uses, its browser calls and 3-D Secure page,
 * and signed webhooks. No money moves and nothing leaves this machine.
 * @throws Error when the port is busy or the data file cannot be read
 */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const { port, dataFile, webhookUrl, webhookSecret, log } = options;
  const settings = options.faults ?? {};
  const faults = 'aroundRequest' in settings ? settings : new SeededFaults(faultSettings.parse(settings));
  const store = await Store.open(dataFile);
  store.prune(Date.now());
  const sandbox: Sandbox = { store, baseUrl: '', slowPayment: () => faults.slowPayment?.() ?? null };
  const deliveries = webhookUrl ? new Deliveries({ store, url: webhookUrl, secret: webhookSecret, faults, log }) : null;

  const processing = new Processing(sandbox, () => deliveries?.wake());

  const server = createServer((request, response) => {
    answer(sandbox, faults, request)
      .then((reply) => send(response, request, reply))
      .catch((error: unknown) => {
        if (!(error instanceof ConnectionDropped)) log(`payments: ${String(error)}`);
        response.destroy();
      })
      .finally(() => {
        processing.wake();
        deliveries?.wake();
      });
  });
  await listen(server, port);
  sandbox.baseUrl = `http://127.0.0.1:${portOf(server)}`;
  processing.wake();
  deliveries?.resume();

  return {
    url: sandbox.baseUrl,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      // Work that a fault plan delays goes on and ends.
      if (faults instanceof SeededFaults) faults.set(NO_FAULTS);
      await closed;
      processing.stop();
      await deliveries?.stop();
      await store.flush();
    },
  };
}

async function answer(sandbox: Sandbox, faults: FaultPlan, request: IncomingMessage): Promise<Reply | PageReply> {
  const url = new URL(request.url ?? '/', sandbox.baseUrl);
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  if (body === null) return { status: 413, headers: { 'content-type': 'text/plain' }, body: 'The request is too large.' };
  if (url.pathname.startsWith('/v1/')) {
    return answerHttpApi(sandbox, faults, { method, url, body, header: (name) => header(request, name) });
  }
  const plan = faults instanceof SeededFaults ? faults : null;
  const control = await answerControl(sandbox, plan, {
    method,
    path: url.pathname,
    body,
    contentType: header(request, 'content-type') ?? '',
    host: header(request, 'host') ?? '',
    origin: header(request, 'origin'),
  });
  return control ?? answerPage(sandbox, { method, path: url.pathname, body, faults: plan?.settings ?? null });
}

function send(response: ServerResponse, request: IncomingMessage, reply: Reply | PageReply): void {
  response.writeHead(reply.status, { ...reply.headers, ...corsHeaders(header(request, 'origin')) });
  response.end(reply.body);
}

/** Browsers may call from pages of this machine only. */
function corsHeaders(origin: string | undefined): Record<string, string> {
  if (!origin || !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
    'access-control-expose-headers': 'request-id, idempotent-replayed',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(busy ? new Error(`Port ${port} for the payment sandbox is in use. Set LOCAL_STRIPE_PORT to another.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Where a listening server was put when it asked for any free port. */
function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The payment sandbox has no port.');
  return address.port;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
