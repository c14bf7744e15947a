import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';

import { layoutShift, NO_SHIFT, watchFirstLoad } from './support/first-load.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { held, moveTo, paid, pathOf } from './support/sessions.ts';

/** Names, places and prices as long as they come: what stands below a text must not depend on its length. */
let stage: Stage;
let therapist: Person;
let client: Person;
let checkout: string;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Dr Wilhelmina Featherstonehaugh-Cholmondeley von Hohenzollern', {
    timeZone: 'Europe/London',
    profile: {
      headline: 'Psychotherapeutin für Verhaltenstherapie, Schlafstörungen und chronische Erschöpfung bei Erwachsenen',
      location: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Wales',
      currency: 'JPY',
      hourly_rate: 1_000_000,
    },
  });
  client = await newClient('Maximiliane-Alexandra Wolfeschlegelsteinhausenbergerdorff', 'America/New_York');
  const [soon, open] = [await paid(therapist, client, { notes: 'I wake at four and cannot sleep again.' }), await held(therapist, client)];
  await moveTo(soon, 25);
  checkout = `/checkout/${open.id}`;
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

/** Lets every answer of the API come late enough that the skeleton before it is really seen. */
const answerLate = (page: Page) =>
  page.route(/\/(rest|functions)\/v1\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fallback();
  });

/** What moved on the page since it was opened, and by how much it is too wide; nothing when all is well. */
async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => undefined)');
  const { shift, moved } = await layoutShift(page);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [
    ...(shift > NO_SHIFT ? [`moved by ${shift.toFixed(4)}:`, ...moved] : []),
    ...(tooWide > 0 ? [`${tooWide} px wider than the screen`] : []),
  ];
}

const TIMES = 'section[aria-label^="Times on"] [role="group"] button';
const NOW = '2026-09-28T12:00:00.000Z';
/** Seven starts of that Wednesday, as `get_open_starts` answers them. */
const OPEN_STARTS = {
  duration_minutes: 60,
  price: 1_000_000,
  starts: [14, 15, 16, 17, 18, 19, 20].map((hour) => Date.UTC(2026, 8, 30, hour) / 1000),
};

test.each([
  ['Wednesday 30 September', 'en-GB', DESKTOP],
  ['Wednesday, September 30', 'en-US', PHONE],
  ['Mittwoch, 30. September', 'de-DE', PHONE],
  ['quarta-feira, 30 de setembro', 'pt-PT', DESKTOP],
])('nothing moves when the first free day is %s (%s)', async (day, locale, viewport) => {
  const { page } = await stage.open({ viewport, locale, timezoneId: 'America/New_York' });
  // The page's clock, and the two answers that decide which day it shows.
  await page.clock.setFixedTime(NOW);
  await page.route(/rpc\/server_time/, (route) => route.fulfill({ json: NOW }));
  await page.route(/rpc\/get_open_starts/, (route) => route.fulfill({ json: OPEN_STARTS }));
  await answerLate(page);
  await watchFirstLoad(page, TIMES);
  await page.goto(await pathOf(therapist));
  await page.getByRole('region', { name: `Times on ${day}` }).waitFor();
  await page.getByText(/^Live/).first().waitFor();
  expect(await problemsOf(page)).toEqual([]);
});

/** Where a signed-in person goes first; `live` where a screen says when it follows by itself. */
const SCREENS: Record<'client' | 'therapist', { name: string; to: () => string; live?: true }[]> = {
  client: [
    { name: 'checkout', to: () => checkout },
    { name: 'overview', to: () => '/booking', live: true },
    { name: 'sessions', to: () => '/booking?tab=sessions', live: true },
    { name: 'payments', to: () => '/payments', live: true },
  ],
  therapist: [
    { name: 'day', to: () => '/booking', live: true },
    { name: 'sessions', to: () => '/booking?tab=sessions', live: true },
    { name: 'week', to: () => '/booking?tab=availability' },
    { name: 'settings', to: () => '/booking?tab=settings' },
    { name: 'payments', to: () => '/payments', live: true },
  ],
};

test.each([
  ['client', 'phone', PHONE],
  ['client', 'desktop', DESKTOP],
  ['therapist', 'phone', PHONE],
  ['therapist', 'desktop', DESKTOP],
] as const)('nothing moves on the screens of a %s while they load, in German, on a %s', async (of, _, viewport) => {
  const { page } = await stage.openAs(of === 'client' ? client : therapist, { viewport, locale: 'de-DE' });
  // The fonts first: what moves when they come is not what is looked at here.
  await page.goto('/nowhere');
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await answerLate(page);
  await watchFirstLoad(page, 'main h1');
  const problems: string[] = [];
  for (const { name, to, live } of SCREENS[of]) {
    await page.goto(to());
    await page.locator('main h1').first().waitFor();
    await expect.poll(() => page.locator('main [aria-busy="true"]').count()).toBe(0);
    if (live) await page.getByText(/^Live/).first().waitFor();
    problems.push(...(await problemsOf(page)).map((problem) => `${name}: ${problem}`));
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  expect(problems).toEqual([]);
});
