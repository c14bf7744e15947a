import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { runJobs, stateOf } from '../../supabase/functions/tests/support/bookings.ts';
import { inHours, newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';

import { setStage, type Stage } from './support/journey.ts';
import { held, moveTo, paid } from './support/sessions.ts';

let stage: Stage;
/** One who is paid when booked, and one who confirms by hand. */
let prepaid: Person;
let byHand: Person;
beforeAll(async () => {
  stage = await setStage();
  [prepaid, byHand] = await Promise.all([
    newTherapist('Mira Prepaid'),
    newTherapist('Hana Byhand', { profile: { requires_payment: false } }),
  ]);
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const SESSIONS = '/booking?tab=sessions';
const card = (page: Page, name: string): Locator => page.getByRole('article', { name });
const says = (place: Locator, words: string) => place.getByText(words, { exact: true }).first().waitFor();

describe('sessions', () => {
  test('a therapist confirms, starts and completes a session, and the client’s page follows', async () => {
    const client = await newClient('Cora Complete');
    const booking = await held(byHand, client, { notes: 'Please ring twice.' });
    await moveTo(booking, 20);
    const [desk, chair] = await Promise.all([stage.openAs(byHand), stage.openAs(client)]);
    await Promise.all([desk.page.goto(SESSIONS), chair.page.goto(SESSIONS)]);
    const theirs = card(desk.page, 'Cora Complete');
    const own = card(chair.page, 'Hana Byhand');
    await theirs.getByText('Please ring twice.').waitFor();
    await says(own, 'Scheduled');
    await chair.page.getByRole('status').filter({ hasText: /^Live/ }).waitFor();

    for (const [action, status] of [
      ['Confirm', 'Confirmed'],
      ['Start session', 'In progress'],
      ['Complete', 'Completed'],
    ] as const) {
      await theirs.getByRole('button', { name: action, exact: true }).click();
      await Promise.all([says(theirs, status), says(own, status)]);
    }
    expect(await theirs.getByRole('button', { name: /Cancel|Start|Confirm|Complete/ }).count()).toBe(0);

    await own.getByRole('button', { name: 'History' }).click();
    const history = own.getByRole('region', { name: 'History' });
    for (const line of ['Booked by the client', 'Confirmed by the therapist', 'Started by the therapist', 'Completed by the therapist']) {
      await history.getByText(line).waitFor();
    }
  });

  test('a therapist marks a no-show after the start, and after a question', async () => {
    const client = await newClient('Nate Noshow');
    const booking = await paid(prepaid, client);
    const { page } = await stage.openAs(prepaid);
    await page.goto(SESSIONS);
    const theirs = card(page, 'Nate Noshow');
    await theirs.getByRole('button', { name: 'Start session' }).waitFor();
    expect(await theirs.getByRole('button', { name: 'No-show' }).count()).toBe(0);

    await moveTo(booking, -10);
    await page.reload();
    await theirs.getByRole('button', { name: 'No-show' }).click();
    await page.getByRole('alertdialog').getByText('its payment stays as it is').waitFor();
    await page.keyboard.press('Escape');
    expect(await stateOf(booking)).toBe('confirmed, paid');
    await theirs.getByRole('button', { name: 'No-show' }).click();
    await page.getByRole('button', { name: 'Mark as no-show' }).click();
    await theirs.getByText('No-show', { exact: true }).waitFor();
    await expect.poll(() => stateOf(booking)).toBe('no_show, paid');
  });

  test('a therapist cancels with a reason, which the client reads and gets the money back', async () => {
    const client = await newClient('Rita Refund');
    const booking = await paid(prepaid, client);
    const [desk, chair] = await Promise.all([stage.openAs(prepaid), stage.openAs(client)]);
    await Promise.all([desk.page.goto(SESSIONS), chair.page.goto(SESSIONS)]);
    await card(desk.page, 'Rita Refund').getByRole('button', { name: 'Cancel session' }).click();
    const dialog = desk.page.getByRole('alertdialog');
    await dialog.getByText('£80.00 goes back to Rita Refund’s card.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await dialog.getByText('Say in a few words why').waitFor();
    await dialog.getByRole('textbox').fill('I have the flu.');
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await dialog.waitFor({ state: 'detached' });

    const own = card(chair.page, 'Mira Prepaid');
    await says(own, 'Cancelled');
    await own.getByText('Cancelled: “I have the flu.”').waitFor();
    await runJobs();
    await own.getByText('Payment: Refunded').waitFor();
    await chair.page.goto(`/checkout/${booking.id}`);
    await chair.page.getByText('£80.00 was paid back to your card.').waitFor();
  });

  test('a client cancels in time with the money back, and cannot cancel late', async () => {
    const client = await newClient('Carl Canceller');
    const booking = await paid(prepaid, client);
    const { page } = await stage.openAs(client);
    await page.goto(SESSIONS);
    const own = card(page, 'Mira Prepaid');
    await moveTo(booking, 60);
    await page.reload();
    await own.getByRole('button', { name: 'History' }).waitFor();
    expect(await own.getByRole('button', { name: 'Cancel session' }).count()).toBe(0);

    await moveTo(booking, 3 * 24 * 60);
    await page.reload();
    await own.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('£80.00 goes back to your card.').waitFor();
    await dialog.getByRole('button', { name: 'Keep session' }).click();
    await own.getByRole('button', { name: 'Cancel session' }).click();
    await dialog.getByRole('button', { name: 'Cancel session' }).click();
    await says(own, 'Cancelled');
  });
});

describe('list of sessions', () => {
  test('a therapist filters sessions by words, status and dates, kept in the address', async () => {
    const therapist = await newTherapist('Fila Filter', { profile: { requires_payment: false } });
    const [zora, ben] = await Promise.all([newClient('Zora Filtered'), newClient('Ben Filtered')]);
    await held(therapist, zora, { startsAt: inHours(72) });
    const confirmed = await held(therapist, ben, { startsAt: inHours(96) });
    await therapist.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', confirmed.id);

    const { page } = await stage.openAs(therapist);
    await page.goto(SESSIONS);
    await page.getByLabel(/^Status/).selectOption('Confirmed');
    await page.getByText('Showing 1 of 2 sessions.').waitFor();
    await page.waitForURL(/status=confirmed/);
    expect(await card(page, 'Zora Filtered').count()).toBe(0);
    await page.reload();
    await card(page, 'Ben Filtered').waitFor();
    expect(await page.getByLabel(/^Status/).inputValue()).toBe('confirmed');

    // No word that chance could put into an address: those of the tests' people end in hexadecimal digits.
    await page.getByLabel('Search client, type or notes').fill('zora');
    await page.getByText('No sessions match').waitFor();
    await page.getByRole('button', { name: 'Show all sessions' }).click();
    await page.waitForURL((url) => !url.search.includes('status') && !url.search.includes('q='));
    await page.getByLabel(/^From/).fill(inHours(96).slice(0, 10));
    await card(page, 'Zora Filtered').waitFor({ state: 'detached' });
    await card(page, 'Ben Filtered').waitFor();
  });
});

describe('private notes', () => {
  test('a therapist’s notes save themselves, and the client never gets them', async () => {
    const client = await newClient('Petra Private');
    const booking = await held(byHand, client);
    const { page } = await stage.openAs(byHand);
    await page.goto(`${SESSIONS}&session=${booking.id}`);
    const notes = card(page, 'Petra Private').getByLabel('Private notes');
    await notes.fill('Sleeps badly since June.');
    await page.getByText('Saved. Only you can read these.').waitFor();
    await page.reload();
    await expect.poll(() => notes.inputValue()).toBe('Sleeps badly since June.');

    const chair = await stage.openAs(client);
    const answers: Promise<string>[] = [];
    chair.page.on('response', (response) => answers.push(response.text().catch(() => '')));
    chair.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => answers.push(Promise.resolve(String(payload)))));
    await chair.page.goto(`${SESSIONS}&session=${booking.id}`);
    await card(chair.page, 'Hana Byhand').getByText('Booked by the client').waitFor();
    await chair.page.getByRole('status').filter({ hasText: /^Live/ }).waitFor();
    const changed = await byHand.api.from('session_notes').update({ body: 'Sleeps better.' }).eq('session_id', booking.id).select();
    expect(changed.data).toHaveLength(1);
    // What comes after the change of the notes comes last.
    await byHand.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', booking.id);
    await says(card(chair.page, 'Hana Byhand'), 'Confirmed');
    expect((await Promise.all(answers)).join('\n')).not.toContain('Sleeps');
    const { data } = await client.api.from('session_notes').select();
    expect(data).toEqual([]);
  });
});
