import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';

import { setStage, type Stage } from './support/journey.ts';
import { pathOf } from './support/sessions.ts';

let stage: Stage;
let therapist: Person;
let client: Person;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Erin Early');
  client = await newClient('Cleo Early');
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

/** What the page asks of the API from now on, and whether the HTML itself asked (true) or the app's code (false). */
function listen(page: Page) {
  const asked: { what: string; early: boolean; authorization: string | undefined }[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!url.pathname.startsWith('/rest/v1/') || request.method() === 'OPTIONS') return;
    const headers = request.headers();
    // supabase-js names itself on every request.
    asked.push({
      what: `${url.pathname.slice(9)}${url.search}`,
      early: !headers['x-client-info'],
      authorization: headers['authorization'],
    });
  });
  return (part: RegExp) => asked.filter(({ what }) => part.test(what));
}

test('a visitor’s first data are asked for once, by the HTML', async () => {
  const { page } = await stage.open();
  const asked = listen(page);
  const path = await pathOf(therapist);
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: 'Erin Early' }).waitFor();
  await page.getByText(/^Live/).first().waitFor();
  expect(asked(/^therapist_profiles\?.*slug=eq/)).toMatchObject([{ early: true, authorization: undefined }]);

  await page.goto('/therapists');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  expect(asked(/list_therapists/)).toMatchObject([{ early: true }]);
  // Another question is the app's to ask.
  await page.getByRole('searchbox').fill('Erin');
  await page.getByText(/for “Erin”/).waitFor();
  expect(asked(/list_therapists/)).toMatchObject([{ early: true }, { early: false }]);
});

test('who is signed in is asked for once, by the HTML, with the token of that person', async () => {
  const { page } = await stage.openAs(client);
  const asked = listen(page);
  await page.goto('/booking');
  await page.getByText('Nothing booked yet').waitFor();
  expect(asked(/^client_profiles\?select=id%2Cfull_name%2Ctime_zone&/)).toMatchObject([
    { early: true, authorization: expect.stringMatching(/^Bearer ey/) as string },
  ]);
  expect(asked(/^therapist_profiles\?select=id%2Cfull_name%2Ctime_zone&/)).toHaveLength(1);
  // The directory of a client leaves out the times at which they are busy: not a visitor's.
  await page.goto('/therapists');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  expect(asked(/list_therapists/)).toMatchObject([{ early: false, authorization: expect.stringMatching(/^Bearer ey/) as string }]);
});

test('a stored session that is nonsense or over leaves everything to the app', async () => {
  const { page } = await stage.open();
  await page.goto('/nowhere');
  for (const stored of ['{', '{"user":{}}', JSON.stringify({ user: { id: client.id }, access_token: 'x', expires_at: 1 })]) {
    await page.evaluate((value) => localStorage.setItem('peer-care-connect-auth', value), stored);
    const asked = listen(page);
    await page.goto('/therapists');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(asked(/./).filter(({ early }) => early)).toEqual([]);
  }
});
