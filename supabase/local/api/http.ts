import type { IncomingMessage, ServerResponse } from 'node:http';

import { HOST } from '../base/config.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

export class BodyTooLarge extends Error {}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) reject(new BodyTooLarge());
      else chunks.push(chunk);
    });
    req.on('end', resolve);
    req.on('error', reject);
  });
  return Buffer.concat(chunks);
}

/** A Node request as a web Request, without the headers named in `drop`. */
export async function toWebRequest(req: IncomingMessage, drop: string[] = []): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || drop.includes(name)) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = req.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? await readBody(req) : null;
  return new Request(`http://${req.headers.host ?? HOST}${req.url ?? '/'}`, {
    method,
    headers,
    ...(body && body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
}

/** Writes a web Response out, over the headers already set on `res`. */
export async function sendWebResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) {
    // The gateway sets the CORS headers for all services.
    if (!name.startsWith('access-control-')) res.setHeader(name, value);
  }
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status !== 204 && response.status !== 304) res.setHeader('content-length', body.length);
  res.end(body);
}

export function sendJson(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers });
  res.end(text);
}

const LOCAL_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const EXPOSED = 'Content-Range, Content-Location, Location, Preference-Applied, X-Total-Count, Link, X-Sb-Error-Code';
const ALLOWED =
  'authorization, apikey, content-type, cache-control, prefer, x-client-info, x-upsert, x-region, accept-profile, content-profile, range, range-unit, accept, x-supabase-api-version, x-retry-count';

/** Lets pages of this machine, on any port, read the answer. Pages of other origins get no such header. */
export function setCorsHeaders(req: IncomingMessage, res: ServerResponse): void {
  const { origin } = req.headers;
  res.setHeader('vary', 'Origin');
  if (!origin || !LOCAL_ORIGIN.test(origin)) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-expose-headers', EXPOSED);
  if (req.method === 'OPTIONS') {
    res.setHeader('access-control-allow-methods', 'GET, POST, PATCH, PUT, DELETE, OPTIONS, HEAD');
    res.setHeader('access-control-allow-headers', req.headers['access-control-request-headers'] ?? ALLOWED);
    res.setHeader('access-control-max-age', '3600');
  }
}
