import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { intentOf, setFaults, stackStripe, stateOf } from '../../supabase/functions/tests/support/bookings.ts';
import { bankDecides } from '../../supabase/functions/tests/support/stripe-side.ts';
import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { setStage, signIn, type Stage } from './support/journey.ts';
import { held, holdFor } from './support/sessions.ts';

let stage: Stage;
let therapist: Person;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Greta Holm');
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

/** A client at the checkout of a time they hold. */
async function atCheckout(name: string) {
  const client = await newClient(name);
  const booking = await held(therapist, client);
  const visitor = await stage.openAs(client);
  return { booking, client, ...visitor, path: `/checkout/${booking.id}` };
}
async function payWith(page: Page, card: string) {
  await page.getByRole('button', { name: card }).click();
  await page.getByRole('button', { name: 'Pay £80.00' }).click();
}
const confirmed = (page: Page) => page.getByRole('heading', { name: 'Your session is confirmed' }).waitFor();
const declined = (page: Page, why: string) => page.getByRole('alert').filter({ hasText: why }).waitFor();

describe('checkout', () => {
  test('a client whose card is declined keeps the time and reads why', async () => {
    const { page, path, booking } = await atCheckout('Penny Short');
    await page.goto(path);
    await page.getByRole('button', { name: 'Pay £80.00' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('number');
    await payWith(page, '4000 0000 0000 0002');
    await declined(page, 'The bank declined the card and gave no reason.');
    await payWith(page, '4000 0000 0000 9995');
    await declined(page, 'The card does not have enough money on it');
    await page.getByRole('alert').getByText('we still keep the time for you').waitFor();
    await expect.poll(() => stateOf(booking)).toBe('scheduled, failed');
    await payWith(page, '4242 4242 4242 4242');
    await confirmed(page);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await stateOf(booking)).toBe('confirmed, paid');
  });

  test('a client passes 3-D Secure at the bank; a refusal there keeps the time', async () => {
    const { page, path, booking } = await atCheckout('Dora Dreier');
    await page.goto(path);
    await payWith(page, '4000 0027 6000 3184');
    await page.getByRole('button', { name: 'Fail authentication' }).click();
    await page.waitForURL((url) => url.pathname === path);
    await declined(page, 'Your bank did not confirm that it was you');

    await payWith(page, '4000 0027 6000 3184');
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    await confirmed(page);
    expect(page.url()).not.toContain('secret');
    expect(await stateOf(booking)).toBe('confirmed, paid');
    const [charges] = await database()<{ count: number }[]>`
      select count(*)::int from public.payments where session_id = ${booking.id}`;
    expect(charges?.count).toBe(1);
  });

  test('a client leaves the bank’s page with Back and pays again', async () => {
    const { page, path } = await atCheckout('Bea Back');
    await page.goto(path);
    await payWith(page, '4000 0027 6000 3184');
    await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
    await page.goBack();
    await payWith(page, '4242 4242 4242 4242');
    await confirmed(page);
  });

  test('a client who reloads or opens a second tab finds the same payment', async () => {
    const { page, context, path, booking } = await atCheckout('Tara Twice');
    const intents = new Set<string>();
    let asked = 0;
    context.on('response', (response) => {
      if (!response.url().endsWith('/create-payment-intent') || response.request().method() !== 'POST') return;
      asked += 1;
      void response.json().then((answer: { payment_intent_id: string }) => intents.add(answer.payment_intent_id));
    });
    const card = (tab: Page) => tab.getByRole('form', { name: 'Card' }).waitFor();
    await page.goto(path);
    await card(page);
    await page.reload();
    await card(page);
    const second = await context.newPage();
    await second.goto(path);
    await card(second);
    expect(asked).toBe(3);
    expect(intents.size).toBe(1);

    await payWith(page, '4242 4242 4242 4242');
    await Promise.all([confirmed(page), confirmed(second)]);
    expect(await stateOf(booking)).toBe('confirmed, paid');
  });

  test('a client whose hold ends on the page books the same time again in one press', async () => {
    const { page, path, booking, client } = await atCheckout('Lottie Late');
    await page.goto(path);
    await page
      .getByRole('timer', { name: 'Time left to pay' })
      .filter({ hasText: /^14:\d\d left$/ })
      .waitFor();
    // Long enough for a slow machine to load the page while the time is still kept.
    await holdFor(booking, 8);
    await page.reload();
    await page
      .getByRole('timer', { name: 'Time left to pay' })
      .filter({ hasText: /^0:0\d left$/ })
      .waitFor();
    await page.getByRole('heading', { name: 'The time is no longer kept' }).waitFor();
    await page.getByText('It is still free.').waitFor();
    await page.getByRole('button', { name: /^Book it again/ }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/checkout/') && url.pathname !== path);
    await payWith(page, '4242 4242 4242 4242');
    await confirmed(page);
    const { data } = await client.api.from('client_sessions').select('status, starts_at').order('created_at');
    expect(data?.map((session) => session.status)).toEqual(['cancelled', 'confirmed']);
    expect(data?.[0]?.starts_at).toBe(data?.[1]?.starts_at);
  });

  test('a stranger cannot open a checkout, and a free session asks for no payment', async () => {
    const { page, path, context, client: owner, booking: mine } = await atCheckout('Olga Own');
    const stranger = await stage.openAs(await newClient('Stan Stranger'));
    await stranger.page.goto(path);
    await stranger.page.getByText('There is no such session in your account').waitFor();

    const free = await newTherapist('Fred Free', { profile: { requires_payment: false } });
    const client = await newClient('Gwen Gratis');
    const booking = await held(free, client);
    const { page: unpaid } = await stage.openAs(client);
    await unpaid.goto(`/checkout/${booking.id}`);
    await unpaid.getByRole('heading', { name: 'Your session is booked' }).waitFor();
    await unpaid.getByText('No payment needed').waitFor();
    expect(await unpaid.getByRole('form', { name: 'Card' }).count()).toBe(0);

    // Signed out on the way, the client comes back to the very hold.
    await page.goto(path);
    await page.getByRole('form', { name: 'Card' }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await context.clearCookies();
    await page.reload();
    await page.waitForURL(`**/sign-in?next=${encodeURIComponent(path)}`);
    await signIn(page, owner.email, 'a-long-enough-password');
    await page.waitForURL((url) => url.pathname === path);
    await payWith(page, '4242 4242 4242 4242');
    await confirmed(page);
    expect(await stateOf(mine)).toBe('confirmed, paid');
  });

  test('a client waits for a slow payment and is not asked to pay twice', async () => {
    const { page, path, booking } = await atCheckout('Willa Wait');
    const working = page.getByRole('heading', { name: 'Your bank is working on the payment' });
    await page.goto(path);
    const { payment_intent_id: intent } = await intentOf(booking);
    await setFaults({ payments: { processing: 1, processing_ms: 60_000 } });
    try {
      await payWith(page, '4242 4242 4242 4242');
      await working.waitFor();
      await page.reload();
      await working.waitFor();
      expect(await page.getByRole('form', { name: 'Card' }).count()).toBe(0);
      await bankDecides(intent, 'fail');
      await declined(page, 'Your card was declined.');
      await payWith(page, '4242 4242 4242 4242');
      await working.waitFor();
      await bankDecides(intent, 'succeed');
      await confirmed(page);
      expect(await stateOf(booking)).toBe('confirmed, paid');
    } finally {
      await setFaults(null);
    }
  });
});

test('a client who pays in two tabs at once is charged once', async () => {
  const client = await newClient('Tamara Twotabs');
  const booking = await held(therapist, client);
  const { page, context } = await stage.openAs(client);
  const other = await context.newPage();
  const tabs = [page, other];
  await Promise.all(tabs.map((tab) => tab.goto(`/checkout/${booking.id}`)));
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: '4242 4242 4242 4242' }).click()));
  // Both have paid before the bank hears of either: a tab that hears of the other's payment has no button any more.
  let pressed = 0;
  let release = () => {};
  const bothPressed = new Promise<void>((resolve) => (release = resolve));
  await context.route(/\/confirm$/, async (route) => {
    pressed += 1;
    if (pressed === tabs.length) release();
    await bothPressed;
    await route.continue();
  });
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
