import { html } from '../../pages/html.ts';
import type { Html } from '../../pages/html.ts';
import type { FaultSettings } from '../faults/fault-settings.ts';

/** A request of a browser for a page. */
export type PageRequest = {
  method: string;
  path: string;
  body: string;
  /** The fault plan's settings; null when it cannot be changed. */
  faults: FaultSettings | null;
};

/** A page or a file. */
export type PageReply = { status: number; headers: Record<string, string>; body: string | Uint8Array };

/**
 * A whole page. `formTargets` are the origins a form may end at: browsers check a form's redirects against them too.
 */
export function page(options: { title: string; narrow?: boolean; status?: number; formTargets?: string[] }, content: Html): PageReply {
  const { title, narrow = false, status = 200, formTargets = [] } = options;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Payment sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/style.css">
</head>
<body>
<header class="notice">Payment sandbox – no real money</header>
<main class="${narrow ? 'narrow' : ''}">${content}</main>
</body>
</html>`;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    'img-src data:',
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    // Not no-referrer: with it a browser would hide the origin of this page's own form.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  return { status, headers, body: document.text };
}

export function notFoundPage(): PageReply {
  const content = html`<div><h1>Nothing here</h1><p class="lead">The payment sandbox has no such page. <a href="/">See its payments</a>.</p></div>`;
  return page({ title: 'Nothing here', narrow: true, status: 404 }, content);
}
