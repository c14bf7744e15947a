import assert from 'node:assert/strict';

import { refused } from './answers.js';
import { check, section } from './report.js';

/** What the database refuses, and with which words. */
export async function validation(context) {
  const { visitor, people, freeStart, book } = context;
  section('Validation');
  const wrong = async (row, status, code) => refused(await book(people.client, row), status, code);
  await check('a session in the past is refused', () => wrong({ starts_at: '2020-01-06T10:00:00Z' }, 422, 'IN_THE_PAST'));
  await check('a time outside working hours is refused', async () => {
    const slot = await freeStart(3);
    await wrong({ session_date: slot.session_date, start_time: '03:00' }, 422, 'OUTSIDE_WORKING_HOURS');
  });
  await check('a negative or unknown duration is refused', async () => {
    const { starts_at } = await freeStart(3);
    await wrong({ starts_at, duration_minutes: -60 }, 422, 'INVALID_DURATION');
    await wrong({ starts_at, duration_minutes: 61 }, 422, 'INVALID_DURATION');
  });
  await check("another price than the therapist's is refused", async () => {
    await wrong({ starts_at: (await freeStart(3)).starts_at, price: 1 }, 409, 'PRICE_CHANGED');
  });
  await check('status and payment cannot be sent', async () => {
    const { starts_at } = await freeStart(3);
    await wrong({ starts_at, status: 'confirmed' }, 403);
    await wrong({ starts_at, payment_status: 'paid' }, 403);
  });
  await check('a booking without a time is refused', () => wrong({}, 422, 'INVALID_TIME'));
  await check('a negative rate is refused', async () => {
    refused(await people.therapist.api.from('therapist_profiles').update({ hourly_rate: -1 }).eq('id', people.therapist.id), 400);
  });
  await check('a visitor cannot book', async () => {
    const answer = await visitor
      .from('client_sessions')
      .insert({ therapist_id: people.therapist.id, duration_minutes: 60, starts_at: (await freeStart(3)).starts_at });
    assert.ok([401, 403].includes(answer.status), `status ${answer.status}`);
  });
}
