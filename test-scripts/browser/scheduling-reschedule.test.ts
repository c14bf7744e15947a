import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { stateOf } from '../../supabase/functions/tests/support/bookings.ts';
import { newClient, newTherapist, type Person } from '../../supabase/tests/support/people.ts';
import { database } from '../../supabase/tests/support/sql.ts';

import { problemsInBothSchemes } from './support/accessibility.ts';
import { DESKTOP, PHONE, setStage, type Stage } from './support/journey.ts';
import { noonIn, paid } from './support/sessions.ts';

let stage: Stage;
let therapist: Person;
beforeAll(async () => {
  stage = await setStage();
  therapist = await newTherapist('Rhea Schedule');
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const SESSIONS = '/booking?tab=sessions';
const startOf = async (id: string) => {
  const [row] = await database()<{ starts_at: Date }[]>`select starts_at from public.client_sessions where id = ${id}`;
  return row?.starts_at.toISOString();
};

describe('rescheduling', () => {
  test('a client moves a paid session on a phone into half of its own time, and it stays paid', async () => {
    const client = await newClient('Mona Mover');
    const booking = await paid(therapist, client, { startsAt: noonIn(4) });
    const [desk, chair] = await Promise.all([stage.openAs(therapist), stage.openAs(client, { viewport: PHONE })]);
    await Promise.all([desk.page.goto(SESSIONS), chair.page.goto(SESSIONS)]);
    const theirs = desk.page.getByRole('article', { name: 'Mona Mover' });
    await theirs.getByText('12:00', { exact: false }).first().waitFor();
    await desk.page.getByRole('status').filter({ hasText: /^Live/ }).waitFor();

    await chair.page.getByRole('button', { name: 'Reschedule' }).click();
    const dialog = chair.page.getByRole('dialog', { name: 'Move your session' });
    await dialog.getByText('Its length, price and payment stay as they are.').waitFor();
    const times = dialog.getByRole('region', { name: /^Times on/ });
    await times.getByRole('button', { name: '11:30', exact: true }).waitFor();
    // Where it is already is no move; half an hour later overlaps only itself.
    expect(await times.getByRole('button', { name: '12:00', exact: true }).count()).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Move session' }).isDisabled()).toBe(true);
    await times.getByRole('button', { name: '12:30', exact: true }).click();
    await dialog.getByRole('definition').filter({ hasText: '12:30' }).waitFor();
    expect(await problemsInBothSchemes(chair.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Move session' }).click();
    await dialog.waitFor({ state: 'detached' });

    const moved = theirs.getByText(/^Mona Mover moved it/);
    await moved.waitFor();
    expect(await moved.textContent()).toMatch(/It was .*12:00 and is now .*12:30\./);
    await chair.page.getByText(/^You moved it today/).waitFor();
    expect(await problemsInBothSchemes(desk.page)).toEqual([]);
    expect(await startOf(booking.id)).toBe(noonIn(4).replace('12:00', '12:30'));
    expect(await stateOf(booking)).toBe('confirmed, paid');
    await theirs.getByText(/^Paid/).first().waitFor();
    await theirs.getByRole('button', { name: 'Notes and history' }).click();
    await theirs.getByText(/^Moved by the client from .*12:00 to .*12:30$/).waitFor();
  });

  test('a client reads that it is too late when the notice begins while they choose', async () => {
    const client = await newClient('Lara Late');
    const booking = await paid(therapist, client, { startsAt: noonIn(6) });
    const { page } = await stage.openAs(client, { viewport: DESKTOP });
    await page.goto(SESSIONS);
    await page.getByRole('button', { name: 'Reschedule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move your session' });
    await dialog.getByRole('button', { name: '14:00', exact: true }).click();
    await database()`update public.client_sessions set cancellation_notice_hours = 24 * 7 where id = ${booking.id}`;
    await dialog.getByRole('button', { name: 'Move session' }).click();
    const refusal = dialog.getByRole('alert').filter({ hasText: 'It is too late to move this session' });
    await refusal.waitFor();
    expect(await refusal.textContent()).toMatch(/168 hours|7 days/);
    expect(await problemsInBothSchemes(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep the time' }).click();
    expect(await startOf(booking.id)).toBe(noonIn(6));

    // Whoever comes later is not offered what would be refused, and reads why.
    await page.reload();
    const own = page.getByRole('article', { name: 'Rhea Schedule' });
    await own.getByRole('button', { name: 'History' }).click();
    await own.getByText(/It starts in less than 7 days, so it cannot be cancelled/).waitFor();
    expect(await own.getByRole('button', { name: 'Reschedule' }).count()).toBe(0);
    await own.getByRole('button', { name: 'Add to calendar' }).waitFor();
  });
});
