import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { PHONE, setStage, type Stage } from './support/journey.ts';
import { noonIn, pathOf } from './support/sessions.ts';

let stage: Stage;
let therapist: Person;
let path: string;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Tilda Types', { profile: { hourly_rate: 80, requires_payment: false } });
  path = await pathOf(therapist);
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const question = (page: Page) => page.getByRole('group', { name: 'What would you like to book?' });
const bookButton = (page: Page, price: string) => page.getByRole('button', { name: `Book session · ${price}` });

describe('session types', () => {
  test('a therapist makes, sorts and pauses types, and an open calendar follows', async () => {
    const [desk, chair] = await Promise.all([stage.openAs(therapist), stage.open({ viewport: PHONE })]);
    await chair.page.goto(path);
    await bookButton(chair.page, '£80.00').waitFor();
    await chair.page.getByText(/^Live/).first().waitFor();

    await desk.page.goto('/booking?tab=settings');
    await desk.page.getByRole('button', { name: 'Add a type' }).click();
    const dialog = desk.page.getByRole('dialog', { name: 'Add a session type' });
    await dialog.getByLabel('Name').fill('Follow-up');
    await dialog
      .getByRole('button', { name: '90 min' })
      .or(dialog.getByRole('button', { name: '1 h 30 min' }))
      .click();
    await dialog.getByText(/£80\.00 · .*£120\.00/).waitFor();
    await dialog.getByRole('radio', { name: 'Online' }).click();
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Add type' }).click();
    await desk.page.getByText(/£80\.00 – £120\.00 · Online/).waitFor();
    // A single type is not asked: the calendar only states it.
    await chair.page.getByText(/^60 or 90 min · from £80\.00 · Online$/).waitFor();
    expect(await question(chair.page).count()).toBe(0);

    await desk.page.getByRole('button', { name: 'Add a type' }).click();
    await dialog.getByLabel('Name').fill('First visit');
    await dialog.getByRole('radio', { name: 'Fixed price' }).click();
    await dialog.getByRole('button', { name: 'Add type' }).click();
    await dialog.getByText('Give the price as a number, such as 120 or 62.50.').waitFor();
    await dialog.getByLabel('Price in GBP').fill('95');
    await dialog
      .getByRole('button', { name: '75 min' })
      .or(dialog.getByRole('button', { name: '1 h 15 min' }))
      .click();
    await dialog.getByLabel('Kept free after').selectOption('30');
    await dialog.getByRole('checkbox', { name: 'First visit only' }).click();
    await dialog.getByRole('button', { name: 'Add type' }).click();
    await desk.page.getByText('New clients only').waitFor();
    await desk.page.getByRole('button', { name: 'Move First visit up' }).click();
    await desk.page.getByText('First visit is now 1 of 2.').waitFor();

    // The open calendar has followed: the first in the order is chosen, and the price is its own.
    await expect.poll(() => question(chair.page).getByRole('radio').count()).toBe(2);
    await expect.poll(() => question(chair.page).getByRole('radio').first().getAttribute('value')).toBe('first-visit');
    expect(await problemsInBothSchemes(chair.page)).toEqual([]);
    await question(chair.page)
      .getByRole('radio', { name: /^First visit/ })
      .check();
    await bookButton(chair.page, '£95.00').waitFor();
    await question(chair.page)
      .getByRole('radio', { name: /^Follow-up/ })
      .check();
    await chair.page.getByRole('radio', { name: '90 min', exact: true }).check();
    await bookButton(chair.page, '£120.00').waitFor();

    await desk.page.getByRole('button', { name: 'Change First visit' }).click();
    await desk.page.getByRole('dialog', { name: 'Change First visit' }).getByRole('switch', { name: 'Offered to clients' }).click();
    await desk.page.getByRole('button', { name: 'Save type' }).click();
    await desk.page.getByText('Paused', { exact: true }).waitFor();
    await question(chair.page).waitFor({ state: 'detached' });
    await bookButton(chair.page, '£120.00').waitFor();
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);

    const rows = await database()`select name, durations, price, place, buffer_after_minutes, first_visit_only, is_active
      from public.session_types where therapist_id = ${therapist.id} order by position`;
    expect(rows).toEqual([
      {
        name: 'First visit',
        durations: [75],
        price: '95.00',
        place: 'in_person',
        buffer_after_minutes: 30,
        first_visit_only: true,
        is_active: false,
      },
      {
        name: 'Follow-up',
        durations: [60, 90],
        price: null,
        place: 'online',
        buffer_after_minutes: null,
        first_visit_only: false,
        is_active: true,
      },
    ]);
  });

  test('a client opens a link to a type, books it at its price, and has one first visit only', async () => {
    await database()`update public.session_types set is_active = true where therapist_id = ${therapist.id}`;
    const client = await newClient('Linus Link');
    const { page } = await stage.openAs(client);
    await page.goto(`${path}?type=follow-up&duration=90`);
    await bookButton(page, '£120.00').waitFor();
    expect(
      await question(page)
        .getByRole('radio', { name: /^Follow-up/ })
        .isChecked(),
    ).toBe(true);
    await page.goto(`${path}?date=${noonIn(3).slice(0, 10)}`);
    await bookButton(page, '£95.00').waitFor();
    await page
      .getByRole('region', { name: /^Times on/ })
      .getByRole('group')
      .getByRole('button')
      .nth(2)
      .click();
    await bookButton(page, '£95.00').click();
    await page.waitForURL('**/checkout/**');
    const { data } = await client.api.from('client_sessions').select('session_type, duration_minutes, price');
    expect(data).toEqual([{ session_type: 'First visit', duration_minutes: 75, price: 95 }]);

    await database()`update public.client_sessions set starts_at = starts_at - interval '30 days', status = 'completed' where client_id = ${client.id}`;
    await page.goto(path);
    await page.getByText(/^60 or 90 min · from £80\.00 · Online$/).waitFor();
    expect(await question(page).count()).toBe(0);
  });
});
