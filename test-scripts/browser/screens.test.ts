import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { held, holdFor, moveTo, noonIn, OFFICE_HOURS, paid } from './support/sessions.ts';

/** A screen: its address, and a text that is on it once it is loaded. */
interface Screen {
  path: string;
  loaded: (page: Page) => Promise<unknown>;
}

let stage: Stage;
let therapist: Person;
let client: Person;
let profilePath: string;
const checkouts = { open: '', paid: '', expired: '', cancelled: '' };

beforeAll(async () => {
  stage = await setStage();
  [therapist, client] = await Promise.all([
    newTherapist('Vera Vista', {
      timeZone: 'Europe/London',
      profile: {
        headline: 'Sleep and worry',
        bio: 'We begin with what keeps you awake.',
        specialties: ['Sleep', 'Worry', 'Work'],
        languages: ['English', 'Welsh'],
        location: 'Cardiff, UK',
      },
    }),
    newClient('Sergio Screen', 'America/New_York'),
  ]);
  const expired = await held(therapist, client, { notes: 'I wake at four.' });
  await holdFor(expired, -1);
  const cancelled = await paid(therapist, client);
  await client.api.from('client_sessions').update({ status: 'cancelled', cancellation_reason: 'I am travelling.' }).eq('id', cancelled.id);
  const soon = await paid(therapist, client, { notes: 'I wake at four and cannot sleep again.' });
  const noshow = await paid(therapist, client);
  await moveTo(noshow, -90);
  await therapist.api.from('client_sessions').update({ status: 'no_show' }).eq('id', noshow.id);
  await moveTo(soon, 25);
  const open = await held(therapist, client);
  Object.assign(checkouts, { open: open.id, paid: soon.id, expired: expired.id, cancelled: cancelled.id });
  await therapist.api.from('session_notes').insert({ session_id: soon.id, body: 'Ask about June.' });
  const [row] = await database()<{ slug: string }[]>`
    update public.therapist_profiles set is_verified = true where id = ${therapist.id} returning slug`;
  profilePath = `/therapists/${row?.slug}?date=${noonIn(3).slice(0, 10)}`;
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { level: 1, name }).waitFor();

/**
 * Walks through screens, loading each once, and looks at it at both sizes, in light and in dark. Every other screen is
 * loaded at the size at which the one before was left: half of them on a phone, half on a desk.
 */
async function problemsOf(screens: Screen[], person?: Person): Promise<string[]> {
  const sizes = [PHONE, DESKTOP];
  const options = { viewport: PHONE, reducedMotion: 'reduce' as const };
  const { page } = person ? await stage.openAs(person, options) : await stage.open(options);
  const problems: string[] = [];
  for (const { path, loaded } of screens) {
    await page.goto(path);
    await loaded(page);
    for (const size of sizes) {
      await page.setViewportSize(size);
      problems.push(...(await problemsInBothSchemes(page)).map((problem) => `${path} ${size.width} ${problem}`));
    }
    sizes.reverse();
  }
  return problems;
}

describe('every screen fits 390 and 1440 pixels and meets WCAG 2.2 AA, in light and in dark', () => {
  test('of a visitor', async () => {
    const screens: Screen[] = [
      { path: '/', loaded: heading(/A time to talk/) },
      { path: '/therapists?q=vista', loaded: (page) => page.getByText('Next free').waitFor() },
      { path: '/therapists?q=nobody-at-all', loaded: (page) => page.getByText(/^Nobody found/).waitFor() },
      {
        path: profilePath,
        loaded: async (page) => {
          const slots = page.getByRole('region', { name: /^Times on/ }).getByRole('button');
          await slots.first().click();
          await page.getByRole('status').filter({ hasText: /^Live/ }).waitFor();
        },
      },
      { path: '/sign-in', loaded: heading('Welcome back') },
      {
        path: '/sign-up',
        loaded: async (page) => {
          await page.getByRole('button', { name: 'Create account' }).click();
          await expect.poll(() => page.getByLabel('Email').getAttribute('aria-invalid')).toBe('true');
        },
      },
      { path: '/reset-password', loaded: heading('Reset your password') },
      { path: '/update-password', loaded: heading('This link no longer works') },
      { path: '/nowhere', loaded: heading('There is no page here') },
    ];
    expect(await problemsOf(screens)).toEqual([]);
  });

  test('of a client', async () => {
    const screens: Screen[] = [
      { path: '/booking', loaded: (page) => page.getByRole('article', { name: 'Next session: Vera Vista' }).waitFor() },
      {
        path: `/booking?tab=sessions&session=${checkouts.paid}`,
        loaded: (page) => page.getByText('Booked by the client').first().waitFor(),
      },
      { path: '/booking?tab=settings', loaded: heading('Settings') },
      { path: `/checkout/${checkouts.open}`, loaded: (page) => page.getByRole('form', { name: 'Card' }).waitFor() },
      { path: `/checkout/${checkouts.paid}`, loaded: heading('Your session is confirmed') },
      { path: `/checkout/${checkouts.expired}`, loaded: heading('The time is no longer kept') },
      { path: `/checkout/${checkouts.cancelled}`, loaded: heading('This session was cancelled') },
      { path: '/update-password', loaded: heading('Choose a new password') },
      {
        path: '/therapists',
        loaded: async (page) => {
          await page.getByRole('button', { name: /^Account menu/ }).click();
          await page.getByRole('button', { name: 'Sign out' }).waitFor();
        },
      },
    ];
    expect(await problemsOf(screens, client)).toEqual([]);
  });

  test('of a therapist: overview and week', async () => {
    await therapist.api.rpc('save_availability', {
      p_slots: OFFICE_HOURS.map((hours) => ({ ...hours, duration_minutes: 60, is_available: hours.day_of_week !== 2 })),
    });
    const screens: Screen[] = [
      { path: '/booking', loaded: (page) => page.getByRole('article', { name: /^Next session/ }).waitFor() },
      {
        path: '/booking?tab=availability',
        loaded: async (page) => {
          await page.getByRole('button', { name: 'Monday 10:00' }).click();
          await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
        },
      },
    ];
    expect(await problemsOf(screens, therapist)).toEqual([]);
  });

  test('of a therapist: sessions and settings', async () => {
    const screens: Screen[] = [
      {
        path: `/booking?tab=sessions&session=${checkouts.paid}`,
        loaded: (page) => page.getByLabel('Private notes').waitFor(),
      },
      {
        path: '/booking?tab=sessions',
        loaded: async (page) => {
          await page.getByRole('button', { name: 'Cancel session' }).first().click();
          await page.getByRole('alertdialog').waitFor();
        },
      },
      { path: '/booking?tab=settings', loaded: heading('Settings') },
    ];
    expect(await problemsOf(screens, therapist)).toEqual([]);
  });

  test('of a new therapist', async () => {
    const screens: Screen[] = [
      { path: '/booking', loaded: (page) => page.getByRole('region', { name: 'Open your practice' }).waitFor() },
      { path: '/booking?tab=availability', loaded: (page) => page.getByText('No working hours yet').waitFor() },
      { path: '/booking?tab=sessions', loaded: (page) => page.getByText('No sessions yet').waitFor() },
    ];
    expect(await problemsOf(screens, await newTherapist('Nina New', { hours: [] }))).toEqual([]);
  });
});
