import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newClient, newTherapist, type Hours } from '../../supabase/tests/support/people.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { PHONE, setStage, type Stage } from './support/journey.ts';
import { held, noonIn, pathOf } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const WEEK = '/booking?tab=availability';
/** Every day of the week from nine to five. */
const DAILY: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
/** A week on, and all within one month of the calendar: no step of these journeys has to turn a page. */
const MONDAY = mondayOfWholeWeek();
const days = (count: number) => new Date(Date.parse(`${MONDAY}T12:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

function mondayOfWholeWeek(): string {
  for (let ahead = 2; ; ahead += 1) {
    const at = new Date(Date.now() + ahead * 86_400_000);
    if (at.getUTCDay() === 1 && at.getUTCDate() + 6 <= new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()) {
      return at.toISOString().slice(0, 10);
    }
  }
}

const dayOf = (page: Page, date: string) => page.locator(`button[data-iso="${date}"]`);
/** Turns the page until a day can be seen. */
async function turnTo(page: Page, date: string) {
  while ((await dayOf(page, date).count()) === 0) {
    // oxlint-disable-next-line no-await-in-loop
    await page.getByRole('button', { name: /^Next month/ }).click();
  }
}

describe('overrides', () => {
  test('a therapist sets days off, part days and extra hours; booked sessions stay', async () => {
    const therapist = await newTherapist('Olive Override', { hours: DAILY, profile: { requires_payment: false } });
    const client = await newClient('Bea Booked');
    const booking = await held(therapist, client, { startsAt: `${days(1)}T12:00:00.000Z` });
    const [desk, visitor] = await Promise.all([stage.openAs(therapist), stage.open({ viewport: PHONE, timezoneId: 'UTC' })]);
    await visitor.page.goto(`${await pathOf(therapist)}?date=${days(2)}`);
    const times = visitor.page.getByRole('region', { name: /^Times on/ });
    await times.getByRole('button', { name: '16:00', exact: true }).waitFor();
    await visitor.page.getByText(/^Live/).first().waitFor();

    // Monday to Wednesday off: Tuesday's session is named, and left alone.
    await desk.page.goto(WEEK);
    await desk.page.getByRole('button', { name: 'Add a date' }).click();
    const dialog = desk.page.getByRole('dialog', { name: 'Add a date' });
    await dialog.getByRole('button', { name: 'Save time off' }).click();
    await dialog.getByText('Choose a day, or a first and a last day.').waitFor();
    await turnTo(desk.page, days(0));
    await dayOf(desk.page, days(0)).click();
    await dialog.getByText('Nothing is booked then.').waitFor();
    await dayOf(desk.page, days(2)).click();
    await dialog.getByText('· 3 days').waitFor();
    const touched = dialog.getByText('One session is booked then and stays as it is.');
    await touched.waitFor();
    await dialog.getByRole('link', { name: /Bea Booked/ }).waitFor();
    await dialog.getByLabel('Reason').fill('Seaside');
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save time off' }).click();
    const card = desk.page.getByRole('region', { name: 'Days off and extra hours' });
    await card.getByRole('button', { name: /Seaside/ }).waitFor();
    // What was looked at is crossed out where it stood, and the way on is offered.
    await times.getByRole('button', { name: '16:00, just taken' }).waitFor();
    await times.getByText('No free times on this day').waitFor();
    await expect.poll(() => dayOf(visitor.page, days(2)).getAttribute('aria-label')).toMatch(/no free times$/);
    const { data } = await client.api.from('client_sessions').select('status, starts_at').eq('id', booking.id).single();
    expect(data).toMatchObject({ status: 'scheduled' });

    // Thursday afternoon off.
    await desk.page.getByRole('button', { name: 'Add a date' }).click();
    await turnTo(desk.page, days(3));
    await dayOf(desk.page, days(3)).click();
    await dialog.getByRole('radio', { name: 'Some hours' }).click();
    await dialog.getByLabel('Start').fill('13:00');
    await dialog.getByLabel('End').fill('12:00');
    await dialog.getByRole('button', { name: 'Save time off' }).click();
    await dialog.getByText('The end must be after the start').waitFor();
    await dialog.getByLabel('End').fill('17:00');
    await dialog.getByRole('button', { name: 'Save time off' }).click();
    await card.getByRole('button', { name: /13:00 to 17:00/ }).waitFor();

    // And Sunday evening, for once.
    await desk.page.getByRole('button', { name: 'Add a date' }).click();
    await dialog.getByRole('radio', { name: 'Extra hours' }).click();
    await turnTo(desk.page, days(6));
    await dayOf(desk.page, days(6)).click();
    await dialog.getByLabel('Start').fill('18:00');
    await dialog.getByLabel('End').fill('20:00');
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save extra hours' }).click();
    await card.getByRole('button', { name: /18:00 to 20:00/ }).waitFor();

    await dayOf(visitor.page, days(3)).click();
    await times.getByRole('button', { name: '12:00', exact: true }).waitFor();
    expect(await times.getByRole('button', { name: /^1[3-6]:\d\d$/ }).count()).toBe(0);
    await dayOf(visitor.page, days(6)).click();
    await times.getByRole('button', { name: '19:00', exact: true }).waitFor();

    // Taken back, and put back again.
    await card.getByRole('button', { name: /Seaside/ }).click();
    await desk.page.getByRole('dialog', { name: 'Change this date' }).getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => dayOf(visitor.page, days(2)).getAttribute('aria-label')).toMatch(/\d free times$/);
    await desk.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => dayOf(visitor.page, days(2)).getAttribute('aria-label')).toMatch(/no free times$/);
  });
});

describe('why a time cannot be booked', () => {
  test('a therapist reads the reason and the setting; a client does not learn whose time it is', async () => {
    const therapist = await newTherapist('Wyn Whynot', { hours: DAILY, profile: { requires_payment: false } });
    const client = await newClient('Cleo Clash');
    await held(therapist, client, { startsAt: noonIn(5) });
    const date = noonIn(5).slice(0, 10);
    await therapist.api.from('availability_overrides').insert({
      therapist_id: therapist.id,
      starts_on: date,
      ends_on: date,
      start_time: '15:00',
      end_time: '17:00',
      reason: 'The dentist',
    });
    const { page } = await stage.openAs(therapist, { viewport: PHONE });
    await page.goto(WEEK);
    await page.getByText('Why is a time not offered?').click();
    const place = page.getByRole('region', { name: 'What clients see' });
    await place.getByLabel('Date').fill(date);
    const ask = (time: string) => place.getByRole('textbox', { name: 'Time' }).fill(time);
    const answer = place.getByRole('status').filter({ has: page.locator('p') });
    const leads = async (time: string, sentence: string, label: string, href: RegExp) => {
      await ask(time);
      await place.getByText(sentence).waitFor();
      expect(await answer.getByRole('link', { name: label }).getAttribute('href')).toMatch(href);
    };
    await leads('08:00', 'It is outside your weekly hours.', 'Weekly hours', /tab=availability#weekly-hours$/);
    await leads('12:30', 'There is another session at this time.', 'That session', /tab=sessions&session=/);
    await leads('15:00', 'You have taken this time off.', 'Days off and extra hours', /tab=availability#one-off-hours$/);
    await leads(
      '09:10',
      'It is within your hours, but starts are offered every 30 minutes',
      'Booking rules',
      /tab=settings#booking-rules$/,
    );
    await ask('10:00');
    await place.getByText('Clients can book this time now.').waitFor();
    await place.getByLabel('Date').fill(noonIn(6).slice(0, 10));
    await leads('16:30', 'A session of this length would run past the end of your hours.', 'Weekly hours', /#weekly-hours$/);
    expect(await problemsInBothSchemes(page)).toEqual([]);
    await leads('09:10', 'It is within your hours', 'Booking rules', /booking-rules$/);
    await answer.getByRole('link', { name: 'Booking rules' }).click();
    await page.getByRole('heading', { name: 'Booking rules' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('#booking-rules') !== null)).toBe(true);

    // A session, time off and the hours themselves read the same to a client.
    const visitor = await stage.openAs(await newClient('Vito Visitor'));
    const path = await pathOf(therapist);
    const words: string[] = [];
    for (const time of ['12:00', '15:00', '08:00']) {
      // oxlint-disable-next-line no-await-in-loop
      await visitor.page.goto(`${path}?date=${date}&time=${date}T${time}:00.000Z`);
      const notice = visitor.page.getByRole('status').filter({ hasText: 'is not free any more' });
      // oxlint-disable-next-line no-await-in-loop
      await notice.getByRole('group', { name: 'Free times instead' }).waitFor();
      // oxlint-disable-next-line no-await-in-loop
      words.push((await notice.locator('p').allTextContents()).join(' ').replace(/\d+:\d\d/, 'T'));
    }
    expect(new Set(words).size).toBe(1);
    expect(await visitor.page.content()).not.toMatch(/dentist|Cleo/);
    expect(await problemsInBothSchemes(visitor.page)).toEqual([]);
  });
});
