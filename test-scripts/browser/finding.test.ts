import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newTherapist } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { setStage, type Stage } from './support/journey.ts';
import { OFFICE_HOURS } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  const one = await newTherapist('Odile Marchetti', {
    timeZone: 'Europe/London',
    hours: OFFICE_HOURS,
    profile: { headline: 'Sleep and worry', specialties: ['Xylophobia'], languages: ['Ladin'], location: 'Leith' },
  });
  await newTherapist('Bruno Marchetti', { hours: OFFICE_HOURS, profile: { specialties: ['Xylophobia'], is_accepting_clients: false } });
  await database()`update public.therapist_profiles set is_verified = true where id = ${one.id}`;
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

describe('start page', () => {
  test('a client finds the therapists, and a therapist the sign-up', async () => {
    const { page } = await stage.open();
    await page.goto('/');
    await page.getByRole('link', { name: 'Open your calendar' }).click();
    await page.getByRole('radio', { name: 'I am a therapist' }).waitFor();
    expect(await page.getByRole('radio', { name: 'I am a therapist' }).isChecked()).toBe(true);
    await page.goBack();
    await page.getByRole('link', { name: 'Find a therapist' }).click();
    await page.getByRole('heading', { level: 1, name: 'Find a therapist' }).waitFor();
    await expect.poll(() => page.title()).toContain('Find a therapist');
  });

  test('a keyboard user skips the navigation', async () => {
    const { page } = await stage.open();
    await page.goto('/therapists');
    await page.getByRole('searchbox', { name: 'Search therapists' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/skip/i);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
  });
});

describe('therapists', () => {
  test('a client finds a therapist by name, specialty, language or place, kept in the address', async () => {
    const { page } = await stage.open();
    await page.goto('/therapists');
    const search = page.getByRole('searchbox', { name: 'Search therapists' });
    await search.fill('marchetti');
    await page.getByText(/^2 therapists for “marchetti”/).waitFor();
    await page.waitForURL('**/therapists?q=marchetti');
    for (const word of ['xylophobia', 'ladin', 'leith']) {
      await search.fill(word);
      await page.getByText(new RegExp(`for “${word}”`)).waitFor();
      await page.getByRole('link', { name: 'Odile Marchetti' }).waitFor();
    }
    await search.fill('nobody by this name');
    await page.getByText('Nobody found for “nobody by this name”').waitFor();
    await page.getByRole('link', { name: 'Show everybody' }).click();
    await page.waitForURL((url) => url.search === '');
    // The address changes first, the page with its next frame.
    await expect.poll(() => search.inputValue()).toBe('');
  });

  test('a visitor who opens a link sees therapists with their next free times', async () => {
    const { page } = await stage.open({ timezoneId: 'Asia/Tokyo' });
    await page.goto('/therapists?q=marchetti');
    const open = page.getByRole('article').filter({ hasText: 'Odile Marchetti' });
    await open.getByText('Verified').waitFor();
    await open.getByText('Next free').waitFor();
    await open.getByText('in Tokyo').waitFor();
    const closed = page.getByRole('article').filter({ hasText: 'Bruno Marchetti' });
    await closed.getByText('Not taking bookings now').waitFor();
    expect(await closed.getByText('Verified').count()).toBe(0);
    await open.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Odile Marchetti' }).waitFor();
    await page.goBack();
    await open.waitFor();
  });
});

describe('wrong addresses', () => {
  test.each([
    ['/nowhere', 'There is no page here', 'Find a therapist'],
    ['/therapists/nobody-at-all', 'There is no therapist at this address', 'Find therapists'],
  ])('a visitor at %s reads what is wrong and where to go', async (address, words, way) => {
    const { page } = await stage.open();
    await page.goto(address);
    await page.getByText(words).waitFor();
    await page.getByRole('main').getByRole('link', { name: way }).click();
    await page.waitForURL('**/therapists');
  });
});
