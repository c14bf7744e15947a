import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newClient, newTherapist, type Hours, type Person } from '../../supabase/tests/support/people.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { PHONE, setStage, type Stage } from './support/journey.ts';
import { held, noonIn } from './support/sessions.ts';

/** Every day of the week from nine to five. */
const DAILY: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
const DATE = noonIn(5).slice(0, 10);

let stage: Stage;
let therapist: Person;
let client: Person;
beforeAll(async () => {
  stage = await setStage();
  [therapist, client] = await Promise.all([
    newTherapist('Bo Behalf', { hours: DAILY, profile: { requires_payment: false } }),
    newClient('Kit Known'),
  ]);
  await held(therapist, client, { startsAt: noonIn(5) });
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const bookings = async () => {
  const { data } = await therapist.api
    .from('client_sessions')
    .select('client_name, client_id, start_time, status, payment_status, is_outside_hours')
    .neq('status', 'scheduled')
    .order('created_at');
  return data;
};

describe('booking for a client', () => {
  test('a therapist books a free time for a client, who sees it at once and pays online', async () => {
    const [desk, chair] = await Promise.all([stage.openAs(therapist), stage.openAs(client, { viewport: PHONE })]);
    await Promise.all([desk.page.goto('/booking?tab=sessions'), chair.page.goto('/booking?tab=sessions')]);
    await chair.page.getByRole('article', { name: 'Bo Behalf' }).waitFor();
    await chair.page.getByRole('status').filter({ hasText: /^Live/ }).waitFor();
    await desk.page.getByRole('button', { name: 'Book for a client' }).click();
    const dialog = desk.page.getByRole('dialog', { name: 'Book for a client' });
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
    await dialog.getByText('Choose a client, or “Somebody new”.').waitFor();
    await dialog
      .getByRole('list', { name: 'Clients' })
      .getByRole('button', { name: /Kit Known/ })
      .click();
    await dialog.getByRole('textbox', { name: 'Day' }).fill(DATE);
    await dialog.getByRole('button', { name: '10:00', exact: true }).click();
    await dialog.getByRole('switch', { name: 'The client pays online' }).click();
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Book for Kit Known' }).click();
    await dialog.waitFor({ state: 'detached' });
    await chair.page.getByRole('link', { name: 'Pay £80.00' }).waitFor();
    expect(await bookings()).toEqual([
      {
        client_name: 'Kit Known',
        client_id: client.id,
        start_time: '10:00:00',
        status: 'confirmed',
        payment_status: 'pending',
        is_outside_hours: false,
      },
    ]);
  });

  test('a therapist books a guest outside the hours after confirming, but never into a session', async () => {
    const { page } = await stage.openAs(therapist, { viewport: PHONE });
    await page.goto('/booking?tab=sessions');
    await page.getByRole('button', { name: 'Book for a client' }).click();
    const dialog = page.getByRole('dialog', { name: 'Book for a client' });
    await dialog.getByRole('radio', { name: 'Somebody new' }).click();
    await dialog.getByLabel('Name').fill('Grace Guest');
    await dialog.getByLabel(/^Email/).fill('grace@guests.test');
    await dialog.getByRole('radio', { name: 'Any time' }).click();
    await dialog.getByLabel('Date').fill(DATE);
    const time = dialog.getByRole('textbox', { name: 'Time' });
    const send = dialog.getByRole('button', { name: 'Book for Grace Guest' });

    await time.fill('12:30');
    await dialog.getByRole('alert').filter({ hasText: 'There is another session at this time. Choose another time.' }).waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(0);
    await send.click();

    await time.fill('19:00');
    const warning = dialog.getByRole('alert').filter({ hasText: 'It is outside your weekly hours. Clients could not book this time.' });
    await warning.waitFor();
    await send.click();
    await dialog.getByText('Tick this to book the time, or choose another.').waitFor();
    expect((await bookings())?.filter((row) => row.client_id === null)).toEqual([]);
    expect(await problemsInBothSchemes(page)).toEqual([]);
    await warning.getByRole('checkbox', { name: 'Book it all the same' }).click();
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    const card = page.getByRole('article', { name: 'Grace Guest' });
    await card.getByText('without an account').waitFor();
    await card.getByText('outside your hours').waitFor();
    expect((await bookings())?.at(-1)).toEqual({
      client_name: 'Grace Guest',
      client_id: null,
      start_time: '19:00:00',
      status: 'confirmed',
      payment_status: 'not_required',
      is_outside_hours: true,
    });
  });

  test('a therapist whose time is taken meanwhile finds other times', async () => {
    const { page } = await stage.openAs(therapist);
    // This page hears of no change: the database has to say it.
    await page.routeWebSocket(/realtime/, () => undefined);
    await page.goto('/booking?tab=sessions');
    await page.getByRole('button', { name: 'Book for a client' }).click();
    const dialog = page.getByRole('dialog', { name: 'Book for a client' });
    await dialog
      .getByRole('list', { name: 'Clients' })
      .getByRole('button', { name: /Kit Known/ })
      .click();
    await dialog.getByRole('radio', { name: 'Any time' }).click();
    await dialog.getByLabel('Date').fill(DATE);
    await dialog.getByRole('textbox', { name: 'Time' }).fill('15:00');
    await dialog.getByText(/^\w{3} \d+ \w+, 15:00 · /).waitFor();
    await held(therapist, await newClient('Finn Faster'), { startsAt: noonIn(5).replace('12:00', '15:00') });
    await dialog.getByRole('button', { name: 'Book for Kit Known' }).click();
    const instead = dialog.getByRole('group', { name: 'Times instead' });
    await instead.waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(0);
    await instead.getByRole('button').first().click();
    await dialog.getByRole('button', { name: 'Book for Kit Known' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await bookings())?.at(-1)).toMatchObject({ client_id: client.id, is_outside_hours: false });
  });
});
