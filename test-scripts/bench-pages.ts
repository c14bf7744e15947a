/**
 * How fast the pages are on a cheap phone: `npm run bench:pages`. Lighthouse's mobile preset (a slow 4G line and a processor four
 * times slower, both simulated) on the built app, served compressed as a host does, with the demo data behind it. Prints the
 * middle one of RUNS=3 runs of each page; judges nothing in a test. Then the screens of a practice of ten years: what each asks of
 * the API, and after how long it can be used. `-- home` measures only the pages whose name has that word, and no practice.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';

import { createClient } from '@supabase/supabase-js';
import lighthouse, { type Result } from 'lighthouse';
import type { Browser, BrowserContext } from 'playwright-core';
import postgres from 'postgres';
import WebSocket from 'ws';

import { DEMO_PASSWORD } from '../supabase/local/commands/demo-accounts.ts';
import { freePort } from '../supabase/local/base/ports.ts';
import { startStack, type Stack } from '../supabase/local/stack/stack.ts';

import { report, targetsMissed } from './bench/measure.ts';
import { placePractice } from './bench/practice.ts';
import { measureScreens } from './bench/screens.ts';
import { buildApp, newAppFolder, serveApp } from './browser/support/app.ts';
import { launchBrowser, launchProfile } from './browser/support/chromium.ts';

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

/** Where src/lib/supabase.ts keeps the session. */
const KEY = 'peer-care-connect-auth';

/** What the app would have stored had this person signed in here. */
async function sessionOf(stack: Stack, email: string, password: string): Promise<string> {
  const api = createClient(stack.apiUrl, stack.publishableKey, { auth: { persistSession: false } });
  const { data, error } = await api.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return JSON.stringify(data.session);
}

/** Signs the demo's therapist in where the app looks for its session. */
async function signIn(context: BrowserContext, appUrl: string, stack: Stack): Promise<void> {
  const session = await sessionOf(stack, 'sarah.johnson@demo.test', DEMO_PASSWORD);
  const page = await context.newPage();
  await page.goto(`${appUrl}/nowhere`);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, session] as const);
  await page.close();
}

/** A therapist of this stack with ten years of sessions, and her screens. */
async function measurePracticeOf(stack: Stack, appUrl: string, browser: Browser): Promise<void> {
  const [email, password] = ['bea.busy@practice.test', 'a-long-enough-password'];
  const service = createClient(stack.apiUrl, stack.secretKey, { auth: { persistSession: false } });
  const user_metadata = { role: 'therapist', full_name: 'Bea Busy', time_zone: 'Europe/London' };
  const made = await service.auth.admin.createUser({ email, password, email_confirm: true, user_metadata });
  if (made.error) throw made.error;
  const therapist = made.data.user.id;
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => undefined });
  try {
    await placePractice(sql, therapist);
    await sql`
      insert into public.availability_slots (therapist_id, day_of_week, start_time, end_time)
      select ${therapist}, d, '08:00', '18:00' from generate_series(1, 5) as d`;
    const stored = { name: KEY, value: await sessionOf(stack, email, password) };
    const context = await browser.newContext({
      baseURL: appUrl,
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      storageState: { cookies: [], origins: [{ origin: appUrl, localStorage: [stored] }] },
    });
    console.log('a practice of ten years, 20,000 sessions of one therapist, on a processor four times slower:');
    await measureScreens(context, sql, therapist);
    await context.close();
  } finally {
    await sql.end({ timeout: 2 });
  }
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
    if (only.length === 0) {
      const browser = await launchBrowser();
      try {
        await measurePracticeOf(stack, app.url, browser);
      } finally {
        await browser.close();
      }
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
