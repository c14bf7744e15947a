import assert from 'node:assert/strict';

import { ok, refused } from './answers.js';
import { check, section } from './report.js';

/** A therapist and two clients sign up; the checks that follow are about them. */
export async function usersAndProfiles(context) {
  const { people, signUp } = context;
  section('Users and profiles');
  await check('a therapist signs up and has a therapist profile', async () => {
    people.therapist = await signUp('therapist', 'Test Therapist', 'Europe/London');
    const profile = ok(await people.therapist.api.from('therapist_profiles').select().eq('id', people.therapist.id).single());
    assert.equal(profile.full_name, 'Test Therapist');
    assert.equal(profile.time_zone, 'Europe/London');
    assert.equal(profile.is_verified, false);
  });
  await check('clients sign up and have a client profile', async () => {
    people.client = await signUp('client', 'Test Client', 'America/New_York');
    people.stranger = await signUp('client', 'Test Stranger', 'Asia/Tokyo');
    const profile = ok(await people.client.api.from('client_profiles').select().eq('id', people.client.id).single());
    assert.equal(profile.email, people.client.email);
  });
  await check('a therapist sets the rate but cannot verify themselves', async () => {
    ok(
      await people.therapist.api
        .from('therapist_profiles')
        .update({ hourly_rate: 80, currency: 'GBP', min_notice_minutes: 0 })
        .eq('id', people.therapist.id),
    );
    refused(await people.therapist.api.from('therapist_profiles').update({ is_verified: true }).eq('id', people.therapist.id), 403);
  });
  await check("nobody reads another client's profile", async () => {
    assert.deepEqual(ok(await people.stranger.api.from('client_profiles').select('id').eq('id', people.client.id)), []);
  });
}
