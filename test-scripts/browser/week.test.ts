import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { booked } from '../../supabase/tests/support/booking.ts';
import { newClient, newTherapist } from '../../supabase/tests/support/people.ts';

import { PHONE, setStage, type Stage } from './support/journey.ts';
import { OFFICE_HOURS } from './support/sessions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());
afterAll(() => stage?.close());

const MONDAY_ONLY = OFFICE_HOURS.slice(0, 1);
const WEEK = '/booking?tab=availability';

describe('weekly hours', () => {
  test('a therapist splits a day, closes a slot, copies a day, and clients see just that', async () => {
    const therapist = await newTherapist('Wilma Week', { timeZone: 'Europe/London', hours: MONDAY_ONLY });
    const { page } = await stage.openAs(therapist);
    await page.goto(WEEK);
    await page.getByLabel('Monday end', { exact: true }).fill('12:00');
    await page.getByRole('button', { name: 'Add hours to Monday' }).click();
    await page.getByLabel('Monday, stretch 2 start').fill('13:00');
    await page.getByLabel('Monday, stretch 2 end').fill('15:00');
    await page.getByRole('button', { name: 'Monday 10:00', pressed: true }).click();
    await page.getByRole('button', { name: 'Monday 10:00', pressed: false }).waitFor();

    await page.getByRole('button', { name: 'Copy Monday to other days' }).click();
    const dialog = page.getByRole('dialog', { name: 'Copy Monday to' });
    await dialog.getByRole('checkbox', { name: 'Wednesday' }).click();
    await dialog.getByRole('button', { name: 'Copy to 1 day' }).click();
    await page.getByRole('button', { name: 'Wednesday 10:00', pressed: false }).waitFor();

    await page.getByRole('button', { name: 'Save week' }).click();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Wednesday 10:00', pressed: false }).waitFor();
    expect(await page.getByLabel('Wednesday, stretch 2 end').inputValue()).toBe('15:00');

    const { data } = await therapist.api.rpc('get_available_slots', {
      p_therapist_id: therapist.id,
      p_from: new Date().toISOString(),
      p_to: new Date(Date.now() + 14 * 86_400_000).toISOString(),
      p_duration_minutes: 60,
    });
    const weekday = (date: string) => new Date(date).getUTCDay();
    const offered = data ?? [];
    expect(new Set(offered.map((slot) => weekday(slot.session_date)))).toEqual(new Set([1, 3]));
    const wednesdays = offered.filter((slot) => weekday(slot.session_date) === 3).map((slot) => slot.start_time.slice(0, 5));
    expect(new Set(wednesdays)).toEqual(new Set(['09:00', '11:00', '13:00', '13:30', '14:00']));
  });

  test('a therapist reads what is wrong with hours before saving, and can undo all changes', async () => {
    const { page } = await stage.openAs(await newTherapist('Wanda Wrong', { hours: MONDAY_ONLY }));
    await page.goto(WEEK);
    await page.getByLabel('Monday end', { exact: true }).fill('08:00');
    await page.getByRole('alert').filter({ hasText: '08:00 is not after 09:00' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save week' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByLabel('Monday end', { exact: true }).inputValue()).toBe('17:00');
  });

  test('a therapist on a phone does not leave unsaved changes by accident', async () => {
    const { page } = await stage.openAs(await newTherapist('Willa Wander', { hours: MONDAY_ONLY }), { viewport: PHONE });
    await page.goto(WEEK);
    await page.getByRole('button', { name: 'Monday 10:00' }).click();
    await page.getByRole('link', { name: 'Sessions', exact: true }).filter({ visible: true }).click();
    await page.getByRole('alertdialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay here' }).click();
    expect(page.url()).toContain('tab=availability');
    await page.getByRole('button', { name: 'Monday 10:00', pressed: false }).waitFor();

    const closing = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    await (await closing).dismiss();
    await page.getByRole('link', { name: 'Sessions', exact: true }).filter({ visible: true }).click();
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await page.waitForURL('**/booking?tab=sessions');
  });

  test('a therapist reads which booked sessions new hours leave outside, and that they stay', async () => {
    const therapist = await newTherapist('Winona Wide', { hours: MONDAY_ONLY, profile: { requires_payment: false } });
    const client = await newClient('Otis Outside');
    const monday = new Date();
    monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7 || 7));
    monday.setUTCHours(15, 0, 0, 0);
    await booked(client.api, { therapist_id: therapist.id, starts_at: monday.toISOString(), duration_minutes: 60 });

    const { page } = await stage.openAs(therapist);
    await page.goto(WEEK);
    await page.getByLabel('Monday end', { exact: true }).fill('14:00');
    const unsaved = page.getByRole('region', { name: 'Unsaved changes' });
    await unsaved.getByText('One booked session falls outside the new hours and stays as it is').waitFor();
    await unsaved.getByRole('button', { name: 'See it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Outside the new hours' });
    await dialog.getByText('Otis Outside').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save week' }).click();
    await unsaved.waitFor({ state: 'detached' });
    const { data } = await client.api.from('client_sessions').select('status, starts_at').single();
    expect(data?.status).toBe('scheduled');
    expect(Date.parse(data?.starts_at ?? '')).toBe(monday.getTime());
  });

  test('a therapist changes the default duration, which cuts the slots anew', async () => {
    const therapist = await newTherapist('Wes Short', { hours: MONDAY_ONLY });
    const { page } = await stage.openAs(therapist);
    await page.goto(WEEK);
    const group = page.getByRole('group', { name: 'Default session duration' });
    await group.getByRole('combobox').selectOption('30');
    await page.getByRole('button', { name: 'Monday 09:30' }).waitFor();
    await group.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    const { data } = await therapist.api.from('therapist_profiles').select('default_duration_minutes').eq('id', therapist.id).single();
    expect(data?.default_duration_minutes).toBe(30);
  });
});
