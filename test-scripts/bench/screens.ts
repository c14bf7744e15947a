import type { BrowserContext, Page } from 'playwright-core';
import type { Sql } from 'postgres';

import { report } from './measure.ts';

/** What one opening of a screen took from the API, in kB as the API wrote it, and how long until it could be used. */
interface Opened {
  requests: number;
  kilobytes: number;
  ms: number;
}

const LIMIT_KB = 60;
const CHANGE_LIMIT_KB = 5;

const SCREENS: { name: string; path: string; shows: string }[] = [
  { name: 'today', path: '/booking', shows: 'main h1' },
  { name: 'sessions', path: '/booking?tab=sessions', shows: 'main article' },
  { name: 'hours', path: '/booking?tab=availability', shows: 'main h1' },
  { name: 'payments', path: '/payments', shows: 'main ul li' },
];

/** Adds up what the API answers from now on. */
function countAnswers(page: Page) {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!/\/(rest|functions)\/v1\//.test(response.url()) || response.request().method() === 'OPTIONS') return;
    sizes.push(
      response.body().then(
        (body) => body.length,
        () => 0,
      ),
    );
  });
  return {
    restart: () => void sizes.splice(0),
    sum: async () => ({ requests: sizes.length, kilobytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000 }),
  };
}

/** Until nothing more has been asked for a while. */
async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1500);
}

async function open(
  context: BrowserContext,
  path: string,
  shows: string,
): Promise<{ page: Page; opened: Opened; answers: ReturnType<typeof countAnswers> }> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const answers = countAnswers(page);
  const began = performance.now();
  await page.goto(path);
  await page.locator(shows).first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0);
  const ms = Math.round(performance.now() - began);
  await quiet(page);
  return { page, opened: { ...(await answers.sum()), ms }, answers };
}

/** Each screen of the therapist who is signed in here, on a processor four times slower; and one change of one session. */
export async function measureScreens(context: BrowserContext, sql: Sql, therapist: string): Promise<void> {
  for (const { name, path, shows } of SCREENS) {
    const { page, opened, answers } = await open(context, path, shows);
    report(`  ${name}`, `${opened.requests} requests, ${opened.kilobytes.toFixed(1)} kB, usable after ${opened.ms} ms`, {
      value: Number(opened.kilobytes.toFixed(1)),
      limit: LIMIT_KB,
      unit: ' kB',
    });
    if (name === 'sessions') {
      answers.restart();
      await sql`
        update public.client_sessions set status = 'confirmed' where id = (
          select id from public.client_sessions
          where therapist_id = ${therapist} and status = 'scheduled' and payment_status <> 'failed' and starts_at > now() order by starts_at limit 1)`;
      await quiet(page);
      const change = await answers.sum();
      report('  sessions, when one of them changes', `${change.requests} requests, ${change.kilobytes.toFixed(1)} kB`, {
        value: Number(change.kilobytes.toFixed(1)),
        limit: CHANGE_LIMIT_KB,
        unit: ' kB',
      });
    }
    await page.close();
  }
}
