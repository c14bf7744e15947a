import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { accessibilityProblems } from './support/accessibility.ts';
import { setStage, signUp, type Stage } from './support/journey.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

/** Milliseconds until something is true of a page. */
async function timeUntil(happened: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await happened();
  return performance.now() - start;
}

describe('main job', () => {
  test('a therapist sets hours, a client in another zone books and pays, and every screen follows', async () => {
    const therapist = await stage.open();
    const client = await stage.open({ timezoneId: 'America/New_York', locale: 'en-US' });
    const onlooker = await stage.open({ timezoneId: 'Asia/Tokyo' });

    // The therapist signs up and works Monday to Friday, nine to five.
    await signUp(therapist.page, 'therapist', 'Nora Quill');
    await therapist.page.getByRole('switch', { name: 'Monday' }).waitFor();
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      const tick = therapist.page.getByRole('switch', { name: day });
      if (!(await tick.isChecked())) await tick.click();
    }
    expect(await accessibilityProblems(therapist.page)).toEqual([]);
    await therapist.page.getByRole('button', { name: 'Save week' }).click();
    await therapist.page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });

    // The client finds her, signed out, and chooses a time.
    await client.page.goto('/therapists?q=quill');
    await client.page
      .getByRole('link', { name: /Nora Quill/ })
      .first()
      .click();
    // In the month to come: on a Friday evening, or at the end of a month, this one has no times left.
    const month = client.page.getByRole('grid');
    const shown = await month.getAttribute('aria-label');
    await client.page.getByRole('button', { name: /^Next month/ }).click();
    await expect.poll(() => month.getAttribute('aria-label')).not.toBe(shown);
    const times = client.page.getByRole('region', { name: /^Times on/ });
    const slot = times
      .getByRole('button', { pressed: false })
      .filter({ hasText: /\d:\d\d/ })
      .nth(2);
    await slot.waitFor();
    const chosen = (await slot.textContent()) ?? '';
    await slot.click();
    expect(await accessibilityProblems(client.page)).toEqual([]);
    const address = new URL(client.page.url());

    // Somebody else looks at the same day.
    await onlooker.page.goto(address.pathname + address.search);
    await onlooker.page.getByRole('status').filter({ hasText: /^Live/ }).first().waitFor();
    const before = await onlooker.page
      .getByRole('region', { name: /^Times on/ })
      .getByRole('button', { pressed: true })
      .getAttribute('aria-label');

    // Booking asks for an account and comes back to the very slot.
    await client.page.getByRole('button', { name: /^Book session/ }).click();
    await client.page.waitForURL(/\/sign-in\?next=/);
    await client.page.getByRole('link', { name: 'Create an account' }).click();
    await signUp(client.page, 'client', 'Paula Reyes');
    await client.page.getByRole('button', { name: /^Book session/ }).click();

    // A declined card keeps the time; a good one confirms it.
    await client.page.waitForURL(/\/checkout\//);
    await client.page.getByRole('form', { name: 'Card' }).waitFor();
    expect(await accessibilityProblems(client.page)).toEqual([]);
    await onlooker.page.getByRole('button', { name: `${before}, just taken` }).waitFor({ timeout: 2_000 });
    await client.page.getByRole('button', { name: /4000 0000 0000 0002/ }).click();
    await client.page.getByRole('button', { name: 'Pay £80.00' }).click();
    await client.page.getByRole('alert').filter({ hasText: 'The payment did not go through' }).waitFor();

    await therapist.page.goto('/booking?tab=sessions');
    const card = therapist.page.getByRole('article', { name: 'Paula Reyes' });
    await card.waitFor();
    expect(await accessibilityProblems(therapist.page)).toEqual([]);

    await client.page.getByRole('button', { name: /4242 4242 4242 4242/ }).click();
    await client.page.getByRole('button', { name: 'Pay £80.00' }).click();
    const waits = await Promise.all([
      timeUntil(() => client.page.getByRole('heading', { name: 'Your session is confirmed' }).waitFor()),
      timeUntil(async () => {
        await card.getByText('Confirmed', { exact: true }).waitFor();
        await card.getByText(/^Paid/).waitFor();
      }),
    ]);
    console.log(
      `chose ${chosen.trim()}; client saw it confirmed after ${waits[0].toFixed(0)} ms, therapist after ${waits[1].toFixed(0)} ms`,
    );
    expect(await accessibilityProblems(client.page)).toEqual([]);

    // The next client finds nothing of that time.
    await onlooker.page.reload();
    await onlooker.page.getByRole('region', { name: /^Times on/ }).waitFor();
  });
});
