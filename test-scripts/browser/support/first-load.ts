import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Page } from 'playwright-core';
import { inject } from 'vitest';

/**
 * Watches a page from its very beginning. As text, because tsx names functions with a helper that pages lack.
 * `at` is the moment (page clock, ms) at which `selector` first matched; `shift` is the sum of the layout
 * shifts so far (https://web.dev/articles/cls), those right after a press left out. What the app fetches
 * only after two quiet seconds (the code of dialogs, see use-wanted.ts) is put off, however slow this machine is.
 */
const watch = (selector: string) => `(() => {
  const soon = window.setTimeout
  window.setTimeout = (run, ms, ...given) => soon(run, ms >= 2000 ? 600000 : ms, ...given)
  const seen = { at: null, shift: 0, moved: [] }
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  window.firstLoad = seen
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter((each) => !each.hadRecentInput)) {
      seen.shift += entry.value
      for (const { node, previousRect, currentRect } of entry.sources) {
        seen.moved.push(((node && (node.outerHTML ?? node.textContent)) || 'something').slice(0, 80) + ' from ' + box(previousRect) + ' to ' + box(currentRect))
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector(${JSON.stringify(selector)})) return
    seen.at = performance.now()
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true, attributes: true })
})()`;

export const watchFirstLoad = (page: Page, selector: string): Promise<unknown> => page.addInitScript(watch(selector));

/** Shifts below it are rounding: a fiftieth of what is called good. */
export const NO_SHIFT = 0.002;

/** The sum of all layout shifts since the page was opened, and what moved, with its box (x y width height) before and after. */
export const layoutShift = (page: Page): Promise<{ shift: number; moved: string[] }> => page.evaluate('window.firstLoad');

/** Bytes of script, gzipped, of every file asked for until the watched selector was on screen (wait for it first); largest first. */
export async function scriptsOf(page: Page): Promise<{ total: number; files: { name: string; bytes: number }[] }> {
  const names: string[] = await page.evaluate(`performance.getEntriesByType('resource')
    .filter((entry) => entry.startTime <= window.firstLoad.at)
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.endsWith('.js'))
    .map((url) => url.pathname.slice(1))`);
  const files = await Promise.all(
    [...new Set(names)].map(async (name) => ({ name, bytes: gzipSync(await readFile(path.join(inject('appFolder'), name))).length })),
  );
  files.sort((a, b) => b.bytes - a.bytes);
  return { total: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}
