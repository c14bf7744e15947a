import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { readFont } from '../pages/fonts.ts';
import { stylesheet } from '../pages/stylesheet.ts';
import type { Inbox, StoredMessage } from './inbox.ts';
import { inboxPage, messageDocument } from './pages.ts';

/** The inbox shows links that sign people in, so no other site may read it, even with a name that resolves to this machine. */
const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** For the message itself: its own styles and pictures only, without scripts, forms or requests. */
const MESSAGE_POLICY =
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** Answers the inbox: pages for people, `/api/messages` for programs, `/events` for pages that stay open. */
export async function answerInbox(inbox: Inbox, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (!LOCAL_HOST.test(req.headers.host ?? '')) return send(res, 403, 'text/plain', 'Open the inbox by its local address.');
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/api/')) return answerApi(inbox, req, res, pathname, searchParams);
  if (req.method !== 'GET' && req.method !== 'HEAD') return send(res, 405, 'text/plain', 'Method not allowed');

  if (pathname === '/style.css') return send(res, 200, 'text/css', await stylesheet(new URL('inbox.css', import.meta.url)));
  if (pathname === '/inbox.js') return send(res, 200, 'text/javascript', await readFile(new URL('inbox.js', import.meta.url)));
  if (pathname === '/events') return streamChanges(inbox, res);
  const font = await readFont(pathname.slice(1));
  if (font) return send(res, 200, 'font/woff2', font, { 'cache-control': 'max-age=86400' });
  if (pathname === '/') return page(res, 200, inboxPage(inbox.list(), null));

  const [, id = '', part = '', number = ''] = /^\/messages\/(\d+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(pathname) ?? [];
  const message = inbox.find(id);
  if (!message) return page(res, 404, inboxPage(inbox.list(), 'missing'));
  if (part === 'html') return send(res, 200, 'text/html', messageDocument(message), { 'content-security-policy': MESSAGE_POLICY });
  if (part === 'attachments') return sendAttachment(res, message, Number(number));
  return page(res, 200, inboxPage(inbox.list(), message, searchParams.get('view') === 'text'));
}

function answerApi(inbox: Inbox, req: IncomingMessage, res: ServerResponse, pathname: string, query: URLSearchParams): void {
  const json = (status: number, body: unknown) => send(res, status, 'application/json', JSON.stringify(body));
  const id = /^\/api\/messages\/(\d+)$/.exec(pathname)?.[1];
  if (req.method === 'GET' && id !== undefined) {
    const message = inbox.find(id);
    return message ? json(200, describe(message)) : json(404, { error: { code: 'NOT_FOUND', message: `There is no message ${id}` } });
  }
  if (pathname === '/api/messages' && req.method === 'GET') {
    return json(200, inbox.list(query.get('to') ?? undefined).map(describe));
  }
  if (pathname === '/api/messages' && req.method === 'DELETE') {
    inbox.clear();
    res.writeHead(204).end();
    return;
  }
  json(404, { error: { code: 'NOT_FOUND', message: 'The inbox answers GET and DELETE /api/messages, GET /api/messages/:id' } });
}

/** A message as programs get it: everything but the contents of its attachments. */
function describe({ attachments, ...message }: StoredMessage) {
  return {
    ...message,
    attachments: attachments.map(({ filename, contentType, content }, index) => ({
      filename,
      contentType,
      size: content.length,
      path: `/messages/${message.id}/attachments/${index}`,
    })),
  };
}

function sendAttachment(res: ServerResponse, message: StoredMessage, index: number): void {
  const attachment = message.attachments[index];
  if (!attachment) return send(res, 404, 'text/plain', 'There is no such attachment');
  // Always a download and never a page of this origin, whatever type the sender gave it.
  const filename = `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`;
  send(res, 200, 'application/octet-stream', attachment.content, { 'content-disposition': filename });
}

function streamChanges(inbox: Inbox, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  res.write('retry: 1000\n\n');
  const sendChange = () => res.write('data: change\n\n');
  inbox.on('change', sendChange);
  res.on('close', () => inbox.off('change', sendChange));
}

function page(res: ServerResponse, status: number, text: string): void {
  send(res, status, 'text/html', text, { 'content-security-policy': PAGE_POLICY });
}

function send(res: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  res.writeHead(status, {
    'content-type': /^(text|application\/json)/.test(type) ? `${type}; charset=utf-8` : type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  res.end(body);
}
