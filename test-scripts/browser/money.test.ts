import { readFile } from 'node:fs/promises';

import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { runJobs, stackStripe, stateOf, type Booking } from '../../supabase/functions/tests/support/bookings.ts';
import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { accessibilityProblems } from './support/accessibility.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { held, moveTo, paid } from './support/sessions.ts';

let stage: Stage;
/** Free until a day before, then half the price. */
let therapist: Person;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Polly Policy', { profile: { late_cancel_fee_percent: 50 } });
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const SESSIONS = '/booking?tab=sessions';
const card = (page: Page, name: string): Locator => page.getByRole('article', { name });
/** What the payment provider has sent back of a session's payment, in minor units. */
async function sentBack({ id }: Booking): Promise<number> {
  const [row] = await database()<{ intent: string }[]>`select provider_intent_id as intent from public.payments where session_id = ${id}`;
  const refunds = await stackStripe().refunds.list({ payment_intent: row?.intent ?? '' });
  return refunds.data.reduce((sum, { amount }) => sum + amount, 0);
}
async function paymentOf({ id }: Booking): Promise<string> {
  const [row] = await database()<{ id: string }[]>`select id from public.payments where session_id = ${id}`;
  return row?.id ?? '';
}

describe('a client who cancels', () => {
  test('reads the policy before paying; in time sees the whole price as the refund, and gets exactly that at once', async () => {
    const client = await newClient('Ina Intime');
    const booking = await held(therapist, client);
    const { page } = await stage.openAs(client);
    await page.goto(`/checkout/${booking.id}`);
    await page
      .getByText(
        /^Free to cancel until 24 hours before the session \(.+\)\. After that, half the price\. If you do not come, the full price\.$/,
      )
      .waitFor();
    await page.getByRole('button', { name: '4242 4242 4242 4242' }).click();
    await page.getByRole('button', { name: 'Pay £80.00' }).click();
    await page.getByRole('heading', { name: 'Your session is confirmed' }).waitFor();
    await page.getByText('After that, half the price.').waitFor();

    await page.goto(SESSIONS);
    const own = card(page, 'Polly Policy');
    await own.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('£80.00 goes back to your card.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await page.getByText('The session is cancelled. £80.00 is on its way back.').waitFor();
    expect(await sentBack(booking)).toBe(8000);
    await own.getByText('Payment: Refunded').waitFor();
  });

  test('too late sees the fee and the rest, and gets exactly the rest; both sides see how much went back', async () => {
    const client = await newClient('Lotte Late');
    const booking = await paid(therapist, client);
    const [chair, desk] = await Promise.all([stage.openAs(client), stage.openAs(therapist)]);
    await moveTo(booking, 120);
    await Promise.all([chair.page.goto(SESSIONS), desk.page.goto(SESSIONS)]);
    const own = card(chair.page, 'Polly Policy');
    await own.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = chair.page.getByRole('alertdialog');
    await dialog.getByText('It starts in less than 24 hours, so cancelling costs half the price.').waitFor();
    await dialog.getByText('Fee, half the price').waitFor();
    await dialog.getByText('£40.00 goes back to your card.').waitFor();
    expect(await accessibilityProblems(chair.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await chair.page.getByText('The session is cancelled. £40.00 is on its way back.').waitFor();
    expect(await sentBack(booking)).toBe(4000);
    await own.getByText('Refunded £40.00 of £80.00').waitFor();
    await card(desk.page, 'Lotte Late').getByText('Refunded £40.00 of £80.00').waitFor();
  });

  test('is cancelled all the same when the refund cannot be sent at once; it goes out a little later', async () => {
    const client = await newClient('Frida Failing');
    const booking = await paid(therapist, client);
    const { page, complaints } = await stage.openAs(client);
    await page.route('**/functions/v1/send-refund', (route) => route.abort());
    await page.goto(SESSIONS);
    const own = card(page, 'Polly Policy');
    await own.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('£80.00 goes back to your card.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await page.getByText('The session is cancelled. £80.00 will be sent back within a few minutes.').waitFor();
    expect(await sentBack(booking)).toBe(0);
    await runJobs();
    await own.getByText('Payment: Refunded').waitFor();
    expect(await sentBack(booking)).toBe(8000);
    // The browser says itself that the request was broken off.
    complaints.length = 0;
  });
});

describe('a therapist', () => {
  test('refunds more than the policy, with a reason, never more than is left, and the receipt says why', async () => {
    const client = await newClient('Rosa Refunded');
    const booking = await paid(therapist, client);
    const [desk, chair] = await Promise.all([stage.openAs(therapist), stage.openAs(client)]);
    await Promise.all([desk.page.goto(SESSIONS), chair.page.goto(SESSIONS)]);
    const theirs = card(desk.page, 'Rosa Refunded');
    await theirs.getByRole('button', { name: 'Refund…' }).click();
    await desk.page.getByLabel('Amount in GBP').fill('90');
    await desk.page.getByLabel('Reason').fill('I was late.');
    await desk.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await desk.page.getByText('At most £80.00 can be refunded.').waitFor();
    await desk.page.getByLabel('Amount in GBP').fill('25.50');
    await desk.page.getByRole('button', { name: 'Refund £25.50' }).click();
    await desk.page.getByText('£25.50 is on its way back to Rosa Refunded.').waitFor();
    expect(await sentBack(booking)).toBe(2550);
    await Promise.all([theirs, card(chair.page, 'Polly Policy')].map((place) => place.getByText('Refunded £25.50 of £80.00').waitFor()));

    await theirs.getByRole('button', { name: 'Refund…' }).click();
    await desk.page.getByText('At most £54.50.').waitFor();
    await desk.page.keyboard.press('Escape');
    await chair.page.goto(`/receipts/${await paymentOf(booking)}`);
    await chair.page.getByText('by the therapist: “I was late.”').waitFor();
    await chair.page.getByRole('row', { name: /^Paid after refunds £54\.50/ }).waitFor();
    expect(await stateOf(booking)).toBe('confirmed, partially_refunded');
  });

  test('notes a payment in person, which confirms the session, and waives another', async () => {
    const [inPerson, free] = await Promise.all([newClient('Pia Person'), newClient('Wim Waived')]);
    const [first, second] = [await held(therapist, inPerson), await held(therapist, free)];
    const { page } = await stage.openAs(therapist);
    await page.goto(SESSIONS);
    await card(page, 'Pia Person').getByRole('button', { name: 'Mark as paid in person' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Mark as paid' }).click();
    await card(page, 'Pia Person').getByText('Confirmed', { exact: true }).waitFor();
    await card(page, 'Pia Person')
      .getByText(/paid in person/)
      .waitFor();
    expect(await stateOf(first)).toBe('confirmed, paid');

    await card(page, 'Wim Waived').getByRole('button', { name: 'Waive payment' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Waive payment' }).click();
    await card(page, 'Wim Waived').getByText('Payment waived').waitFor();
    expect(await stateOf(second)).toBe('confirmed, not_required');
  });

  test('sets the policy and reads what clients will read', async () => {
    const own = await newTherapist('Sara Settings');
    const { page } = await stage.openAs(own);
    await page.goto('/booking?tab=settings');
    await page.getByLabel('After that').selectOption('A quarter of the price');
    await page.getByLabel('Who does not come pays').selectOption('Half the price');
    const words =
      'Free to cancel until 24 hours before the session. After that, a quarter of the price. If you do not come, half the price.';
    await page.getByText(words).waitFor();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Your settings are saved.').waitFor();
    const { data } = await own.api
      .from('therapist_profiles')
      .select('slug, late_cancel_fee_percent, no_show_fee_percent')
      .eq('id', own.id)
      .single();
    expect(data).toMatchObject({ late_cancel_fee_percent: 25, no_show_fee_percent: 50 });
    await page.goto(`/therapists/${data?.slug}`);
    await page.getByText(words).first().waitFor();
  });
});

describe('payments and receipts', () => {
  test('are the therapist’s by month and filter, and a file that no spreadsheet computes', async () => {
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

  test('a receipt is its parties’ alone, prints without the page around it, and asks strangers to sign in', async () => {
    const client = await newClient('Rita Receipt', 'America/New_York');
    const booking = await paid(therapist, client);
    const path = `/receipts/${await paymentOf(booking)}`;
    const own = await stage.openAs(client);
    await own.page.goto('/payments');
    await own.page.getByRole('link', { name: /^Receipt \d+$/ }).click();
    await own.page.getByRole('heading', { name: /^Receipt \d+$/ }).waitFor();
    expect(new URL(own.page.url()).pathname).toBe(path);
    await own.page.emulateMedia({ media: 'print' });
    expect(await own.page.getByRole('button', { name: 'Print or save as PDF' }).isVisible()).toBe(false);
    expect(await own.page.getByRole('banner').isVisible()).toBe(false);
    expect(await own.page.getByText('£80.00').first().isVisible()).toBe(true);

    const stranger = await stage.openAs(await newClient('Sven Stranger'));
    await stranger.page.goto(path);
    await stranger.page.getByText('There is no such receipt in your account').waitFor();
    await stranger.page.goto('/receipts/not-an-id');
    await stranger.page.getByText('There is no such receipt in your account').waitFor();
    const nobody = await stage.open();
    await nobody.page.goto(path);
    await nobody.page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === path);
  });

  test.each([PHONE, DESKTOP])('break neither WCAG 2.2 AA nor the width at $width pixels, in light and in dark', async (viewport) => {
    const client = await newClient('Axel Axe');
    const [booking] = [await paid(therapist, client), await held(therapist, client)];
    const path = `/receipts/${await paymentOf(booking)}`;
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
});

test('two tabs that pay at once make one charge, and both say confirmed', async () => {
  const client = await newClient('Tamara Twotabs');
  const booking = await held(therapist, client);
  const { page, context } = await stage.openAs(client);
  const other = await context.newPage();
  const tabs = [page, other];
  await Promise.all(tabs.map((tab) => tab.goto(`/checkout/${booking.id}`)));
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: '4242 4242 4242 4242' }).click()));
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Pay £80.00' }).click()));
  await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Your session is confirmed' }).waitFor()));
  expect(await stateOf(booking)).toBe('confirmed, paid');
  const rows = await database()`select status, amount_minor from public.payments where session_id = ${booking.id}`;
  expect(rows).toEqual([{ status: 'succeeded', amount_minor: '8000' }]);
  const charges = await stackStripe().paymentIntents.list({ limit: 100 });
  expect(charges.data.filter(({ metadata }) => metadata.session_id === booking.id).map(({ amount_received }) => amount_received)).toEqual([
    8000,
  ]);
});
