import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { addMonths, startOfMonth } from '../../src/domain/calendar-date.ts';
import { localDate } from '../../src/domain/time-zone.ts';
import { ALWAYS, newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { layoutShift, NO_SHIFT, scriptsOf, watchFirstLoad } from './support/first-load.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';

/** What the booking route may cost until its times are on screen, in bytes of gzipped script. */
const LIMIT = 160_000;

const TIMES = 'section[aria-label^="Times on"] [role="group"] button';
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
/** Numbers are for people to read; none but sizes and shifts is judged, since this machine's moods are not the app's. */
// oxlint-disable-next-line no-console
const report = (line: string) => console.log(line);

let stage: Stage;
let therapist: Person;
let path: string;
beforeAll(async () => {
  stage = await setStage();
  // Round the clock, every half hour: far more than the 322 starts of a busy month.
  // The whole of next month can be booked on any day of this one.
  therapist = await newTherapist('Dr Busy Month', { hours: ALWAYS, profile: { booking_window_days: 90 } });
  const [row] = await database()<{ slug: string }[]>`select slug from public.therapist_profiles where id = ${therapist.id}`;
  // In the last minutes of a month nothing is left of it: the calendar opens on the next one.
  path = `/therapists/${row?.slug}?date=${addMonths(startOfMonth(localDate(new Date(), 'Europe/London')), 1)}`;
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

describe('speed of the booking route, signed out', () => {
  test(`the times are shown after at most ${kB(LIMIT)} of script, gzipped`, async () => {
    const { page } = await stage.open();
    await watchFirstLoad(page, TIMES);
    await page.goto(path);
    await page.locator(TIMES).first().waitFor();
    const { total, files } = await scriptsOf(page);
    report(
      `booking route: ${kB(total)} = ${files.map(({ name, bytes }) => `${name.replace(/^assets\/|-[\w-]{8}\.js$/g, '')} ${kB(bytes)}`).join(', ')}`,
    );
    expect(total).toBeLessThanOrEqual(LIMIT);
    // The calendar is live all the same, a moment later.
    await page.getByText(/^Live/).first().waitFor();
  });

  for (const [size, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ] as const) {
    test(`nothing moves while the times load, on a ${size}`, async () => {
      const { page } = await stage.open({ viewport });
      // Late enough that the skeleton is really seen.
      await page.route(/rpc\/get_open_starts/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await route.continue();
      });
      await watchFirstLoad(page, TIMES);
      await page.goto(path);
      await page.locator(TIMES).first().waitFor();
      await page.getByText(/^Live/).first().waitFor();
      await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => undefined)');
      const { shift, moved } = await layoutShift(page);
      report(`layout shift on a ${size}: ${shift.toFixed(4)} ${moved.join('; ')}`);
      expect(shift, moved.join('\n')).toBeLessThanOrEqual(NO_SHIFT);
    });
  }

  test('a change of month is measured on a processor four times slower (printed, not judged)', async () => {
    const { page, context } = await stage.open();
    await page.goto(path);
    await page.locator(TIMES).first().waitFor();
    await page.getByRole('button', { name: /^Next month/ }).click();
    await expect.poll(() => startsOfMonth(page)).toBeGreaterThanOrEqual(322);
    const starts = await startsOfMonth(page);
    await page.getByRole('button', { name: /^Previous month/ }).click();
    await page.locator(TIMES).first().waitFor();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const seen: { month: number; times: number }[] = [];
    for (let change = 0; change < 2; change += 1) {
      for (const name of [/^Next month/, /^Previous month/]) {
        // Months nearby are fetched ahead: what is measured is the answer, not the network of this machine.
        await page.getByRole('button', { name }).waitFor();
        seen.push(await page.evaluate(changeMonth(name.source.replace('^', ''))));
      }
    }
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const list = (of: (each: { month: number; times: number }) => number) => seen.map((each) => `${Math.round(of(each))}`).join(', ');
    report(
      `month change at 4x slow-down, ${starts} starts: month painted after ${list(({ month }) => month)} ms, times after ${list(({ times }) => times)} ms`,
    );
  });
});

/** How many starts the month on screen has, by what its days say to a screen reader. */
function startsOfMonth(page: Page): Promise<number> {
  return page.evaluate(`[...document.querySelectorAll('button[data-iso]')]
    .reduce((sum, day) => sum + Number(/(\\d+) free times?$/.exec(day.getAttribute('aria-label') ?? '')?.[1] ?? 0), 0)`);
}

/** Presses, and answers how long it took (ms) until the month's name, and until its times, had been painted. */
const changeMonth = (label: string) => `new Promise((resolve) => {
  const button = document.querySelector('button[aria-label^="${label}"]')
  const before = document.querySelector('button[data-iso]').dataset.iso
  const began = performance.now()
  let month = null
  const look = () => {
    const changed = document.querySelector('button[data-iso]').dataset.iso !== before
    if (changed) month ??= performance.now() - began
    const times = document.querySelector('section[aria-label^="Times"]')
    const settled = changed && times.getAttribute('aria-busy') !== 'true' && !document.querySelector('[aria-busy="true"]')
    if (settled) resolve({ month, times: performance.now() - began })
    else requestAnimationFrame(() => setTimeout(look, 0))
  }
  button.click()
  requestAnimationFrame(() => setTimeout(look, 0))
})`;

describe('speed of the other pages', () => {
  test('their cost is measured (printed, not judged)', async () => {
    const client = await newClient('Cara Cost');
    const pages = [
      { name: 'home', to: '/' },
      { name: 'directory', to: '/therapists' },
      { name: 'sign in', to: '/sign-in' },
      { name: 'sign up', to: '/sign-up' },
      { name: 'bookings of a client', to: '/booking', as: client },
      { name: 'practice of a therapist', to: '/booking', as: therapist },
    ];
    for (const { name, to, as } of pages) {
      const { page, context } = await (as ? stage.openAs(as) : stage.open());
      await watchFirstLoad(page, 'main h1');
      await page.goto(to);
      await page.locator('main h1').first().waitFor();
      const { total } = await scriptsOf(page);
      report(`${name}: ${kB(total)} until its heading`);
      expect(total).toBeGreaterThan(0);
      await context.close();
    }
  });
});
