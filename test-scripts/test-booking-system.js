// The booking system from outside: plain Node, the public API and nothing else. The checks are in booking/.
//
//   node test-scripts/test-booking-system.js
//
// Uses the stack in the environment (VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY and, for the
// paid booking, STRIPE_SECRET_KEY with a test key), or starts an ephemeral one. Leaves nothing behind.
import { availability } from './booking/availability.js';
import { cleanUp } from './booking/clean-up.js';
import { bookingFlow } from './booking/paying.js';
import { usersAndProfiles } from './booking/people.js';
import { result } from './booking/report.js';
import { connectionAndSchema } from './booking/schema.js';
import { sessions } from './booking/sessions.js';
import { openStage } from './booking/stage.js';
import { validation } from './booking/validation.js';

const stage = await openStage().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
try {
  await connectionAndSchema(stage);
  await usersAndProfiles(stage);
  const { therapist, client, stranger } = stage.people;
  if (therapist && client && stranger) {
    for (const part of [availability, sessions, bookingFlow, validation]) await part(stage);
  }
} finally {
  await cleanUp(stage);
  await stage.close();
}
const { passed, failed } = result();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
