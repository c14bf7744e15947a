import { randomUUID } from 'node:crypto';

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { booked } from '../../supabase/tests/support/booking.ts';
import { newClient, newTherapist, type Hours, type Person } from '../../supabase/tests/support/people.ts';

import { accessibilityProblems } from './support/accessibility.ts';
import { PHONE, setStage, type Stage } from './support/journey.ts';
import { noonIn, pathOf } from './support/sessions.ts';

/** Every day of the week from nine to five, in hours of an hour. */
const DAILY: Hours[] = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' }));
const DATE = noonIn(3).slice(0, 10);
const ROUNDS = 7;

let stage: Stage;
let therapist: Person;
let path: string;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Liv Live', { hours: DAILY, profile: { slot_interval_minutes: 60, requires_payment: false } });
  path = `${await pathOf(therapist)}?date=${DATE}`;
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const times = (page: Page) => page.getByRole('region', { name: /^Times on/ });
const shows = (page: Page, time: string) => times(page).getByRole('button', { name: time, exact: true });
const lacks = (page: Page, time: string) => times(page).getByRole('button', { name: `${time}, just taken` });
/** Opens the calendar at the day, and waits until it hears of changes. */
async function look(page: Page) {
  await page.goto(path);
  await shows(page, '15:00').waitFor();
  await page.getByText(/^Live/).first().waitFor();
}

describe('live calendars', () => {
  test('open calendars follow a booking, a cancellation and a change of hours', async () => {
    const client = await newClient('Lou Live');
    const visitors = await Promise.all(
      [PHONE, undefined, undefined].map((viewport) => stage.open({ timezoneId: 'UTC', ...(viewport && { viewport }) })),
    );
    await Promise.all(visitors.map(({ page }) => look(page)));
    const delays: number[] = [];
    /** From just before the change is sent until each page has drawn it, in its own browser. */
    const timed = async (change: () => PromiseLike<unknown>, seen: (page: Page) => Promise<unknown>) => {
      const began = performance.now();
      const arrivals = visitors.map(({ page }) => seen(page).then(() => delays.push(performance.now() - began)));
      await change();
      await Promise.all(arrivals);
    };
    const hours = (end: string) =>
      therapist.api.from('availability_slots').update({ end_time: end }).eq('therapist_id', therapist.id).throwOnError();

    for (let round = 0; round < ROUNDS; round += 1) {
      const time = `${String(9 + (round % 6)).padStart(2, '0')}:00`;
      const id = randomUUID();
      // oxlint-disable no-await-in-loop -- one change after the other, or none could be timed
      await timed(
        () => booked(client.api, { id, therapist_id: therapist.id, starts_at: `${DATE}T${time}:00.000Z`, duration_minutes: 60 }),
        (page) => lacks(page, time).waitFor(),
      );
      await timed(
        () => client.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', id).throwOnError(),
        (page) => shows(page, time).waitFor(),
      );
      const [end, waits] = round % 2 === 0 ? (['16:00', lacks] as const) : (['17:00', shows] as const);
      await timed(
        () => hours(end),
        (page) => waits(page, '16:00').waitFor(),
      );
      // oxlint-enable no-await-in-loop
    }
    expect(delays).toHaveLength(ROUNDS * 3 * visitors.length);
    delays.sort((a, b) => a - b);
    const at = (share: number) => `${Math.round(delays[Math.ceil(delays.length * share) - 1] ?? 0)} ms`;
    // oxlint-disable-next-line no-console
    console.log(`${ROUNDS * 3} changes on ${visitors.length} open calendars: median ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)}`);
  });

  test('open calendars without a connection say so, check on request, and become live again', async () => {
    const client = await newClient('Cass Cutoff');
    const { page } = await stage.open({ timezoneId: 'UTC' });
    let cut = false;
    const sockets: { close: () => Promise<void> }[] = [];
    await page.routeWebSocket(/realtime/, (socket) => {
      if (cut) return void socket.close();
      sockets.push(socket);
      socket.connectToServer();
    });
    await look(page);
    cut = true;
    await Promise.all(sockets.map((socket) => socket.close()));
    await page
      .getByText(/^Connecting/)
      .first()
      .waitFor();
    const notice = page.getByRole('status').filter({ hasText: 'The live connection is lost.' });
    await notice.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    // Nobody told: it is found out by whoever asks, and by coming back to the page.
    const take = (time: string) =>
      booked(client.api, { therapist_id: therapist.id, starts_at: `${DATE}T${time}:00.000Z`, duration_minutes: 60 });
    await take('10:00');
    await notice.getByRole('button', { name: 'Check now' }).click();
    await lacks(page, '10:00').waitFor();
    await take('11:00');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await lacks(page, '11:00').waitFor();

    // What happens while the channel joins again is caught up with.
    await take('12:00');
    cut = false;
    await page.getByText(/^Live/).first().waitFor({ timeout: 40_000 });
    await lacks(page, '12:00').waitFor();
    await notice.waitFor({ state: 'detached' });
  });
});
