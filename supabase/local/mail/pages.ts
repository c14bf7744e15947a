import { html } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import { WEB_ADDRESS } from './inbox.ts';
import type { StoredMessage } from './inbox.ts';

/**
 * The inbox as a page: the list, and beside it the open message (on a phone, instead of it).
 * `open`: null for none, `missing` for one that is not there.
 */
export function inboxPage(messages: StoredMessage[], open: StoredMessage | 'missing' | null, asText = false): string {
  const title = open === null ? 'Inbox' : open === 'missing' ? 'No such message' : open.subject || 'No subject';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Local inbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/inbox.js" defer></script>
</head>
<body class="${open !== null ? 'reading' : messages.length > 0 ? 'choosing' : ''}">
<a class="skip" href="#message">Skip to the message</a>
<header><div class="bar">
  <div><p class="name display">Local inbox</p><p class="muted">Every mail of this stack ends here. Nothing is sent on.</p></div>
  <button id="clear" type="button">Empty inbox</button>
</div></header>
<div class="panes">
  <nav id="list" aria-label="Messages">${list(messages, open)}</nav>
  <main id="message" tabindex="-1">${content(open, asText, messages.length)}</main>
</div>
<p id="announce" class="hidden" role="status"></p>
</body>
</html>`.text;
}

function list(messages: StoredMessage[], open: StoredMessage | 'missing' | null): Html {
  if (messages.length === 0) return html`<p class="empty">No mail yet.</p>`;
  const rows = messages.map((message) => {
    const current = open === message ? html` aria-current="page"` : html``;
    return html`<li><a href="/messages/${message.id}"${current}>
      <span class="line"><strong>${message.to.join(', ')}</strong>${time(message.receivedAt)}</span>
      <span class="subject">${message.subject || 'No subject'}</span>
      <span class="preview">${message.text.replaceAll(/\s+/g, ' ').slice(0, 90)}</span>
    </a></li>`;
  });
  return html`<ol data-count="${messages.length}">${rows}</ol>`;
}

function content(open: StoredMessage | 'missing' | null, asText: boolean, count: number): Html {
  if (open === 'missing') {
    return html`<div class="empty"><h1>No such message</h1><p>The inbox was emptied, or the stack started again. <a href="/">See what is there</a>.</p></div>`;
  }
  if (open === null) {
    const hint =
      count === 0 ? 'Sign up in the app or ask for a new password: the mail appears here at once.' : 'Choose a message to read it.';
    return html`<div class="empty"><h1>Inbox</h1><p>${hint}</p></div>`;
  }
  const showText = asText || open.html === null;
  return html`<a class="back" href="/">All messages</a>
<article>
  <h1>${open.subject || 'No subject'}</h1>
  <dl>
    <div><dt>From</dt><dd>${open.from}</dd></div>
    <div><dt>To</dt><dd>${open.to.join(', ')}</dd></div>
    <div><dt>Received</dt><dd>${time(open.receivedAt, 'full')}</dd></div>
  </dl>
  ${open.html === null || open.text === '' ? html`` : views(open.id, showText)}
  ${showText ? html`<div class="text">${linked(open.text)}</div>` : frame(open.id)}
  ${open.attachments.length === 0 ? html`` : attachments(open)}
</article>`;
}

function views(id: string, showText: boolean): Html {
  const current = html` aria-current="true"`;
  return html`<p class="views"><a href="/messages/${id}"${showText ? html`` : current}>As designed</a>
    <a href="/messages/${id}?view=text"${showText ? current : html``}>Plain text</a></p>`;
}

/** Scripts are off in the frame; `allow-same-origin` lets the page measure its height. */
function frame(id: string): Html {
  return html`<iframe title="The message" src="/messages/${id}/html" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function attachments({ id, attachments: files }: StoredMessage): Html {
  const items = files.map(
    ({ filename, content: bytes }, index) =>
      html`<li><a href="/messages/${id}/attachments/${index}" download>${filename}</a> <span class="muted">${Math.ceil(bytes.length / 1024)} kB</span></li>`,
  );
  return html`<h2>Attachments</h2><ul class="files">${items}</ul>`;
}

/** Plain text with its web addresses as links. */
function linked(text: string): Html {
  const parts: Html[] = [];
  let end = 0;
  for (const match of text.matchAll(WEB_ADDRESS)) {
    parts.push(html`${text.slice(end, match.index)}<a href="${match[0]}" target="_blank" rel="noopener noreferrer">${match[0]}</a>`);
    end = match.index + match[0].length;
  }
  return html`${parts}${text.slice(end)}`;
}

/** The message's own HTML as a document for the frame: links open outside of it. */
export function messageDocument(message: StoredMessage): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank"><style>body{font:16px/1.55 system-ui,sans-serif;margin:16px}</style>${message.html ?? ''}`;
}

function time(at: Date, length: 'short' | 'full' = 'short'): Html {
  const today = at.toDateString() === new Date().toDateString();
  const style: Intl.DateTimeFormatOptions =
    length === 'full'
      ? { dateStyle: 'full', timeStyle: 'short' }
      : today
        ? { hour: '2-digit', minute: '2-digit' }
        : { day: 'numeric', month: 'short' };
  return html`<time datetime="${at.toISOString()}">${new Intl.DateTimeFormat('en-GB', style).format(at)}</time>`;
}
