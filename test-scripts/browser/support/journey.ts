import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'

import { launchBrowser } from './chromium.ts'
import { serveApp, type ServedApp } from './app.ts'

/** The sizes everything must be good at. */
export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

/** One browser of one person, and everything it complained about. */
export interface Visitor {
  page: Page
  context: BrowserContext
  /** Console errors and uncaught exceptions so far, without those `expected` matches. */
  complaints: string[]
}

export interface Stage {
  app: ServedApp
  browser: Browser
  /** A new person's browser: its own storage, zone and size. Opens no page of the app yet. */
  open(options?: BrowserContextOptions): Promise<Visitor>
  close(): Promise<void>
}

/** Browsers log every answer of 400 and above as an error; those the journey provokes on purpose are no complaint. */
const PROVOKED = /Failed to load resource: the server responded with a status of (400|401|402|404|409|422|429)/

/** The built app on this run's stack, and a browser to open it with. */
export async function setStage(): Promise<Stage> {
  const app = await serveApp(inject('stack'))
  const browser = await launchBrowser()
  return {
    app,
    browser,
    async open(options = {}) {
      const context = await browser.newContext({
        baseURL: app.url,
        viewport: DESKTOP,
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        ...options,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error' && !PROVOKED.test(message.text())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      return { page, context, complaints }
    },
    async close() {
      await browser.close()
      await app.stop()
    },
  }
}

/** Signs somebody up through the form. Ends where the app takes a new account of that role. */
export async function signUp(page: Page, role: 'client' | 'therapist', name: string): Promise<{ email: string; password: string }> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${Date.now().toString(36)}@journey.test`
  const password = 'a-long-enough-password'
  if (!page.url().includes('/sign-up')) await page.goto(`/sign-up?role=${role}`)
  await page.getByRole('radio', { name: role === 'therapist' ? 'I am a therapist' : 'I want to book' }).click()
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  return { email, password }
}
