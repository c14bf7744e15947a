import assert from 'node:assert/strict';

import { ok, refused } from './answers.js';
import { check, section } from './report.js';

/** Working hours, and the starts that follow from them. */
export async function availability(context) {
  const { visitor, people, freeStart } = context;
  section('Availability');
  await check('a therapist saves a week, Monday to Friday 9 to 5', async () => {
    const week = [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00', duration_minutes: 60 }));
    assert.equal(ok(await people.therapist.api.rpc('save_availability', { p_slots: week })).length, 5);
  });
  await check("every listed start is on a weekday, from 9 to 16 o'clock in London", async () => {
    const from = new Date();
    const slots = ok(
      await visitor.rpc('get_available_slots', {
        p_therapist_id: people.therapist.id,
        p_from: from.toISOString(),
        p_to: new Date(from.getTime() + 14 * 86_400_000).toISOString(),
      }),
    );
    assert.ok(slots.length > 100);
    for (const slot of slots) {
      assert.ok(slot.start_time >= '09:00:00' && slot.start_time <= '16:00:00', slot.start_time);
      assert.ok(![0, 6].includes(new Date(`${slot.session_date}T12:00:00Z`).getUTCDay()), slot.session_date);
      assert.equal(slot.price, 80);
    }
  });
  await check('a slot marked unavailable is no longer listed', async () => {
    const slot = await freeStart(3);
    const day = new Date(`${slot.session_date}T12:00:00Z`).getUTCDay();
    const row = ok(
      await people.therapist.api
        .from('availability_slots')
        .insert({
          therapist_id: people.therapist.id,
          day_of_week: day,
          start_time: slot.start_time,
          end_time: '17:00',
          is_available: false,
        })
        .select()
        .single(),
    );
    assert.equal(
      ok(await visitor.rpc('explain_slot', { p_therapist_id: people.therapist.id, p_starts_at: slot.starts_at })),
      'OUTSIDE_WORKING_HOURS',
    );
    ok(await people.therapist.api.from('availability_slots').delete().eq('id', row.id));
    assert.equal(ok(await visitor.rpc('explain_slot', { p_therapist_id: people.therapist.id, p_starts_at: slot.starts_at })), 'BOOKABLE');
  });
  await check("nobody else changes a therapist's hours", async () => {
    refused(
      await people.stranger.api
        .from('availability_slots')
        .insert({ therapist_id: people.therapist.id, day_of_week: 0, start_time: '09:00', end_time: '17:00' }),
      403,
    );
  });
}
