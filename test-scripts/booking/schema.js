import assert from 'node:assert/strict';

import { ok } from './answers.js';
import { check, section } from './report.js';

/** The database answers, and what everybody may read of it. */
export async function connectionAndSchema(context) {
  const { visitor, service } = context;
  section('Database connection and schema');
  await check("the API answers with the database's clock", async () => {
    const time = new Date(ok(await visitor.rpc('server_time')));
    assert.ok(!Number.isNaN(time.getTime()));
  });
  for (const table of ['availability_slots', 'client_sessions', 'therapist_profiles', 'client_profiles', 'session_notes', 'payments']) {
    await check(`table ${table} is there`, async () => {
      ok(await service.from(table).select('*', { head: true, count: 'exact' }));
    });
  }
  await check('a visitor reads therapists but no session', async () => {
    ok(await visitor.from('therapist_profiles').select('id').limit(1));
    const answer = await visitor.from('client_sessions').select('id');
    assert.ok(answer.error || answer.data.length === 0);
  });
}
