/**
 * How fast the pages are on a cheap phone: `npm run bench:pages`. Lighthouse's mobile preset (a slow 4G line and a processor four
 * times slower, both simulated) on the built app, served compressed as a host does, with the demo data behind it. Prints the
 * middle one of RUNS=3 runs of each page; judges nothing in a test. `-- home` measures only the pages whose name has that word.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';

import { createClient } from '@supabase/supabase-js';
import lighthouse, { type Result } from 'lighthouse';
import type { BrowserContext } from 'playwright-core';
import WebSocket from 'ws';

import { DEMO_PASSWORD } from '../supabase/local/commands/demo-accounts.ts';
import { freePort } from '../supabase/local/base/ports.ts';
import { startStack } from '../supabase/local/stack/stack.ts';

import { report, targetsMissed } from './bench/measure.ts';
import { buildApp, newAppFolder, serveApp } from './browser/support/app.ts';
import { launchProfile } from './browser/support/chromium.ts';

if (!('WebSocket' in globalThis)) Reflect.set(globalThis, 'WebSocket', WebSocket);

const RUNS = Number(process.env.RUNS ?? 3);
const only = process.argv.slice(2);

interface PageToMeasure {
  name: string;
  path: string;
  /** The least performance score, of 100. */
  aim: number;
  signedIn?: true;
}

const PAGES: PageToMeasure[] = [
  { name: 'home', path: '/', aim: 95 },
  { name: 'directory', path: '/therapists', aim: 95 },
  { name: 'therapist', path: '/therapists/dr-sarah-johnson', aim: 95 },
  { name: 'sign in', path: '/sign-in', aim: 95 },
  { name: 'day of a therapist', path: '/booking', aim: 95, signedIn: true },
];
/** What every page had and keeps. */
const WHOLE = ['accessibility', 'best-practices', 'seo'] as const;

/** One page, once. */
async function measured(url: string, port: number): Promise<Result> {
  const found = await lighthouse(url, { port, onlyCategories: ['performance', ...WHOLE], output: 'json', logLevel: 'error' });
  if (!found || found.lhr.runtimeError) throw new Error(found?.lhr.runtimeError?.message ?? `Lighthouse said nothing of ${url}`);
  return found.lhr;
}

const scoreOf = (result: Result, category: string): number => Math.round((result.categories[category]?.score ?? 0) * 100);
const valueOf = (result: Result, audit: string): number => result.audits[audit]?.numericValue ?? Number.NaN;

async function measurePage(page: PageToMeasure, url: string, port: number): Promise<void> {
  const results: Result[] = [];
  for (let run = 0; run < RUNS; run += 1) results.push(await measured(url, port));
  results.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'));
  const middle = results[Math.floor(results.length / 2)];
  if (!middle) throw new Error('RUNS must be 1 or more');
  const score = scoreOf(middle, 'performance');
  const seconds = (audit: string) => `${(valueOf(middle, audit) / 1000).toFixed(1)} s`;
  const less = WHOLE.filter((category) => scoreOf(middle, category) < 100).map((category) => `${category} ${scoreOf(middle, category)}`);
  report(
    page.name,
    [
      `${score} (${results.map((one) => scoreOf(one, 'performance')).join(', ')})`,
      `FCP ${seconds('first-contentful-paint')}, LCP ${seconds('largest-contentful-paint')}, TBT ${Math.round(valueOf(middle, 'total-blocking-time'))} ms`,
      `CLS ${valueOf(middle, 'cumulative-layout-shift').toFixed(3)}, ${Math.round(valueOf(middle, 'total-byte-weight') / 1000)} kB in all`,
      less.length > 0 ? less.join(', ') : 'all else 100',
    ].join('; '),
    { value: score, limit: page.aim, atLeast: true },
  );
}

/** Signs the demo's therapist in where the app looks for its session. */
async function signIn(context: BrowserContext, appUrl: string, stack: { apiUrl: string; publishableKey: string }): Promise<void> {
  const api = createClient(stack.apiUrl, stack.publishableKey, { auth: { persistSession: false } });
  const { data, error } = await api.auth.signInWithPassword({ email: 'sarah.johnson@demo.test', password: DEMO_PASSWORD });
  if (error) throw error;
  const page = await context.newPage();
  await page.goto(`${appUrl}/nowhere`);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    'peer-care-connect-auth',
    JSON.stringify(data.session),
  ] as const);
  await page.close();
}

const folder = await newAppFolder();
const profile = await mkdtemp(path.join(tmpdir(), 'peer-care-connect-profile-'));
const stack = await startStack({ ephemeral: true, ports: 'free', seed: true });
try {
  await buildApp(stack, folder);
  const app = await serveApp(folder);
  const port = await freePort();
  const context = await launchProfile(profile, port);
  try {
    console.log(
      `${availableParallelism()} cores, Node ${process.version}; load before: ${(loadavg()[0] ?? 0).toFixed(1)}; the middle of ${RUNS} runs`,
    );
    const asked = PAGES.filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)));
    for (const page of asked) {
      if (page.signedIn) await signIn(context, app.url, stack);
      await measurePage(page, `${app.url}${page.path}`, port);
    }
    console.log(`load after: ${(loadavg()[0] ?? 0).toFixed(1)}; ${targetsMissed()} targets missed`);
  } finally {
    await context.close();
    await app.stop();
  }
} finally {
  await stack.stop();
  await Promise.all([folder, profile].map((one) => rm(one, { recursive: true, force: true, maxRetries: 3 })));
}
process.exitCode = targetsMissed() > 0 ? 1 : 0;
