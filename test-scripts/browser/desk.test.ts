import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { stateOf } from '../../supabase/functions/tests/support/bookings.ts';
import { newClient, newTherapist } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { PHONE, setStage, type Stage } from './support/journey.ts';
import { held, moveTo, paid } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const SETTINGS = '/booking?tab=settings';
/** Saves the settings and waits until they are. */
async function save(page: Page) {
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Your settings are saved.').first().waitFor();
  await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
}

describe('overview', () => {
  test('a new therapist is led through three steps, each ticked when done', async () => {
    const therapist = await newTherapist('Nell Newcomer', { hours: [] });
    const { page } = await stage.openAs(therapist);
    await page.goto('/booking');
    const steps = page.getByRole('region', { name: 'Open your practice' });
    await steps.getByText('0 of 3 done').waitFor();
    await steps.getByRole('link', { name: 'Set hours' }).click();
    await page.getByRole('button', { name: 'Monday to Friday, 9 to 5' }).click();
    await page.getByRole('button', { name: 'Save week' }).click();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Today' }).first().click();
    await steps.getByText('1 of 3 done').waitFor();
    await steps.getByRole('link', { name: 'Fill in your profile' }).click();
    await page.getByLabel('Headline').fill('Short walks, long talks');
    await save(page);
    await page.getByRole('link', { name: 'Today' }).first().click();
    await steps.getByText('2 of 3 done').waitFor();
  });

  test('a therapist sees the next session and makes a decision in place', async () => {
    const therapist = await newTherapist('Dana Desk', { profile: { requires_payment: false } });
    const [soon, later] = await Promise.all([newClient('Sonny Soon'), newClient('Lara Later')]);
    const [next, waiting] = [await held(therapist, soon), await held(therapist, later)];
    await therapist.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', next.id);
    await moveTo(next, 30);

    const { page } = await stage.openAs(therapist, { viewport: PHONE });
    await page.goto('/booking');
    await page.getByRole('article', { name: 'Next session: Sonny Soon' }).getByRole('button', { name: 'Start session' }).waitFor();
    const decisions = page.getByRole('region', { name: 'Needs you' });
    await decisions.getByText(/Lara Later booked .*Will you take it\?/).waitFor();
    await decisions.getByRole('button', { name: 'Confirm' }).click();
    await decisions.getByText(/Lara Later/).waitFor({ state: 'detached' });
    expect(await stateOf(waiting)).toBe('confirmed, not_required');
    await page
      .getByRole('region', { name: 'Recent' })
      .getByText(/Lara Later/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('rowheader', { name: 'Sessions' }).waitFor();
  });

  test('a client sees what to pay and what comes next, and at first where to begin', async () => {
    const client = await newClient('Clio Client', 'America/New_York');
    const { page } = await stage.openAs(client);
    await page.goto('/booking');
    await page.getByText('Nothing booked yet').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Find therapists' }).waitFor();

    const therapist = await newTherapist('Theo Therapist', { timeZone: 'Europe/London' });
    await paid(therapist, client);
    const unpaid = await held(therapist, client);
    const next = page.getByRole('article', { name: 'Next session: Theo Therapist' });
    await next.getByText(/London/).waitFor();
    await next.getByText(/New York/).waitFor();
    const waiting = page.getByRole('region', { name: 'Waiting for payment' });
    await waiting.getByText(/1\d:\d\d left/).waitFor();
    await waiting.getByRole('link', { name: 'Pay £80.00' }).click();
    await page.waitForURL(`**/checkout/${unpaid.id}`);
    await page.goBack();
    await waiting.getByRole('button', { name: 'Let it go' }).click();
    await page.getByRole('alertdialog').getByText('you will not be charged').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel session' }).click();
    await waiting.waitFor({ state: 'detached' });
  });
});

describe('settings', () => {
  test('a therapist reads what is wrong, and saved settings change what clients see', async () => {
    const therapist = await newTherapist('Sita Settings');
    const [row] = await database()<{ slug: string }[]>`select slug from public.therapist_profiles where id = ${therapist.id}`;
    const { page } = await stage.openAs(therapist);
    await page.goto(SETTINGS);
    const rate = page.getByLabel('Rate per hour');
    await rate.fill('a lot');
    await page.getByLabel('Name', { exact: true }).fill(' ');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Give your rate as a number, such as 80 or 62.50.').waitFor();
    expect(await rate.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');

    await rate.fill('62.50');
    await page.getByLabel('Name', { exact: true }).fill('Sita Settled');
    await page.getByRole('switch', { name: 'Clients pay when they book' }).click();
    await page.getByLabel('Specialties').fill('Grief');
    await page.getByLabel('Specialties').press('Enter');
    await save(page);

    const visitor = await stage.open();
    await visitor.page.goto(`/therapists/${row?.slug}`);
    await visitor.page.getByRole('heading', { level: 1, name: 'Sita Settled' }).waitFor();
    await visitor.page.getByRole('button', { name: 'Book session · £62.50' }).waitFor();
    await visitor.page.getByRole('list', { name: 'Specialties' }).getByText('Grief').waitFor();
  });

  test('a client changes how times are shown, and does not lose changes by accident', async () => {
    const client = await newClient('Kim Clock', 'Europe/London');
    const therapist = await newTherapist('Tia Times', { timeZone: 'Europe/London' });
    await paid(therapist, client);
    const { page } = await stage.openAs(client);
    await page.goto(SETTINGS);
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await expect.poll(() => page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Name', { exact: true }).fill('Kim Clark');
    await page.getByRole('radio', { name: '2:00 pm' }).click();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await save(page);
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('heading', { level: 1, name: /Kim/ }).waitFor();
    await page
      .getByRole('article', { name: 'Next session: Tia Times' })
      .getByText(/\d (am|pm)/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Account menu for Kim Clark' }).waitFor();
  });
});
