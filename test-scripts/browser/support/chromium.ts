import { existsSync } from 'node:fs';

import { chromium, type Browser } from 'playwright-core';

/** Where distributions and vendors put Chrome or Chromium. */
const INSTALLED = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No telemetry, no updates, no GPU; works as root in a container. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/**
 * A headless Chromium: the one on this machine (CHROME_PATH, or a usual place), else the one that npm brought, so that
 * `npm test` needs nothing installed by hand. BUNDLED_CHROMIUM=1 takes the npm one in any case.
 */
export async function launchBrowser(): Promise<Browser> {
  const bundled = process.env['BUNDLED_CHROMIUM'] === '1';
  const installed = INSTALLED.find((file) => file !== undefined && existsSync(file));
  if (installed && !bundled) return chromium.launch({ executablePath: installed, args: ARGS });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: ARGS });
}
