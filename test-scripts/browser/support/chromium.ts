import { existsSync } from 'node:fs';

import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** Where distributions and vendors put Chrome or Chromium. */
const INSTALLED = [
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
 * The Chromium to start: that of CHROME_PATH, else on Linux the headless one that npm brought, else the one on this machine. So
 * `npm test` needs nothing installed by hand, and is the same everywhere; an installed one draws for a screen and takes a fifth
 * longer.
 */
async function executable(): Promise<string> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return chosen;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  const installed = INSTALLED.find((file) => existsSync(file));
  if (!installed) throw new Error('No Chrome or Chromium was found. Install one, or set CHROME_PATH to its file.');
  return installed;
}

/** A headless Chromium. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args: ARGS });
}

/** The same with a profile in this folder, and open to a tool that speaks DevTools on this port. */
export async function launchProfile(folder: string, port: number): Promise<BrowserContext> {
  const args = [...ARGS, `--remote-debugging-port=${port}`];
  return chromium.launchPersistentContext(folder, { executablePath: await executable(), args, viewport: null });
}
