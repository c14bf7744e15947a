import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';
import { TestRunner } from 'vitest';

const RESULTS = path.resolve(import.meta.dirname, '../../../test-results');
/** TRACE=0 leaves traces out, TRACE=1 adds to each what the page looked like at every step. */
const TRACE = process.env['TRACE'];

/** What one browser has said and shown so far, to be kept should the test fail. */
export interface Recording {
  context: BrowserContext;
  /** One line each: messages of the console, uncaught errors, and requests that failed or were refused. */
  lines: string[];
  closed: boolean;
}

function listen(page: Page, lines: string[]) {
  const note = (line: string) => lines.push(`${new Date().toISOString().slice(11, 23)} ${line}`);
  page.on('console', (message) => note(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('framenavigated', (frame) => frame === page.mainFrame() && note(`opened: ${frame.url()}`));
  page.on('requestfailed', (request) => note(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (answer) => {
    if (answer.status() >= 400) note(`refused: ${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
}

/** Records a browser from its start. */
export async function record(context: BrowserContext): Promise<Recording> {
  const recording: Recording = { context, lines: [], closed: false };
  context.on('page', (page) => listen(page, recording.lines));
  context.on('close', () => (recording.closed = true));
  if (TRACE !== '0') await context.tracing.start({ screenshots: TRACE === '1', snapshots: TRACE === '1' });
  return recording;
}

/** `desk.test.ts/the-overview-takes-a-new-therapist…`: one folder for each test. */
function folderOf(test: ReturnType<typeof TestRunner.getCurrentTest>): string {
  const names: string[] = [];
  for (let task: { name: string; suite?: { name: string } | undefined } | undefined = test; task; task = task.suite)
    names.unshift(task.name);
  const name = names
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 100);
  return path.join(RESULTS, path.basename(test?.file.name ?? 'unknown'), name);
}

/**
 * Keeps, of a test that failed, what each of its browsers showed: a picture of every open page, its trace, and the lines
 * of its console, in test-results/<file>/<test>/. Of one that passed it keeps nothing, an earlier failure included. For
 * the end of a test, before its browsers are closed.
 */
export async function keepIfFailed(recordings: Recording[], complained: boolean): Promise<void> {
  const test = TestRunner.getCurrentTest();
  const folder = folderOf(test);
  await rm(folder, { recursive: true, force: true });
  if (test?.result?.state !== 'fail' && !complained) return;
  await mkdir(folder, { recursive: true });
  await Promise.all(recordings.map((recording, index) => keep(recording, path.join(folder, `browser-${index + 1}`))));
}

async function keep({ context, lines, closed }: Recording, prefix: string): Promise<void> {
  await Promise.allSettled([
    writeFile(`${prefix}-console.txt`, lines.map((line) => `${line}\n`).join('')),
    ...context.pages().map((page, index) => page.screenshot({ path: `${prefix}-page-${index + 1}.png`, fullPage: true, timeout: 10_000 })),
  ]);
  if (TRACE !== '0' && !closed) await context.tracing.stop({ path: `${prefix}-trace.zip` });
}
