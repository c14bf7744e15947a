import { expect, it } from 'vitest';

import { stylesheet } from './stylesheet.ts';

it.each([
  ['inbox', new URL('../mail/inbox.css', import.meta.url)],
  ['payment sandbox', new URL('../stripe/pages/sandbox.css', import.meta.url)],
])('the stylesheet of the %s uses only colours that the app defines', async (_page, own) => {
  const css = await stylesheet(own);
  const defined = new Set([...css.matchAll(/^\s*(--[\w-]+):/gm)].map((match) => match[1]));
  const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]));
  expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(5);
  // A colour in place would not follow the app's. White under a mail is the mail's own ground.
  expect(css.replace(/^:root[^}]*\}/, '').match(/#[0-9a-f]{3,8}\b/gi) ?? []).toEqual(own.href.includes('mail') ? ['#fff'] : []);
});
