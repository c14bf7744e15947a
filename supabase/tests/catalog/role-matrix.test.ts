import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { booked } from '../support/booking.ts';
import { newClient, newTherapist, service, visitor, type Client, type Person } from '../support/people.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

/*
 * Who may do what, through the API. Cleo has one session, confirmed and paid, with Theo; Cara is another client,
 * Tess another therapist. Every attempt is on the rows of that session, or of Theo and Cleo.
 *
 *   rows     done, or read            nothing  allowed in general, but no row of theirs: none read, none changed
 *   denied   42501, nothing changed   refused  allowed, but a constraint said no (a row in use, an id that is taken)
 */
const TABLES = `
                             visitor  Cleo     Cara     Theo     Tess     service
  therapist_profiles select  rows     rows     rows     rows     rows     rows
  therapist_profiles insert  denied   denied   denied   denied   denied   refused
  therapist_profiles update  denied   nothing  nothing  rows     nothing  rows
  therapist_profiles upsert  denied   denied   denied   denied   denied   rows
  therapist_profiles delete  denied   denied   denied   denied   denied   refused
  client_profiles    select  denied   rows     nothing  rows     nothing  rows
  client_profiles    insert  denied   denied   denied   denied   denied   refused
  client_profiles    update  denied   rows     nothing  nothing  nothing  rows
  client_profiles    upsert  denied   denied   denied   denied   denied   rows
  client_profiles    delete  denied   denied   denied   denied   denied   refused
  availability_slots select  denied   nothing  nothing  rows     nothing  rows
  availability_slots insert  denied   denied   denied   rows     denied   rows
  availability_slots update  denied   nothing  nothing  rows     nothing  rows
  availability_slots upsert  denied   denied   denied   denied   denied   rows
  availability_slots delete  denied   nothing  nothing  rows     nothing  rows
  availability_overrides select denied nothing nothing rows     nothing  rows
  availability_overrides insert denied denied denied rows       denied   rows
  availability_overrides update denied nothing nothing rows     nothing  rows
  availability_overrides upsert denied denied denied denied     denied   rows
  availability_overrides delete denied nothing nothing rows     nothing  rows
  session_types      select  rows     rows     rows     rows     rows     rows
  session_types      insert  denied   denied   denied   rows     denied   rows
  session_types      update  denied   nothing  nothing  rows     nothing  rows
  session_types      upsert  denied   denied   denied   denied   denied   rows
  session_types      delete  denied   nothing  nothing  rows     nothing  rows
  client_sessions    select  denied   rows     nothing  rows     nothing  rows
  client_sessions    insert  denied   rows     denied   denied   denied   rows
  client_sessions    update  denied   rows     nothing  rows     nothing  rows
  client_sessions    upsert  denied   denied   denied   denied   denied   rows
  client_sessions    delete  denied   denied   denied   denied   denied   refused
  session_notes      select  denied   nothing  nothing  rows     nothing  rows
  session_notes      insert  denied   denied   denied   refused  denied   refused
  session_notes      update  denied   nothing  nothing  rows     nothing  rows
  session_notes      upsert  denied   denied   denied   rows     denied   rows
  session_notes      delete  denied   nothing  nothing  rows     nothing  rows
  session_events     select  denied   rows     nothing  rows     nothing  rows
  session_events     insert  denied   denied   denied   denied   denied   denied
  session_events     update  denied   denied   denied   denied   denied   denied
  session_events     upsert  denied   denied   denied   denied   denied   denied
  session_events     delete  denied   denied   denied   denied   denied   denied
  payments           select  denied   rows     nothing  rows     nothing  rows
  payments           insert  denied   denied   denied   denied   denied   refused
  payments           update  denied   denied   denied   denied   denied   rows
  payments           upsert  denied   denied   denied   denied   denied   rows
  payments           delete  denied   denied   denied   denied   denied   refused
  refunds            select  denied   rows     nothing  rows     nothing  rows
  refunds            insert  denied   denied   denied   denied   denied   refused
  refunds            update  denied   denied   denied   denied   denied   rows
  refunds            upsert  denied   denied   denied   denied   denied   rows
  refunds            delete  denied   denied   denied   denied   denied   rows
`;

/* The functions. A word in capitals is the reason code of a refusal, so the function did run. */
const FUNCTIONS = `
                        visitor  Cleo                 Cara                 Theo     Tess     service
  server_time           runs     runs                 runs                 runs     runs     runs
  get_available_slots   runs     runs                 runs                 runs     runs     runs
  get_open_starts       runs     runs                 runs                 runs     runs     runs
  explain_slot          runs     runs                 runs                 runs     runs     runs
  suggest_alternatives  runs     runs                 runs                 runs     runs     runs
  list_therapists       runs     runs                 runs                 runs     runs     runs
  save_availability     denied   THERAPIST_NOT_FOUND  THERAPIST_NOT_FOUND  runs     runs     THERAPIST_NOT_FOUND
  book_for_client       denied   NOT_A_THERAPIST      NOT_A_THERAPIST      SLOT_TAKEN CLIENT_NOT_FOUND denied
  explain_own_slot      denied   NOT_A_THERAPIST      NOT_A_THERAPIST      runs     runs     denied
  cancellation_quote    denied   runs                 runs                 runs     runs     denied
  payment_months        denied   runs                 runs                 runs     runs     denied
  find_sessions         denied   runs                 runs                 runs     runs     denied
  count_sessions        denied   runs                 runs                 runs     runs     denied
  find_day_sessions     denied   runs                 runs                 runs     runs     denied
  has_visited           denied   runs                 runs                 runs     runs     denied
  practice_figures      denied   runs                 runs                 runs     runs     denied
  list_clients          denied   runs                 runs                 runs     runs     denied
  find_payments         denied   runs                 runs                 runs     runs     denied
  count_payments        denied   runs                 runs                 runs     runs     denied
  refund_session        denied   SESSION_NOT_FOUND    SESSION_NOT_FOUND    REFUND_TOO_LARGE SESSION_NOT_FOUND denied
  settle_by_hand        denied   SESSION_NOT_FOUND    SESSION_NOT_FOUND    NOTHING_TO_SETTLE SESSION_NOT_FOUND denied
  reopen_payment        denied   SESSION_NOT_FOUND    SESSION_NOT_FOUND    NOTHING_TO_SETTLE SESSION_NOT_FOUND denied
  begin_payment         denied   denied               denied               denied   denied   ALREADY_PAID
  attach_payment_intent denied   denied               denied               denied   denied   runs
  apply_payment_intent  denied   denied               denied               denied   denied   runs
  apply_refund          denied   denied               denied               denied   denied   runs
  mark_refund           denied   denied               denied               denied   denied   runs
  expire_hold           denied   denied               denied               denied   denied   runs
  jobs_due              denied   denied               denied               denied   denied   runs
  refunds_due           denied   denied               denied               denied   denied   runs
  apply_dispute         denied   denied               denied               denied   denied   runs
  payment_differences   denied   denied               denied               denied   denied   runs
  payment_events_cursor denied   denied               denied               denied   denied   runs
`;

const read = (matrix: string, words: number) => {
  const [head = '', ...lines] = matrix.split('\n').filter((line) => line.trim() !== '');
  const people = head.trim().split(/\s+/);
  return lines.map((line) => {
    const cells = line.trim().split(/\s+/);
    return { name: cells.slice(0, words), expected: Object.fromEntries(people.map((person, index) => [person, cells[words + index]])) };
  });
};

const HOURS = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '23:55' }));
const SOON = dayFromNow(2);

let cleo: Person;
let theo: Person;
let callers: Record<string, Client>;
let session = '';
let hour = 0;
const slot = randomUUID();
const override = randomUUID();
const type = randomUUID();
const payment = randomUUID();
const refund = randomUUID();

/** Puts back what an attempt that was allowed has taken away. */
async function restore(): Promise<void> {
  const sql = database();
  await sql`insert into public.availability_slots (id, therapist_id, day_of_week, start_time, end_time) values (${slot}, ${theo.id}, 1, '06:00', '07:00') on conflict do nothing`;
  await sql`insert into public.availability_overrides (id, therapist_id, starts_on, ends_on) values (${override}, ${theo.id}, '2030-01-01', '2030-01-01') on conflict do nothing`;
  // What an attempt has added would change which type a booking is of.
  await sql`delete from public.session_types where therapist_id = ${theo.id} and id <> ${type}`;
  await sql`insert into public.session_types (id, therapist_id, name, durations) values (${type}, ${theo.id}, 'Session', '{60}') on conflict do nothing`;
  await sql`insert into public.session_notes (session_id, therapist_id, body) values (${session}, ${theo.id}, 'private') on conflict do nothing`;
  await sql`insert into public.payments (id, session_id, provider_intent_id, amount_minor, currency, status) values (${payment}, ${session}, ${`pi_${payment}`}, 8000, 'GBP', 'succeeded') on conflict do nothing`;
  await sql`insert into public.refunds (id, payment_id, session_id, amount_minor, currency, reason, status) values (${refund}, ${payment}, ${session}, 100, 'GBP', 'by_hand', 'succeeded') on conflict do nothing`;
}

beforeAll(async () => {
  const [a, b, one, two] = await Promise.all([
    newClient('Cleo'),
    newClient('Cara'),
    newTherapist('Theo', { hours: HOURS }),
    newTherapist('Tess', { hours: HOURS }),
  ]);
  cleo = a;
  theo = one;
  callers = { visitor: visitor(), Cleo: a.api, Cara: b.api, Theo: one.api, Tess: two.api, service: service() };
  session = (await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON + HOUR) })).id;
  await database()`update public.client_sessions set status = 'confirmed', payment_status = 'paid', hold_expires_at = null where id = ${session}`;
  await restore();
});

/** For each table: which row the attempt is on, what an insert or upsert sends, and what an update changes. */
const rowsOf = (table: string) => {
  const start = iso(SOON + (20 + (hour += 1)) * HOUR);
  const rows: Record<string, { key: [string, string]; insert: object; upsert: object; update: object }> = {
    therapist_profiles: {
      key: ['id', theo.id],
      insert: { id: randomUUID(), slug: `s-${randomUUID()}`, full_name: 'S' },
      upsert: { id: theo.id, slug: `theo-${randomUUID()}`, full_name: 'Theo' },
      update: { headline: `h${hour}` },
    },
    client_profiles: {
      key: ['id', cleo.id],
      insert: { id: randomUUID(), full_name: 'S', email: 's@s.test' },
      upsert: { id: cleo.id, full_name: 'Cleo', email: cleo.email },
      update: { phone: String(hour) },
    },
    availability_slots: {
      key: ['id', slot],
      insert: { therapist_id: theo.id, day_of_week: 3, start_time: '03:00', end_time: '04:00' },
      upsert: { id: slot, therapist_id: theo.id, day_of_week: 2, start_time: '03:00', end_time: '04:00' },
      update: { duration_minutes: hour + 5 },
    },
    availability_overrides: {
      key: ['id', override],
      insert: { therapist_id: theo.id, starts_on: '2030-02-01', ends_on: '2030-02-02' },
      upsert: { id: override, therapist_id: theo.id, starts_on: '2030-02-01', ends_on: '2030-02-02' },
      update: { reason: `r${hour}` },
    },
    session_types: {
      key: ['id', type],
      insert: { therapist_id: theo.id, name: `Type ${hour}` },
      upsert: { id: type, therapist_id: theo.id, name: 'Session' },
      update: { position: hour },
    },
    client_sessions: {
      key: ['id', session],
      insert: { therapist_id: theo.id, client_id: cleo.id, starts_at: start },
      upsert: { id: session, therapist_id: theo.id, client_id: cleo.id, starts_at: iso(SOON + HOUR) },
      update: { status: 'confirmed' },
    },
    session_notes: {
      key: ['session_id', session],
      insert: { session_id: session, therapist_id: theo.id, body: 'x' },
      upsert: { session_id: session, therapist_id: theo.id, body: `b${hour}` },
      update: { body: `u${hour}` },
    },
    session_events: {
      key: ['session_id', session],
      insert: { session_id: session, actor_role: 'system', kind: 'booked' },
      upsert: { session_id: session, actor_role: 'system', kind: 'booked' },
      update: { reason: 'x' },
    },
    payments: {
      key: ['session_id', session],
      insert: { session_id: session, amount_minor: 1, currency: 'GBP' },
      upsert: { id: payment, session_id: session, amount_minor: 8000, currency: 'GBP' },
      update: { error_message: `e${hour}` },
    },
    refunds: {
      key: ['session_id', session],
      insert: { id: refund, payment_id: payment, session_id: session, amount_minor: 1, currency: 'GBP', reason: 'by_hand' },
      upsert: {
        id: refund,
        payment_id: payment,
        session_id: session,
        amount_minor: 100,
        currency: 'GBP',
        reason: 'by_hand',
        status: 'succeeded',
      },
      update: { error_message: `e${hour}` },
    },
  };
  const row = rows[table];
  if (!row) throw new Error(`no row for ${table}`);
  return row;
};

/** All that is stored in a table, to see that a denied write left it alone; updated_at also notes a change to the same. */
const stored = (table: string) =>
  database()`select to_jsonb(t) - 'updated_at' as row from ${database()(`public.${table}`)} as t order by to_jsonb(t)::text`;

async function attempt(api: Client, table: string, operation: string): Promise<string> {
  const {
    key: [column, id],
    insert,
    upsert,
    update,
  } = rowsOf(table);
  // The names come from the matrix above, so the types of the tables cannot follow.
  const from = api.from(table as 'session_notes');
  const key = column as 'session_id';
  const request = {
    select: () => from.select('*').eq(key, id),
    insert: () => from.insert(insert as never).select(),
    update: () =>
      from
        .update(update as never)
        .eq(key, id)
        .select(),
    upsert: () => from.upsert(upsert as never).select(),
    delete: () => from.delete().eq(key, id).select(),
  }[operation];
  if (!request) throw new Error(`no operation ${operation}`);
  const { data, error, status } = await request();
  if (error) return error.code === '42501' && [401, 403].includes(status) ? 'denied' : 'refused';
  return data && data.length > 0 ? 'rows' : 'nothing';
}

describe('Who may do what with each table', () => {
  it.each(read(TABLES, 2))('$name.0 $name.1', async ({ name: [table = '', operation = ''], expected }) => {
    const outcome: Record<string, string> = {};
    for (const [caller, api] of Object.entries(callers)) {
      await restore();
      const before = await stored(table);
      outcome[caller] = await attempt(api, table, operation);
      if (outcome[caller] !== 'rows' || operation === 'select') expect([caller, await stored(table)]).toEqual([caller, before]);
    }
    expect(outcome).toEqual(expected);
  });

  it('every table is in the matrix', async () => {
    const tables = await database()<{ name: string }[]>`select tablename as name from pg_catalog.pg_tables where schemaname = 'public'`;
    expect(new Set(read(TABLES, 2).map(({ name }) => name[0]))).toEqual(new Set(tables.map((table) => table.name)));
    expect(read(TABLES, 2)).toHaveLength(tables.length * 5);
  });
});

describe('Who may call each function', () => {
  const argumentsOf = (name: string): Record<string, unknown> =>
    ({
      server_time: {},
      get_available_slots: { p_therapist_id: theo.id, p_from: iso(SOON), p_to: iso(SOON + HOUR) },
      get_open_starts: { p_therapist_id: theo.id, p_from: iso(SOON), p_to: iso(SOON + HOUR) },
      explain_slot: { p_therapist_id: theo.id, p_starts_at: iso(SOON) },
      suggest_alternatives: { p_therapist_id: theo.id, p_starts_at: iso(SOON) },
      list_therapists: { p_search: 'theo', p_limit: 1 },
      save_availability: { p_slots: HOURS },
      book_for_client: { p_starts_at: iso(SOON + HOUR), p_client_id: cleo.id, p_outside_hours: true },
      explain_own_slot: { p_starts_at: iso(SOON + HOUR) },
      begin_payment: { p_session_id: session, p_client_id: cleo.id },
      attach_payment_intent: { p_session_id: session, p_intent_id: 'pi_other' },
      apply_payment_intent: {
        p_event_id: `evt_${randomUUID()}`,
        p_event_type: 'payment_intent.succeeded',
        p_intent_id: 'pi_stranger',
        p_intent_status: 'succeeded',
        p_amount_minor: 1,
        p_amount_received: 1,
        p_currency: 'gbp',
        p_session_id: session,
        p_error: 'none',
      },
      apply_refund: {
        p_event_id: `evt_${randomUUID()}`,
        p_provider_refund_id: 're_1',
        p_intent_id: 'pi_stranger',
        p_amount_minor: 1,
        p_status: 'succeeded',
      },
      mark_refund: { p_refund_id: randomUUID(), p_provider_refund_id: 're_1', p_status: 'succeeded', p_error: 'none' },
      expire_hold: { p_session_id: session },
      jobs_due: { p_limit: 1 },
      refunds_due: { p_session_id: session },
      apply_dispute: { p_event_id: `evt_${randomUUID()}`, p_intent_id: 'pi_stranger', p_status: 'lost' },
      payment_differences: { p_intents: [] },
      payment_events_cursor: { p_until: 0 },
      cancellation_quote: { p_session_id: session },
      payment_months: {},
      find_sessions: { p_upcoming: true },
      count_sessions: {},
      find_day_sessions: {},
      has_visited: { p_therapist_id: theo.id },
      practice_figures: {},
      list_clients: { p_search: 'cleo' },
      find_payments: { p_state: 'paid' },
      count_payments: {},
      refund_session: { p_session_id: session, p_amount_minor: 8001, p_note: 'more than was paid' },
      settle_by_hand: { p_session_id: session, p_method: 'waived' },
      reopen_payment: { p_session_id: session },
    })[name] ?? {};

  it.each(read(FUNCTIONS, 1))('$name.0', async ({ name: [name = ''], expected }) => {
    const before = await Promise.all(['client_sessions', 'payments', 'refunds'].map(stored));
    const outcome: Record<string, string> = {};
    for (const [caller, api] of Object.entries(callers)) {
      const { error, status } = await api.rpc(name as 'server_time', argumentsOf(name) as never);
      outcome[caller] = !error ? 'runs' : error.code === '42501' && [401, 403].includes(status) ? 'denied' : (error.hint ?? error.code);
    }
    expect(outcome).toEqual(expected);
    expect(await Promise.all(['client_sessions', 'payments', 'refunds'].map(stored))).toEqual(before);
  });

  it('every function is in the matrix', async () => {
    const functions = await database()<
      { name: string }[]
    >`select proname as name from pg_catalog.pg_proc where pronamespace = 'public'::regnamespace order by 1`;
    expect(
      read(FUNCTIONS, 1)
        .map(({ name: [name = ''] }) => name)
        .sort(),
    ).toEqual(functions.map((one) => one.name));
  });

  it('functions in private are not in the API', async () => {
    for (const name of ['lock_person', 'prepare_booking', 'owe_refund', 'complete_session']) {
      for (const api of Object.values(callers)) expect((await api.rpc(name as 'server_time', {} as never)).status).toBe(404);
    }
  });
});
