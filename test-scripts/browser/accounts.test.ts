import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { newClient, PASSWORD } from '../../supabase/tests/support/people.ts';

import { linkMailedTo } from './support/inbox.ts';
import { setStage, signIn, signUp, type Stage } from './support/journey.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

describe('accounts', () => {
  test('a new person signs up, signs out and in again, and reads each mistake beside its field', async () => {
    const { page } = await stage.open();
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Create account' }).click();
    for (const field of ['Full name', 'Email', 'Password']) {
      await expect.poll(() => page.getByLabel(field, { exact: true }).getAttribute('aria-invalid')).toBe('true');
    }
    const { email, password } = await signUp(page, 'client', 'Ines Moreau');
    await page.waitForURL('**/therapists');

    await page.getByRole('button', { name: 'Account menu for Ines Moreau' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();

    await signIn(page, email, 'not-the-password');
    await page.getByText('That email and password do not match').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await signIn(page, email, password);
    await page.waitForURL('**/booking');
    await page.getByRole('heading', { level: 1, name: /Ines/ }).waitFor();

    const other = await stage.open();
    await other.page.goto('/sign-up');
    await other.page.getByLabel('Full name').fill('Ines Moreau');
    await other.page.getByLabel('Email').fill(email);
    await other.page.getByLabel('Password', { exact: true }).fill(password);
    await other.page.getByRole('button', { name: 'Create account' }).click();
    await other.page.getByText('There is already an account with this email').waitFor();
  });

  test('a person sets a new password by mail; the old one and the link no longer work', async () => {
    const { email } = await newClient('Pavel Novak');
    const { page } = await stage.open();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot it?' }).click();
    // The page before, which has such a field too, stays in view until the next one's code has come.
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
    await page.getByLabel('Email').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();

    const link = await linkMailedTo(email);
    await page.goto(link);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await page.getByLabel('New password').fill('another-long-password');
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.waitForURL('**/booking');

    const later = await stage.open();
    await signIn(later.page, email, PASSWORD);
    await later.page.getByText('That email and password do not match').waitFor();
    await signIn(later.page, email, 'another-long-password');
    await later.page.waitForURL('**/booking');

    const thief = await stage.open();
    await thief.page.goto(link);
    await thief.page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  });

  test('a visitor signs in for a page that needs it, and lands on that page', async () => {
    const { email } = await newClient('Rosa Lind');
    const { page } = await stage.open();
    await page.goto('/booking?tab=sessions&q=lind');
    await page.waitForURL('**/sign-in?next=**');
    await signIn(page, email, PASSWORD);
    await page.waitForURL('**/booking?tab=sessions&q=lind');
  });

  test('a visitor stays in the app for every ?next=', async () => {
    const { page } = await stage.openAs(await newClient('Nadia Stern'));
    const origins = new Set<string>();
    page.on('framenavigated', (frame) => origins.add(new URL(frame.url()).origin));
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/%09/evil.example']) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    expect([...origins]).toEqual([stage.app.url]);
  });
});

describe('light and dark', () => {
  test('a visitor chooses light or dark, which lasts after a reload', async () => {
    const { page } = await stage.openAs(await newClient('Theo Park'), { colorScheme: 'dark' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto('/booking');
    await page.getByRole('button', { name: /^Account menu/ }).click();
    await expect.poll(background).toBe('rgb(16, 23, 24)');
    await page.getByRole('radio', { name: 'Light' }).click();
    await expect.poll(background).toBe('rgb(250, 248, 244)');
    await page.reload();
    await page.getByRole('button', { name: /^Account menu/ }).click();
    expect(await background()).toBe('rgb(250, 248, 244)');
    await page.getByRole('radio', { name: 'System' }).click();
    await expect.poll(background).toBe('rgb(16, 23, 24)');
  });
});
