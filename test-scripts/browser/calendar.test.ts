import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { booked } from '../../supabase/tests/support/booking.ts';
import { ALWAYS, newClient, newTherapist, type Person, type TherapistOptions } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { setStage, type Stage } from './support/journey.ts';
import { next, noonIn } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

/** A day with all of its times still to come: today has few left in the evening, and this month none on its last. */
const DAY = noonIn(3).slice(0, 10);

async function pageOf(name: string, options?: TherapistOptions): Promise<{ therapist: Person; path: string }> {
  const therapist = await newTherapist(name, options);
  const [row] = await database()<{ slug: string }[]>`select slug from public.therapist_profiles where id = ${therapist.id}`;
  return { therapist, path: `/therapists/${row?.slug}` };
}

/** The date of the focused day of the calendar. */
const focusedDay = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-iso') ?? null);
const times = (page: Page) => page.getByRole('region', { name: /^Times on/ });
const slots = (page: Page) => times(page).getByRole('button');
const addDays = (date: string, days: number) => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const weekday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay();
/** The same day of another month, or its last day where that month is shorter. */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

describe('calendar', () => {
  test('a client books by keyboard alone', async () => {
    const { path } = await pageOf('Kay Board');
    const { page } = await stage.openAs(await newClient('Tabitha Keys'));
    await page.goto(`${path}?date=${DAY}`);
    await slots(page).first().waitFor();
    const stops = page.getByRole('gridcell').locator('button[tabindex="0"], button:not([tabindex])');
    expect(await stops.count()).toBe(1);

    const tabTo = async (reached: () => Promise<boolean>) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (await reached()) return;
      }
      throw new Error('the keyboard never got there');
    };
    await tabTo(async () => (await focusedDay(page)) !== null);
    // From a month on, so that no step meets the first day that can be booked.
    await page.keyboard.press('PageDown');
    await expect.poll(() => focusedDay(page)).not.toBeNull();
    let day = (await focusedDay(page)) ?? '';
    const walk = async (key: string, expected: string) => {
      await page.keyboard.press(key);
      await expect.poll(() => focusedDay(page)).toBe(expected);
      day = expected;
    };
    await walk('ArrowRight', addDays(day, 1));
    await walk('ArrowDown', addDays(day, 7));
    await walk('ArrowLeft', addDays(day, -1));
    await walk('ArrowUp', addDays(day, -7));
    await walk('Home', addDays(day, -((weekday(day) + 6) % 7)));
    await walk('End', addDays(day, 6));
    await walk('PageDown', addMonths(day, 1));
    await walk('PageUp', addMonths(day, -1));
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/\d free times$/);

    await page.keyboard.press('Enter');
    await page.waitForURL(`**?date=${day}`);
    await page.getByText(/^\d+ free times on /).waitFor();
    await tabTo(() =>
      page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-pressed') === 'false' &&
          document.activeElement.closest('[aria-label^="Times on"]') !== null,
      ),
    );
    await page.keyboard.press('Space');
    await page.waitForURL(/time=/);
    await tabTo(() => page.evaluate(() => document.activeElement?.textContent?.startsWith('Book session') ?? false));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/checkout/**');
    // The next page begins at its heading, not at the top of the document.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  test('a client goes from an empty month to the next free time, and the address keeps the choice', async () => {
    const { path } = await pageOf('Lena Later', { profile: { min_notice_minutes: 40 * 24 * 60 } });
    const { page } = await stage.open();
    await page.goto(path);
    await page.getByText(/^No free times in /).waitFor();
    await page.getByRole('button', { name: /^Show / }).click();
    await slots(page).first().waitFor();
    await page.getByRole('radio', { name: '90 min' }).click();
    await page.getByRole('combobox', { name: 'Session type' }).selectOption('Follow-up');
    await page.waitForURL((url) => url.searchParams.get('duration') === '90' && url.searchParams.get('type') === 'follow-up');
    await page.getByRole('button', { name: 'Book session · £120.00' }).waitFor();

    const heading = await times(page).getByRole('heading').textContent();
    await page.reload();
    await slots(page).first().waitFor();
    expect(await times(page).getByRole('heading').textContent()).toBe(heading);
    expect(await page.getByRole('radio', { name: '90 min' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Book session · £120.00' }).waitFor();
  });

  test('a client changes the zone: times move to their dates there, the chosen one stays', async () => {
    const mondayMorning = [{ day_of_week: 1, start_time: '07:00', end_time: '09:00' }];
    const { path } = await pageOf('Mika Sato', { timeZone: 'Asia/Tokyo', hours: mondayMorning });
    const { page } = await stage.open({ timezoneId: 'America/New_York', locale: 'en-US' });
    // Monday morning in Tokyo is Sunday evening in New York.
    await page.goto(`${path}?date=${next(0)}`);
    const sunday = page.getByRole('region', { name: /^Times on Sunday/ });
    await sunday.getByRole('button', { name: /, 7:00 AM in Tokyo$/ }).click();
    const chosen = new URL(page.url()).searchParams.get('time');

    await page.getByRole('button', { name: 'Change the time zone' }).click();
    await page.getByRole('searchbox', { name: 'Find a city' }).fill('tokyo');
    await page
      .getByRole('list', { name: 'Time zones' })
      .getByRole('button', { name: /^Tokyo/ })
      .click();
    const monday = page.getByRole('region', { name: /^Times on Monday/ });
    await monday.getByRole('button', { name: '7:00 AM', pressed: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('time')).toBe(chosen);
    // Whoever comes back is shown the zone they chose.
    await page.reload();
    await monday.getByRole('button', { name: '7:00 AM', pressed: true }).waitFor();
  });

  test('a client who loses the race finds other times one tap away, notes kept', async () => {
    const { therapist, path } = await pageOf('Ray Sing', { hours: ALWAYS });
    const [first, second] = await Promise.all([newClient('Fay First'), newClient('Sam Second')]);
    const slow = await stage.openAs(second);
    // This one hears of no change: the database has to say it.
    await slow.page.routeWebSocket(/realtime/, () => undefined);
    await slow.page.goto(`${path}?date=${DAY}`);
    await slots(slow.page).nth(1).click();
    await slow.page.getByLabel('Notes').fill('My left shoulder.');
    const wanted = new URL(slow.page.url()).searchParams.get('time') ?? '';
    await booked(first.api, { therapist_id: therapist.id, starts_at: wanted, duration_minutes: 60 });

    await slow.page.getByRole('button', { name: /^Book session/ }).click();
    const refusal = slow.page.getByRole('alert').filter({ hasText: 'This time is no longer free' });
    await refusal.getByText('what you wrote is kept').waitFor();
    expect(await problemsInBothSchemes(slow.page)).toEqual([]);
    await refusal
      .getByRole('group', { name: 'Free times instead' })
      .getByRole('button', { name: /^Book / })
      .first()
      .click();
    await slow.page.waitForURL('**/checkout/**');
    const { data } = await second.api.from('client_sessions').select('notes, starts_at');
    expect(data).toHaveLength(1);
    expect(data?.[0]?.notes).toBe('My left shoulder.');
    expect(data?.[0]?.starts_at).not.toBe(wanted);
  });

  test('a client sees a time crossed out that another client takes', async () => {
    const { therapist, path } = await pageOf('Wanda Watched');
    const quick = await newClient('Quinn Quick');
    const { page } = await stage.open();
    await page.goto(`${path}?date=${DAY}`);
    await times(page).getByText(/^Live/).waitFor();
    const slot = slots(page).nth(2);
    const label = (await slot.getAttribute('aria-label')) ?? '';
    await slot.click();
    const wanted = new URL(page.url()).searchParams.get('time') ?? '';
    await booked(quick.api, { therapist_id: therapist.id, starts_at: wanted, duration_minutes: 60 });
    await times(page)
      .getByRole('button', { name: `${label}, just taken` })
      .waitFor();
    await page.getByText(/is not free any more/).waitFor();
    expect(await page.getByRole('button', { name: /^Book session/ }).isDisabled()).toBe(true);
  });

  test('an offline calendar says so, and catches up when it is online again', async () => {
    const { therapist, path } = await pageOf('Otto Offline');
    const quick = await newClient('Mia Meanwhile');
    const { page, context } = await stage.open();
    await page.goto(`${path}?date=${DAY}`);
    const badge = times(page).getByRole('status');
    await badge.filter({ hasText: /^Live/ }).waitFor();
    const slot = slots(page).nth(2);
    const label = (await slot.getAttribute('aria-label')) ?? '';
    await slot.click();
    await context.setOffline(true);
    await badge.filter({ hasText: /^Offline/ }).waitFor();
    await page.getByText('You are offline. These times may have changed').waitFor();
    const missed = new URL(page.url()).searchParams.get('time') ?? '';
    await booked(quick.api, { therapist_id: therapist.id, starts_at: missed, duration_minutes: 60 });
    await context.setOffline(false);
    await badge.filter({ hasText: /^Live/ }).waitFor();
    await times(page)
      .getByRole('button', { name: `${label}, just taken` })
      .waitFor();
  });
});
