import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import { authenticate } from './gateway-caller.ts';
import type { Caller } from './gateway-caller.ts';
import { HOST, SECRET_KEY } from '../base/config.ts';
import { BodyTooLarge, sendJson, sendWebResponse, setCorsHeaders, toWebRequest } from './http.ts';
import type { Claims } from './tokens.ts';

export interface GatewayServices {
  auth: { fetch: (request: Request) => Promise<Response> };
  rest: { fetch: (request: Request, caller: Claims) => Promise<Response> };
  realtime: { handleUpgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => void } | null;
  functions: { handle: (req: IncomingMessage, res: ServerResponse, name: string) => void } | null;
}

export interface Gateway {
  stop: () => Promise<void>;
}

/** Addresses that a browser opens from a mail, without a key. As on Supabase. */
const KEYLESS_AUTH = /^\/auth\/v1\/(verify|callback|authorize|health|\.well-known\/.*)$/;

async function handle(services: GatewayServices, req: IncomingMessage, res: ServerResponse, log: (line: string) => void) {
  const url = new URL(req.url ?? '/', `http://${HOST}`);
  const [, service = '', version = '', name = ''] = url.pathname.split('/');

  if (url.pathname === '/health') return sendJson(res, 200, { status: 'ok' });
  if (service === 'functions' && version === 'v1' && name && services.functions) {
    // Neither key nor CORS is checked here: each function checks its caller itself (see config.toml).
    return services.functions.handle(req, res, name);
  }

  setCorsHeaders(req, res);
  if (req.method === 'OPTIONS') {
    res.writeHead(204).end();
    return;
  }
  const known = version === 'v1' && (service === 'auth' || service === 'rest');
  if (!known) return sendJson(res, 404, { message: `No service of the embedded stack answers at ${url.pathname}` });

  const caller = authenticate(req, url);
  if (service === 'auth') return handleAuth(services, req, res, url, caller);
  if ('refusal' in caller) return sendJson(res, caller.status, caller.refusal, caller.headers);
  const request = await toWebRequest(req, ['authorization', 'apikey', 'host', 'connection', 'content-length']);
  const response = await services.rest.fetch(withoutKey(request), caller.claims);
  if (response.status >= 500) log(`${req.method} ${url.pathname} answered ${response.status}`);
  return sendWebResponse(res, response);
}

async function handleAuth(services: GatewayServices, req: IncomingMessage, res: ServerResponse, url: URL, caller: Caller) {
  const keyless = KEYLESS_AUTH.test(url.pathname);
  // Auth checks the token itself; only the key is checked here.
  if (!keyless && 'refusal' in caller && caller.reason === 'key') return sendJson(res, caller.status, caller.refusal, caller.headers);
  if (url.pathname.startsWith('/auth/v1/admin/')) {
    const key = req.headers.apikey ?? url.searchParams.get('apikey');
    if (key !== SECRET_KEY) {
      return sendJson(res, 403, { code: 403, error_code: 'not_admin', msg: 'User not allowed' });
    }
  }
  return sendWebResponse(res, await services.auth.fetch(await toWebRequest(req, ['connection', 'content-length'])));
}

/** Removes `?apikey=`, which REST would take for a filter by column. */
function withoutKey(request: Request): Request {
  const url = new URL(request.url);
  if (!url.searchParams.has('apikey')) return request;
  url.searchParams.delete('apikey');
  return new Request(url, request);
}

/** One port for the whole API, as Supabase's gateway: keys and CORS are checked here, once. */
export async function startGateway(port: number, services: GatewayServices, log: (line: string) => void): Promise<Gateway> {
  const server = createServer((req, res) => {
    handle(services, req, res, log).catch((error: unknown) => {
      if (res.headersSent) return void res.destroy();
      if (error instanceof BodyTooLarge) return sendJson(res, 413, { message: 'Request body too large' });
      log(`${req.method} ${req.url} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return sendJson(res, 500, { message: 'The embedded stack could not answer; its log says why.' });
    });
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (req.url?.startsWith('/realtime/v1/') && services.realtime) services.realtime.handleUpgrade(req, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Requests under way get half a second; what is open after that is an idle socket.
        setTimeout(() => sockets.forEach((socket) => socket.destroy()), 500).unref();
      }),
  };
}
