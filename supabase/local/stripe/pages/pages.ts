import { readFont } from '../../pages/fonts.ts';
import { stylesheet } from '../../pages/stylesheet.ts';
import type { Sandbox } from '../objects/sandbox.ts';
import { homePage } from './home.ts';
import { notFoundPage } from './layout.ts';
import type { PageReply, PageRequest } from './layout.ts';
import { answerThreeDs } from './three-ds.ts';

/** Answers with the sandbox's pages, styles and fonts. */
export async function answerPage(sandbox: Sandbox, request: PageRequest): Promise<PageReply> {
  const { method, path } = request;
  const threeDs = /^\/sandbox\/3ds\/(pi_\w+)$/.exec(path)?.[1];
  if (threeDs) return answerThreeDs(sandbox, request, threeDs);
  if (method !== 'GET') return notFoundPage();
  if (path === '/') return homePage(sandbox, request.faults);
  if (path === '/sandbox/style.css') {
    const body = await stylesheet(new URL('sandbox.css', import.meta.url));
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body };
  }
  const font = await readFont(path.replace(/^\/sandbox\//, ''));
  return font ? { status: 200, headers: { 'content-type': 'font/woff2', 'cache-control': 'max-age=86400' }, body: font } : notFoundPage();
}
