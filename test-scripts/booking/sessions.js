import assert from 'node:assert/strict';

import { ok, refused } from './answers.js';
import { check, section } from './report.js';

/** A booked session from both sides, to its end. */
export async function sessions(context) {
  const { visitor, people, freeStart, book } = context;
  section('Sessions');
  let session;
  await check('a client books a listed start and the database fills in the rest', async () => {
    const slot = await freeStart(3);
    session = ok(await book(people.client, { starts_at: slot.starts_at, notes: 'Looking for sports therapy' }));
    assert.equal(session.status, 'scheduled');
    assert.equal(session.payment_status, 'pending');
    assert.equal(session.price, 80);
    assert.equal(session.client_name, 'Test Client');
    assert.equal(session.start_time, slot.start_time);
    assert.ok(new Date(session.hold_expires_at) > new Date(session.created_at));
  });
  await check('nobody else can book that time, and three others are offered', async () => {
    const answer = await book(people.stranger, { starts_at: session.starts_at });
    refused(answer, 409, 'SLOT_TAKEN');
    const { alternatives } = JSON.parse(answer.error.details);
    assert.equal(alternatives.length, 3);
    assert.equal(ok(await visitor.rpc('explain_slot', { p_therapist_id: people.therapist.id, p_starts_at: alternatives[0] })), 'BOOKABLE');
  });
  await check('a stranger sees nothing of it', async () => {
    assert.deepEqual(ok(await people.stranger.api.from('client_sessions').select('id').eq('id', session.id)), []);
  });
  await check('the client cannot confirm it, the therapist can', async () => {
    refused(
      await people.client.api.from('client_sessions').update({ status: 'confirmed' }).eq('id', session.id),
      409,
      'INVALID_TRANSITION',
    );
    for (const status of ['confirmed', 'in_progress', 'completed']) {
      const moved = ok(await people.therapist.api.from('client_sessions').update({ status }).eq('id', session.id).select().single());
      assert.equal(moved.status, status);
    }
  });
  await check('the therapist keeps notes that the client never reads', async () => {
    ok(await people.therapist.api.from('session_notes').upsert({ session_id: session.id, body: 'Knee, left.' }));
    assert.deepEqual(ok(await people.client.api.from('session_notes').select()), []);
  });
  await check('its history tells who did what', async () => {
    const events = ok(
      await people.client.api.from('session_events').select('actor_role, to_status').eq('session_id', session.id).order('id'),
    );
    assert.deepEqual(
      events.map((event) => event.to_status),
      ['scheduled', 'confirmed', 'in_progress', 'completed'],
    );
    assert.equal(events[1].actor_role, 'therapist');
  });
}
