// Pictures of every screen, for people to look at: `npx tsx test-scripts/browser/screenshots.ts [folder] [--readme]`.
// Starts an ephemeral stack with the demo data and serves the built app; leaves nothing running.
// --readme: only public/screenshots/booking.png, the picture of the README.
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { Browser, Page } from 'playwright-core';
import WebSocket from 'ws';

import { DEMO_PASSWORD } from '../../supabase/local/commands/demo-accounts.ts';
import { startStack } from '../../supabase/local/stack/stack.ts';

import { settle } from './support/accessibility.ts';
import { buildApp, newAppFolder, serveApp } from './support/app.ts';
import { launchBrowser } from './support/chromium.ts';

if (!('WebSocket' in globalThis)) Reflect.set(globalThis, 'WebSocket', WebSocket);

const root = path.resolve(import.meta.dirname, '../..');
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { readme: { type: 'boolean', default: false } } });
const folder = path.resolve(positionals[0] ?? path.join(root, '.local/screenshots'));
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const README_LIMIT = 200 * 1024;

interface Shot {
  name: string;
  /** An address, or the way to the screen. */
  at: string | ((page: Page) => Promise<unknown>);
  /** Text that is on the screen once it is loaded. */
  shows: string | RegExp;
}

const live = (page: Page) => page.getByRole('status').filter({ hasText: /^Live/ }).first().waitFor();
const SARAH = '/therapists/dr-sarah-johnson';

/** The Thursday of the week after next, when there is enough to choose from. */
function someThursday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 14 + ((11 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
}

async function chooseSlot(page: Page) {
  await page.goto(`${SARAH}?date=${someThursday()}`);
  await page
    .getByRole('region', { name: /^Times on/ })
    .getByRole('button')
    .nth(2)
    .click();
  await live(page);
}

const VISITOR: Shot[] = [
  { name: 'home', at: '/', shows: 'A time to talk' },
  { name: 'therapists', at: '/therapists', shows: 'Next free' },
  { name: 'therapists-none', at: '/therapists?q=nobody', shows: 'Nobody found' },
  { name: 'booking', at: chooseSlot, shows: 'Book session' },
  { name: 'sign-in', at: '/sign-in', shows: 'Welcome back' },
  { name: 'sign-up', at: '/sign-up', shows: 'Create account' },
  { name: 'reset-password', at: '/reset-password', shows: 'Send the link' },
  { name: 'not-found', at: '/nowhere', shows: 'There is no page here' },
];
const CLIENT: Shot[] = [
  { name: 'client-overview', at: '/booking', shows: /Next, / },
  { name: 'client-sessions', at: '/booking?tab=sessions', shows: 'History' },
  { name: 'client-payments', at: '/payments', shows: /^Receipt \d+$/ },
  {
    name: 'receipt',
    at: (page) =>
      page
        .getByRole('link', { name: /^Receipt/ })
        .first()
        .click(),
    shows: 'Print or save as PDF',
  },
  { name: 'client-settings', at: '/booking?tab=settings', shows: 'Reminders' },
  {
    name: 'checkout',
    at: async (page) => {
      await chooseSlot(page);
      await page.getByRole('button', { name: /^Book session/ }).click();
      await page.getByRole('form', { name: 'Card' }).waitFor();
    },
    shows: 'Payment sandbox',
  },
  {
    name: 'checkout-declined',
    at: async (page) => {
      await page.getByRole('button', { name: /4000 0000 0000 0002/ }).click();
      await page.getByRole('button', { name: /^Pay £/ }).click();
    },
    shows: 'The payment did not go through',
  },
  {
    name: 'checkout-confirmed',
    at: async (page) => {
      await page.getByRole('button', { name: /4242 4242 4242 4242/ }).click();
      await page.getByRole('button', { name: /^Pay £/ }).click();
    },
    shows: 'Your session is confirmed',
  },
];
const THERAPIST: Shot[] = [
  { name: 'therapist-today', at: '/booking', shows: 'Recent' },
  { name: 'therapist-sessions', at: '/booking?tab=sessions', shows: 'Notes and history' },
  { name: 'therapist-week', at: '/booking?tab=availability', shows: 'What clients see' },
  {
    name: 'therapist-week-unsaved',
    at: async (page) => {
      await page.getByRole('button', { name: 'Tuesday 10:00' }).click();
    },
    shows: 'Unsaved changes.',
  },
  {
    name: 'therapist-cancel',
    at: async (page) => {
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.goto('/booking?tab=sessions');
      await page.getByRole('button', { name: 'Cancel session' }).first().click();
    },
    shows: 'Keep session',
  },
  { name: 'therapist-payments', at: '/payments', shows: /^Receipt \d+$/ },
  { name: 'therapist-settings', at: '/booking?tab=settings', shows: 'Rate per hour' },
];
const NEW_THERAPIST: Shot[] = [
  { name: 'new-therapist-today', at: '/booking', shows: 'Open your practice' },
  { name: 'new-therapist-week', at: '/booking?tab=availability', shows: 'No working hours yet' },
  { name: 'new-therapist-sessions', at: '/booking?tab=sessions', shows: 'No sessions yet' },
];

/** Goes through screens in one browser and photographs each, in light and in dark. */
async function photograph(page: Page, size: keyof typeof SIZES, shots: Shot[]): Promise<void> {
  for (const { name, at, shows } of shots) {
    if (typeof at === 'string') await page.goto(at);
    else await at(page);
    await page.getByText(shows).filter({ visible: true }).first().waitFor();
    // A screen up to twice as high shows what lies below, with what sticks to its foot at the foot.
    const { width, height } = SIZES[size];
    const content = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.min(Math.max(content, height), 2 * height) });
    await page.evaluate(() => window.scrollTo(0, 0));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settle(page);
      await page.screenshot({ path: path.join(folder, `${name}.${size}.${colorScheme}.png`) });
    }
    await page.setViewportSize(SIZES[size]);
  }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/booking');
}

async function signUpTherapist(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up?role=therapist');
  await page.getByLabel('Full name').fill('Nora Quill');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/booking**');
}

const newPage = async (browser: Browser, baseURL: string, size: keyof typeof SIZES) =>
  (
    await browser.newContext({ baseURL, viewport: SIZES[size], locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' })
  ).newPage();

async function everyScreen(browser: Browser, url: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of ['phone', 'desktop'] as const) {
    await photograph(await newPage(browser, url, size), size, VISITOR);
    const client = await newPage(browser, url, size);
    await signIn(client, 'john.smith@demo.test');
    await photograph(client, size, CLIENT);
    const therapist = await newPage(browser, url, size);
    await signIn(therapist, 'sarah.johnson@demo.test');
    await photograph(therapist, size, THERAPIST);
    const fresh = await newPage(browser, url, size);
    await signUpTherapist(fresh, `nora.${size}@pictures.test`);
    await photograph(fresh, size, NEW_THERAPIST);
  }
  console.log(`pictures in ${folder}`);
}

async function readmePicture(browser: Browser, url: string): Promise<void> {
  const file = path.join(root, 'public/screenshots/booking.png');
  await mkdir(path.dirname(file), { recursive: true });
  const page = await newPage(browser, url, 'desktop');
  await chooseSlot(page);
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: SIZES.desktop.width, height: Math.max(content, SIZES.desktop.height) });
  await settle(page);
  await page.screenshot({ path: file });
  const { size } = await stat(file);
  if (size > README_LIMIT) throw new Error(`${file} has ${size} bytes, more than ${README_LIMIT}`);
  console.log(`${path.relative(root, file)}: ${Math.ceil(size / 1024)} kB`);
}

const stack = await startStack({ ephemeral: true, ports: 'free' });
const appFolder = await newAppFolder();
try {
  await buildApp(stack, appFolder);
  const app = await serveApp(appFolder);
  const browser = await launchBrowser();
  try {
    await (flags.readme ? readmePicture : everyScreen)(browser, app.url);
  } finally {
    await browser.close();
    await app.stop();
  }
} finally {
  await rm(appFolder, { recursive: true, force: true });
  await stack.stop();
}
