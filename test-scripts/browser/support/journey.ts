import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

import type { Person } from '../../../supabase/tests/support/people.ts';

import { launchBrowser } from './chromium.ts';
import { keepIfFailed, record, type Recording } from './failure-record.ts';

/** The sizes everything must be good at. */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1440, height: 900 };

/** How long anything on a page may take on a busy machine. */
const PATIENCE_MS = 15_000;

/** One browser of one person, and everything it complained about. */
interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Console errors and uncaught exceptions so far, without those a refused request causes. */
  complaints: string[];
}

export interface Stage {
  app: { url: string };
  browser: Browser;
  /** A new person's browser: its own storage, zone and size. Opens no page of the app yet. */
  open(options?: BrowserContextOptions): Promise<Visitor>;
  /** The same, already signed in as a person who was signed up through the API. */
  openAs(person: Person, options?: BrowserContextOptions): Promise<Visitor>;
  /**
   * Closes every browser opened so far, and fails if a page of theirs complained: for the end of a test. Of one that
   * failed it keeps pictures, traces and console lines in test-results/.
   */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Browsers log what a refused or cut off request answers as an error; a journey that provokes it has no complaint. */
const PROVOKED =
  /Failed to load resource: (the server responded with a status of (400|401|402|404|409|422|429)|net::ERR_INTERNET_DISCONNECTED)/;

/** Notes what a page complains about, now and later. */
function listen(page: Page, complaints: string[]) {
  page.on('console', (message) => {
    if (message.type() === 'error' && !PROVOKED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}

/** What the app would have stored had this person signed in here; see src/lib/supabase.ts. */
async function signedInStorage(appUrl: string, person: Person): Promise<NonNullable<BrowserContextOptions['storageState']>> {
  const { data, error } = await person.api.auth.getSession();
  if (error ?? !data.session) throw error ?? new Error(`${person.name} is not signed in`);
  const stored = { name: 'peer-care-connect-auth', value: JSON.stringify(data.session) };
  return { cookies: [], origins: [{ origin: appUrl, localStorage: [stored] }] };
}

/** The built app on this run's stack, and a browser to open it with. */
export async function setStage(): Promise<Stage> {
  const app = { url: inject('appUrl') };
  const browser = await launchBrowser();
  let visitors: (Visitor & { recording: Recording })[] = [];

  const open: Stage['open'] = async (options = {}) => {
    const context = await browser.newContext({
      baseURL: app.url,
      viewport: DESKTOP,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const recording = await record(context);
    const complaints: string[] = [];
    context.on('page', (page) => listen(page, complaints));
    const page = await context.newPage();
    const visitor = { page, context, complaints, recording };
    visitors.push(visitor);
    return visitor;
  };
  const clear: Stage['clear'] = async () => {
    const leaving = visitors;
    visitors = [];
    await keepIfFailed(
      leaving.map(({ recording }) => recording),
      leaving.some(({ complaints }) => complaints.length > 0),
    );
    await Promise.all(leaving.map(({ context }) => context.close()));
    for (const { complaints } of leaving) expect(complaints).toEqual([]);
  };

  return {
    app,
    browser,
    open,
    openAs: async (person, options = {}) => open({ ...options, storageState: await signedInStorage(app.url, person) }),
    clear,
    close: () => browser.close(),
  };
}

/** Signs a new person up through the form. Ends on the page that the app shows to a new account of that role. */
export async function signUp(page: Page, role: 'client' | 'therapist', name: string): Promise<{ email: string; password: string }> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${Date.now().toString(36)}@journey.test`;
  const password = 'a-long-enough-password';
  if (!page.url().includes('/sign-up')) await page.goto(`/sign-up?role=${role}`);
  await page.getByRole('radio', { name: role === 'therapist' ? 'I am a therapist' : 'I want to book' }).click();
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  return { email, password };
}

/** Signs in through the form of the page that is open, or of /sign-in. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
