import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { newClient, newTherapist } from '../../supabase/tests/support/people.ts';

import { accessibilityProblems, settle } from './support/accessibility.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { held, moveTo, OFFICE_HOURS } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const toast = (page: Page, message: string | RegExp) => page.getByRole('group', { name: message });

/** Waits until a press on the middle of `button` reaches it, while `shown` is on screen. */
async function canPress(button: Locator, shown: Locator): Promise<void> {
  await button.waitFor();
  await settle(button.page());
  const hit = await button.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return element.contains(top) ? 'the button' : (top?.outerHTML.slice(0, 200) ?? 'nothing');
  });
  expect(hit).toBe('the button');
  expect(await shown.first().isVisible(), 'the toast is still there').toBe(true);
}

for (const [size, viewport] of [
  ['phone', PHONE],
  ['desktop', DESKTOP],
] as const) {
  test(`a toast on a ${size} leaves the next action of a session and the answers of its dialog free to press`, async () => {
    const therapist = await newTherapist('Tess Toast', { profile: { requires_payment: false } });
    const booking = await held(therapist, await newClient('Alexandra Constantine'));
    await moveTo(booking, 20);
    const { page } = await stage.openAs(therapist, { viewport });
    await page.goto('/booking?tab=sessions');
    const card = page.getByRole('article', { name: 'Alexandra' });
    await card.getByRole('button', { name: 'Confirm', exact: true }).click();
    const shown = toast(page, /session is confirmed/);
    await shown.waitFor();
    await canPress(card.getByRole('button', { name: 'Start session' }), shown);
    expect(await accessibilityProblems(page)).toEqual([]);

    await card.getByRole('button', { name: 'Cancel session' }).click();
    const dialog = page.getByRole('alertdialog');
    await canPress(dialog.getByRole('button', { name: 'Cancel session' }), shown);
    await canPress(dialog.getByRole('button', { name: 'Keep session' }), shown);
    await dialog.getByRole('button', { name: 'Keep session' }).click();
    await card.getByRole('button', { name: 'Start session' }).click();
    await toast(page, /session has started/).waitFor();
    await canPress(card.getByRole('button', { name: 'Complete' }), toast(page, /session has started/));
  });

  test(`a toast on a ${size} leaves the bar of unsaved changes free to press`, async () => {
    const therapist = await newTherapist('Terry Toast', { hours: OFFICE_HOURS });
    const { page } = await stage.openAs(therapist, { viewport });
    await page.goto('/booking?tab=availability');
    await page.getByRole('button', { name: 'Monday 10:00', pressed: true }).click();
    await page.getByRole('button', { name: 'Save week' }).click();
    const shown = toast(page, 'Your week is saved. Clients see it now.');
    await shown.waitFor();
    await page.getByRole('button', { name: 'Monday 11:00', pressed: true }).click();
    await canPress(page.getByRole('button', { name: 'Save week' }), shown);
    await canPress(page.getByRole('button', { name: 'Discard' }), shown);
    await canPress(page.getByRole('link', { name: 'Sessions', exact: true }).filter({ visible: true }), shown);
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test(`a toast on a ${size} leaves by itself, is reached by F6, and is taken away by Escape or a swipe up`, async () => {
    const therapist = await newTherapist('Toni Toast', { hours: OFFICE_HOURS });
    const { page } = await stage.openAs(therapist, { viewport });
    await page.goto('/booking?tab=availability');
    const shown = toast(page, 'Your week is saved. Clients see it now.');
    const saveWithout = async (hour: string) => {
      await page.getByRole('button', { name: `Monday ${hour}`, pressed: true }).click();
      await page.getByRole('button', { name: 'Save week' }).click();
      await shown.waitFor();
    };
    await saveWithout('10:00');
    await shown.waitFor({ state: 'detached' });

    await saveWithout('11:00');
    await page.keyboard.press('F6');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Notifications');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });

    await saveWithout('12:00');
    await settle(page);
    const box = await shown.boundingBox();
    if (!box) throw new Error('The toast has no place on the screen.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 20, { steps: 4 });
    await page.mouse.move(box.x + box.width / 2, -40, { steps: 4 });
    await page.mouse.up();
    await shown.waitFor({ state: 'detached' });
  });
}
