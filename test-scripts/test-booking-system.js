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
import { openContext } from './booking/context.js';
import { validation } from './booking/validation.js';

const context = await openContext().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
try {
  await connectionAndSchema(context);
  await usersAndProfiles(context);
  const { therapist, client, stranger } = context.people;
  if (therapist && client && stranger) {
    for (const part of [availability, sessions, bookingFlow, validation]) await part(context);
  }
} finally {
  await cleanUp(context);
  await context.close();
}
const { passed, failed } = result();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
