// The booking system from outside: plain Node, the public API and nothing else.
//
//   node test-scripts/test-booking-system.js
//
// Uses the stack in the environment (VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY and, for the
// paid booking, STRIPE_SECRET_KEY with a test key), or starts an ephemeral one. Leaves nothing behind.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';

import { startEphemeralStack } from './support/ephemeral-stack.js';

const required = ['VITE_SUPABASE_URL', 'VITE_SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY'];
const configured = required.filter((name) => process.env[name]);
if (configured.length > 0 && configured.length < required.length) {
  console.error(`Half configured: ${required.filter((name) => !process.env[name]).join(', ')} missing. Set all three, or none.`);
  process.exit(2);
}
const stack = configured.length === 0 ? await startEphemeralStack() : null;
const env = stack ? stack.env : process.env;

const options = { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: WebSocket } };
const connect = (key) => createClient(env.VITE_SUPABASE_URL, key, options);
const visitor = connect(env.VITE_SUPABASE_ANON_KEY);
const service = connect(env.SUPABASE_SERVICE_ROLE_KEY);

const run = randomUUID().slice(0, 8);
const password = `booking-test-${randomUUID()}`;
const people = { therapist: null, client: null, stranger: null };
let passed = 0;
let failed = 0;

/** One thing that must hold. A failure is printed and counted, and the rest still runs. */
async function check(name, test) {
  try {
    await test();
    passed += 1;
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  FAIL  ${name}\n        ${error?.message ?? error}`);
  }
}

const section = (title) => console.log(`\n${title}`);

/** The data of an answer that must not be an error. */
function ok({ data, error }) {
  if (error) throw new Error(`${error.code ?? ''} ${error.message} ${error.hint ?? ''}`.trim());
  return data;
}

/** Asserts that an answer is a refusal with this HTTP status and reason code. */
function refused(answer, status, code) {
  assert.ok(answer.error, 'expected a refusal, the write was accepted');
  assert.equal(answer.status, status);
  if (code) assert.equal(answer.error.hint, code);
}

async function signUp(role, name, timeZone) {
  const api = connect(env.VITE_SUPABASE_ANON_KEY);
  const email = `${role}.${name.toLowerCase().replaceAll(' ', '.')}.${run}@booking.test`;
  const { user } = ok(await api.auth.signUp({ email, password, options: { data: { role, full_name: name, time_zone: timeZone } } }));
  return { id: user.id, email, name, api };
}

/** The first bookable start at least `days` days from now. */
async function freeStart(days) {
  const from = new Date(Date.now() + days * 86_400_000);
  const to = new Date(from.getTime() + 7 * 86_400_000);
  const slots = ok(
    await visitor.rpc('get_available_slots', {
      p_therapist_id: people.therapist.id,
      p_from: from.toISOString(),
      p_to: to.toISOString(),
      p_duration_minutes: 60,
    }),
  );
  assert.ok(slots.length > 0, 'no bookable start in that week');
  return slots[0];
}

const book = (person, row) =>
  person.api
    .from('client_sessions')
    .insert({ therapist_id: people.therapist.id, duration_minutes: 60, ...row })
    .select()
    .single();

/** Waits for something that another process does, at most ten seconds. */
async function eventually(what, probe) {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what} did not happen within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function connectionAndSchema() {
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

async function usersAndProfiles() {
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

async function availability() {
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

async function sessions() {
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

async function bookingFlow() {
  section('Complete booking flow');
  if (!env.STRIPE_SECRET_KEY?.startsWith('sk_test_')) {
    console.log('  (skipped: STRIPE_SECRET_KEY holds no test key)');
    return;
  }
  let session;
  let intent;
  await check('the client books and gets a payment intent for exactly the price', async () => {
    session = ok(await book(people.client, { id: randomUUID(), starts_at: (await freeStart(5)).starts_at, price: 80 }));
    intent = ok(await people.client.api.functions.invoke('create-payment-intent', { body: { session_id: session.id } }));
    assert.equal(intent.amount, 8000);
    assert.equal(intent.currency.toLowerCase(), 'gbp');
    const again = ok(await people.client.api.functions.invoke('create-payment-intent', { body: { session_id: session.id } }));
    assert.equal(again.payment_intent_id, intent.payment_intent_id);
  });
  const pay = (method) =>
    fetch(`${env.STRIPE_API_URL ?? 'https://api.stripe.com'}/v1/payment_intents/${intent.payment_intent_id}/confirm`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${env.STRIPE_SECRET_KEY}`, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ payment_method: method, return_url: 'http://127.0.0.1/' }),
    });
  await check('a declined card keeps the time', async () => {
    assert.equal((await pay('pm_card_chargeDeclined')).status, 402);
    const row = await eventually('the failed payment', async () => {
      const current = ok(await people.client.api.from('client_sessions').select().eq('id', session.id).single());
      return current.payment_status === 'failed' && current;
    });
    assert.equal(row.status, 'scheduled');
  });
  await check('a good card confirms the session by webhook, for both', async () => {
    assert.equal((await pay('pm_card_visa')).status, 200);
    for (const person of [people.client, people.therapist]) {
      await eventually('the confirmation', async () => {
        const current = ok(await person.api.from('client_sessions').select().eq('id', session.id).single());
        return current.status === 'confirmed' && current.payment_status === 'paid';
      });
    }
  });
  await check('cancelling in time pays the money back', async () => {
    ok(await people.client.api.from('client_sessions').update({ status: 'cancelled', cancellation_reason: 'Ill' }).eq('id', session.id));
    ok(await service.functions.invoke('run-jobs', { body: {} }));
    await eventually(
      'the refund',
      async () => ok(await people.client.api.from('client_sessions').select().eq('id', session.id).single()).payment_status === 'refunded',
    );
  });
}

async function validation() {
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

async function cleanUp() {
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

try {
  await connectionAndSchema();
  await usersAndProfiles();
  if (people.therapist && people.client && people.stranger) {
    await availability();
    await sessions();
    await bookingFlow();
    await validation();
  }
} finally {
  await cleanUp();
  await stack?.stop();
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
