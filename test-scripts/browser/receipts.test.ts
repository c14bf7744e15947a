import { readFile } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import type { Booking } from '../../supabase/functions/tests/support/bookings.ts';
import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { accessibilityProblems } from './support/accessibility.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { held, paid } from './support/sessions.ts';

let stage: Stage;
let therapist: Person;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Rena Receipts', { profile: { location: 'London Bridge, room 2' } });
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const SESSIONS = '/booking?tab=sessions';
async function paymentIdOf({ id }: Booking): Promise<string> {
  const [row] = await database()<{ id: string }[]>`select id from public.payments where session_id = ${id}`;
  return row?.id ?? '';
}

test('a therapist filters payments by month and saves them as a file without formulas', async () => {
  const own = await newTherapist('Cosima Csv');
  const [ada, evil] = await Promise.all([newClient('Ada Adder'), newClient('=1+1')]);
  await paid(own, ada);
  await paid(own, evil);
  const { page } = await stage.openAs(own);
  await page.goto('/payments');
  await page
    .getByRole('link', { name: /^Receipt \d+$/ })
    .first()
    .waitFor();
  await page.getByRole('table').getByText('£160.00').first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('payments.csv');
  const text = await readFile(await download.path(), 'utf8');
  expect(text.startsWith('\uFEFFReceipt,')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(4);
  expect(text).toContain(",'=1+1,");
  expect(text).not.toMatch(/(^|,)[=+\-@]/m);

  await page.getByRole('searchbox').fill('adder');
  await page.getByText('Showing 1 of 2 payments.').waitFor();
  await page.getByLabel('Status').selectOption('Waived');
  await page.getByText('No payments match').waitFor();
  await page.reload();
  await page.getByText('No payments match').waitFor();
  await page.getByRole('button', { name: 'Show all payments' }).click();
  await page.getByRole('table').getByRole('button').first().click();
  await page.waitForURL(/month=\d{4}-\d{2}/);
  await page.getByText('Showing 2 of 2 payments of the month.').waitFor();
});

test('only the two parties open a receipt, which prints without the page around it', async () => {
  const client = await newClient('Rita Receipt', 'America/New_York');
  const booking = await paid(therapist, client);
  const path = `/receipts/${await paymentIdOf(booking)}`;
  const own = await stage.openAs(client);
  await own.page.goto('/payments');
  await own.page.getByRole('link', { name: /^Receipt \d+$/ }).click();
  await own.page.getByRole('heading', { name: /^Receipt \d+$/ }).waitFor();
  expect(new URL(own.page.url()).pathname).toBe(path);
  await own.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await own.page.getByRole('button', { name: 'Print or save as PDF' }).isVisible()).toBe(false);
  expect(await own.page.getByRole('banner').isVisible()).toBe(false);
  expect(await own.page.getByText('£80.00').first().isVisible()).toBe(true);
  // Dark on white, whatever the screen likes, and on one sheet.
  expect(await own.page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('light');
  const paper = (await own.page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  const stranger = await stage.openAs(await newClient('Sven Stranger'));
  await stranger.page.goto(path);
  await stranger.page.getByText('There is no such receipt in your account').waitFor();
  await stranger.page.goto('/receipts/not-an-id');
  await stranger.page.getByText('There is no such receipt in your account').waitFor();
  const nobody = await stage.open();
  await nobody.page.goto(path);
  await nobody.page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === path);
});

test.each([PHONE, DESKTOP])('receipts and payments fit $width pixels and meet WCAG 2.2 AA, in light and in dark', async (viewport) => {
  const client = await newClient('Axel Axe');
  const [booking] = [await paid(therapist, client), await held(therapist, client)];
  const path = `/receipts/${await paymentIdOf(booking)}`;
  for (const person of [client, therapist]) {
    const { page } = await stage.openAs(person, { viewport, reducedMotion: 'reduce' });
    for (const [at, shows] of [
      ['/payments', /^Receipt \d+$/],
      [path, 'By card'],
      [`${SESSIONS}&session=${booking.id}`, 'Cancelling'],
    ] as const) {
      await page.goto(at);
      await page.getByText(shows, { exact: true }).first().waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await accessibilityProblems(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      }
    }
  }
});
