import assert from 'node:assert/strict';

import { ok } from './answers.js';
import { check, section } from './report.js';

/** Takes away everything that this run has made. */
export async function cleanUp(context) {
  const { service, people } = context;
  section('Cleanup');
  const ids = Object.values(people)
    .filter(Boolean)
    .map((person) => person.id);
  await check('everything this run made is gone', async () => {
    const own = ok(await service.from('client_sessions').select('id').in('therapist_id', ids));
    const sessionIds = own.map((session) => session.id);
    ok(await service.from('refunds').delete().in('session_id', sessionIds));
    ok(await service.from('payments').delete().in('session_id', sessionIds));
    ok(await service.from('client_sessions').delete().in('id', sessionIds));
    for (const id of ids) ok(await service.auth.admin.deleteUser(id));
    for (const table of ['therapist_profiles', 'client_profiles']) {
      assert.deepEqual(ok(await service.from(table).select('id').in('id', ids)), []);
    }
    assert.deepEqual(ok(await service.from('client_sessions').select('id').in('therapist_id', ids)), []);
  });
}
