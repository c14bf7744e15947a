import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { FunctionProcess } from './function-process.ts';

/** As on hosted Supabase: how long a function may take before it begins to answer. */
const ANSWER_TIMEOUT_MS = 150_000;

/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1), and `expect`, which Node has answered. */
const PER_CONNECTION = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Hands a request to a function and its answer back, byte by byte: a webhook's signature covers
 * the raw body. The path arrives as `/<name>/…`, as on hosted Supabase.
 */
export function forward(req: IncomingMessage, res: ServerResponse, target: FunctionProcess): void {
  const leave = target.enter();
  const upstream = request({
    host: '127.0.0.1',
    port: target.port,
    agent: target.agent,
    method: req.method,
    path: (req.url ?? '/').replace(/^\/functions\/v1/, ''),
    headers: endToEnd(req.rawHeaders),
  });
  const timer = setTimeout(() => {
    sendError(res, 504, 'FUNCTION_TIMEOUT', `The function gave no answer within ${ANSWER_TIMEOUT_MS / 1000} s`);
    upstream.destroy();
  }, ANSWER_TIMEOUT_MS);

  upstream.on('response', (answer) => {
    clearTimeout(timer);
    res.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
    res.flushHeaders();
    answer.pipe(res);
    answer.on('error', () => res.destroy());
  });
  upstream.on('error', () => {
    // A function that crashed is seen here first; its exit a moment later. Answer after it, so
    // that the caller's next try meets a new process.
    const exit = Promise.race([target.exited, new Promise((resolve) => setTimeout(resolve, 300))]);
    void exit.then(() => sendError(res, 502, 'FUNCTION_CRASHED', 'The function stopped before it answered'));
  });
  upstream.on('close', () => {
    clearTimeout(timer);
    leave();
  });
  res.on('close', () => {
    if (!res.writableFinished) upstream.destroy();
  });
  req.on('error', () => upstream.destroy());
  req.pipe(upstream);
}

/** Answers `{ error: { code, message } }`; cuts the connection when an answer has already begun. */
export function sendError(res: ServerResponse, status: number, code: string, message: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  res.end(JSON.stringify({ error: { code, message } }));
}

function endToEnd(rawHeaders: string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name, value] = [rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''];
    if (!PER_CONNECTION.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}
