import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { runJobs, stackStripe, stateOf, type Booking } from '../../supabase/functions/tests/support/bookings.ts';
import { disputeAtStripe } from '../../supabase/functions/tests/support/stripe-side.ts';
import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { accessibilityProblems } from './support/accessibility.ts';
import { setStage, type Stage } from './support/journey.ts';
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
async function paymentOf({ id }: Booking): Promise<{ id: string; intent: string }> {
  const [row] = await database()<{ id: string; intent: string }[]>`
    select id, provider_intent_id as intent from public.payments where session_id = ${id}`;
  if (!row) throw new Error('nothing was paid');
  return row;
}
/** What the payment provider has sent back of a session's payment, in minor units. */
async function sentBack(booking: Booking): Promise<number> {
  const refunds = await stackStripe().refunds.list({ payment_intent: (await paymentOf(booking)).intent });
  return refunds.data.reduce((sum, { amount }) => sum + amount, 0);
}

describe('cancelling with money', () => {
  test('a client who cancels in time reads the policy and gets the whole price back', async () => {
    const client = await newClient('Ina Intime');
    const booking = await held(therapist, client);
    const [{ page }, desk] = await Promise.all([stage.openAs(client), stage.openAs(therapist)]);
    await Promise.all([page.goto(`/checkout/${booking.id}`), desk.page.goto(SESSIONS)]);
    const theirs = card(desk.page, 'Ina Intime');
    await theirs.getByText('Payment: Pending').waitFor();
    await page
      .getByText(
        /^Free to cancel until 24 hours before the session \(.+\)\. After that, half the price\. If you do not come, the full price\.$/,
      )
      .waitFor();
    await page.getByRole('button', { name: '4242 4242 4242 4242' }).click();
    await page.getByRole('button', { name: 'Pay £80.00' }).click();
    await page.getByRole('heading', { name: 'Your session is confirmed' }).waitFor();
    await page.getByText('After that, half the price.').waitFor();
    await theirs.getByText('Paid £80.00').waitFor();

    await page.goto(SESSIONS);
    const own = card(page, 'Polly Policy');
    await own.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('£80.00 goes back to your card.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await page.getByText('The session is cancelled. £80.00 is on its way back.').waitFor();
    expect(await sentBack(booking)).toBe(8000);
    await Promise.all([own, theirs].map((place) => place.getByText('Payment: Refunded').waitFor()));
  });

  test('a client who cancels late reads the fee and gets the rest back', async () => {
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

  test('a client’s session is cancelled at once when the refund can only be sent later', async () => {
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

describe('money of a therapist', () => {
  test('a therapist refunds more than the policy, at most what is left, and the receipt says why', async () => {
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
    await chair.page.goto(`/receipts/${(await paymentOf(booking)).id}`);
    await chair.page.getByText('by the therapist: “I was late.”').waitFor();
    await chair.page.getByRole('row', { name: /^Paid after refunds £54\.50/ }).waitFor();
    expect(await stateOf(booking)).toBe('confirmed, partially_refunded');
  });

  test('a therapist settles a payment in person, waives another and takes that back', async () => {
    const [inPerson, free] = await Promise.all([newClient('Pia Person'), newClient('Wim Waived')]);
    const [first, second] = [await held(therapist, inPerson), await held(therapist, free)];
    const [{ page }, chair] = await Promise.all([stage.openAs(therapist), stage.openAs(free)]);
    await page.goto(SESSIONS);
    await card(page, 'Pia Person').getByRole('button', { name: 'Mark as paid in person' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Mark as paid' }).click();
    await card(page, 'Pia Person').getByText('Confirmed', { exact: true }).waitFor();
    await card(page, 'Pia Person')
      .getByText(/in person, .+ Receipt \d+$/i)
      .waitFor();
    expect(await stateOf(first)).toBe('confirmed, paid');

    await card(page, 'Wim Waived').getByRole('button', { name: 'Waive payment' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Waive payment' }).click();
    await card(page, 'Wim Waived').getByText('Payment waived').waitFor();
    expect(await stateOf(second)).toBe('confirmed, not_required');

    await chair.page.goto(SESSIONS);
    await card(chair.page, 'Polly Policy').getByText('Payment waived').waitFor();
    await card(page, 'Wim Waived').getByRole('button', { name: 'Ask for payment again' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ask for payment' }).click();
    await page.getByText('Wim Waived is asked for £80.00 again.').waitFor();
    await card(chair.page, 'Polly Policy').getByRole('link', { name: 'Pay £80.00' }).click();
    await chair.page.getByRole('button', { name: '4242 4242 4242 4242' }).click();
    await chair.page.getByRole('button', { name: 'Pay £80.00' }).click();
    await chair.page.getByRole('heading', { name: 'Your session is confirmed' }).waitFor();
    await card(page, 'Wim Waived').getByText('Paid £80.00').waitFor();
    expect(await stateOf(second)).toBe('confirmed, paid');
  });

  test('a therapist sets the policy and reads it as clients will', async () => {
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

test('both parties see a dispute, which blocks the refund until it is won', async () => {
  const client = await newClient('Dario Dispute');
  const booking = await paid(therapist, client);
  const [desk, chair] = await Promise.all([stage.openAs(therapist), stage.openAs(client)]);
  await Promise.all([desk.page.goto(SESSIONS), chair.page.goto(SESSIONS)]);
  const [theirs, own] = [card(desk.page, 'Dario Dispute'), card(chair.page, 'Polly Policy')];
  await theirs.getByRole('button', { name: 'Refund…' }).click();
  await desk.page.getByLabel('Reason').fill('I was late.');

  const { intent } = await paymentOf(booking);
  await disputeAtStripe(intent, 'needs_response');
  await own.getByText('Your bank is looking into this payment. Nothing can be refunded until that is settled.').waitFor();
  await own.getByText('Disputed', { exact: true }).waitFor();
  // The dialog was open before the dispute came.
  await desk.page.getByRole('button', { name: 'Refund £80.00' }).click();
  await desk.page.getByRole('dialog').getByText('Nothing was refunded').waitFor();
  await desk.page.getByRole('dialog').getByText("The client's bank is looking into this payment.").waitFor();
  expect(await sentBack(booking)).toBe(0);
  await desk.page.keyboard.press('Escape');
  expect(await theirs.getByRole('button', { name: 'Refund…' }).count()).toBe(0);

  // Cancelled meanwhile, the refund waits, and both read so; won, it goes out.
  await theirs.getByRole('button', { name: 'Cancel session' }).click();
  await desk.page.getByRole('alertdialog').getByText('Nothing is refunded until that is settled.').waitFor();
  await desk.page.getByLabel('Reason').fill('I am ill.');
  await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel session' }).click();
  await own.getByText('£80.00 is owed back and waits until the bank has decided.').waitFor();
  await disputeAtStripe(intent, 'won');
  await own.getByText('Disputed', { exact: true }).waitFor({ state: 'detached' });
  await runJobs();
  await Promise.all([own, theirs].map((place) => place.getByText('Payment: Refunded').waitFor()));
  expect(await sentBack(booking)).toBe(8000);
});
