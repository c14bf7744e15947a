import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { book, booked } from '../support/booking.ts';
import { crowdOfClients } from '../support/crowd.ts';
import { newTherapist, type Person } from '../support/people.ts';
import type { Booking } from '../support/test-transaction.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(2);

let thea: Person;
let next = 0;
/** A start of Thea's that no other test uses. */
const free = () => iso(SOON + (next += 1) * HOUR);
const rowsOf = (person: Person) => database()`select * from public.client_sessions where client_id = ${person.id}`;
const one = async () => (await crowdOfClients(1))[0] as Person;

beforeAll(async () => {
  thea = await newTherapist('Thea', { profile: { session_durations: [30, 60] } });
});

describe('The id of a booking is the idempotency key', () => {
  const variations: [string, (booking: Booking) => Booking][] = [
    ['the very same', (booking) => booking],
    ['the default length spelled out', (booking) => ({ ...booking, duration_minutes: 60 })],
    ['the notes with spaces around them', (booking) => ({ ...booking, notes: ` ${booking.notes ?? ''}\r\n` })],
    [
      'the start by the clock',
      ({ starts_at = '', ...rest }) => ({ ...rest, session_date: starts_at.slice(0, 10), start_time: starts_at.slice(11, 19) }),
    ],
  ];
  it.each(variations)('a repeat answers ALREADY_BOOKED with the session: %s', async (_, again) => {
    const [cleo, id] = [await one(), randomUUID()];
    const booking = { id, therapist_id: thea.id, starts_at: free(), session_type: 'Follow-up', notes: 'Knee' };
    await booked(cleo.api, booking);
    const before = await rowsOf(cleo);
    expect(await book(cleo.api, again(booking))).toMatchObject({
      status: 409,
      hint: 'ALREADY_BOOKED',
      details: { session_id: id, status: 'scheduled' },
    });
    expect(await rowsOf(cleo)).toEqual(before);
  });

  const others: [string, Booking][] = [
    ['another time', { starts_at: iso(SOON + 30.5 * 24 * HOUR) }],
    ['another length', { duration_minutes: 30 }],
    ['other notes', { notes: 'Elbow' }],
    ['another type', { session_type: 'Check-in' }],
  ];
  it.each(others)('the same id with %s answers IDEMPOTENCY_CONFLICT', async (_, change) => {
    const [cleo, id] = [await one(), randomUUID()];
    const booking = { id, therapist_id: thea.id, starts_at: free(), notes: 'Knee' };
    await booked(cleo.api, booking);
    const before = await rowsOf(cleo);
    expect(await book(cleo.api, { ...booking, ...change })).toMatchObject({ status: 409, hint: 'IDEMPOTENCY_CONFLICT', details: {} });
    expect(await rowsOf(cleo)).toEqual(before);
  });

  it("another client's id reveals neither whose it is nor when", async () => {
    const [cleo, mallory] = (await crowdOfClients(2)) as [Person, Person];
    const session = await booked(cleo.api, { id: randomUUID(), therapist_id: thea.id, starts_at: free(), notes: 'Knee' });
    const answer = await book(mallory.api, { id: session.id, therapist_id: thea.id, starts_at: session.starts_at, notes: 'Knee' });
    expect(answer).toMatchObject({ status: 409, hint: 'IDEMPOTENCY_CONFLICT', details: {} });
    for (const secret of [cleo.id, cleo.name, session.starts_at]) expect(JSON.stringify(answer)).not.toContain(secret);
    expect(await rowsOf(mallory)).toHaveLength(0);
  });

  it('ten requests at once make one session and nine ALREADY_BOOKED', async () => {
    const [cleo, id, starts_at] = [await one(), randomUUID(), free()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => book(cleo.api, { id, therapist_id: thea.id, starts_at })));
    expect(answers.map((answer) => answer.hint ?? String(answer.status)).sort()).toEqual([
      '201',
      ...Array.from({ length: 9 }, () => 'ALREADY_BOOKED'),
    ]);
    expect(await rowsOf(cleo)).toHaveLength(1);
  });

  it('the id of an expired hold answers as cancelled', async () => {
    const [cleo, id, starts_at] = [await one(), randomUUID(), free()];
    await booked(cleo.api, { id, therapist_id: thea.id, starts_at });
    await cleo.api.from('client_sessions').update({ status: 'cancelled' }).eq('id', id);
    expect(await book(cleo.api, { id, therapist_id: thea.id, starts_at })).toMatchObject({
      hint: 'ALREADY_BOOKED',
      details: { status: 'cancelled' },
    });
  });
});

describe('Columns that a client may not set', () => {
  const forbidden: [string, Record<string, unknown>][] = [
    ['status', { status: 'confirmed' }],
    ['payment_status', { payment_status: 'paid' }],
    ['hold_expires_at', { hold_expires_at: '2999-01-01T00:00:00Z' }],
    ['created_at', { created_at: '2020-01-01T00:00:00Z' }],
    ['currency', { currency: 'JPY' }],
    ['time_zone', { time_zone: 'Asia/Tokyo' }],
    ['ends_at', { ends_at: iso(SOON) }],
    ['buffers', { buffer_after_minutes: 0 }],
    ['cancellation_notice_hours', { cancellation_notice_hours: 0 }],
    ['cancelled_by', { cancelled_by: 'system' }],
    ['during', { during: 'empty' }],
    ['a column that is not there', { is_admin: true }],
  ];
  it.each(forbidden)('%s: refused, and nothing is written', async (_, extra) => {
    const cleo = await one();
    const { status, error } = await cleo.api
      .from('client_sessions')
      .insert({ therapist_id: thea.id, starts_at: free(), ...extra } as never);
    expect(error).not.toBeNull();
    expect([400, 403]).toContain(status);
    expect(await rowsOf(cleo)).toHaveLength(0);
  });

  it("name, email and phone are replaced by the profile's", async () => {
    const cleo = await one();
    const session = await booked(cleo.api, {
      therapist_id: thea.id,
      starts_at: free(),
      client_name: 'Sigmund',
      client_email: 's@f.test',
      client_phone: '666',
    });
    expect(session).toMatchObject({ client_name: cleo.name, client_email: cleo.email, client_phone: '' });
  });

  it("another client's id: refused", async () => {
    const [cleo, mallory] = (await crowdOfClients(2)) as [Person, Person];
    expect(await book(mallory.api, { therapist_id: thea.id, starts_at: free(), client_id: cleo.id })).toMatchObject({
      status: 403,
      code: '42501',
    });
    expect([await rowsOf(cleo), await rowsOf(mallory)].flat()).toHaveLength(0);
  });

  it('two sessions in one request: ONE_AT_A_TIME, and neither is booked', async () => {
    const cleo = await one();
    const both = [free(), free()].map((starts_at) => ({ therapist_id: thea.id, starts_at }));
    const { status, error } = await cleo.api.from('client_sessions').insert(both as never);
    expect([status, error?.hint]).toEqual([422, 'ONE_AT_A_TIME']);
    expect(await rowsOf(cleo)).toHaveLength(0);
  });

  it('an upsert cannot change a session', async () => {
    const cleo = await one();
    const { id, starts_at } = await booked(cleo.api, { therapist_id: thea.id, starts_at: free() });
    const before = await rowsOf(cleo);
    const upsert = (row: Booking) => cleo.api.from('client_sessions').upsert(row as never);
    expect((await upsert({ id, therapist_id: thea.id, starts_at, price: 1 })).error).not.toBeNull();
    expect((await upsert({ id, therapist_id: thea.id, starts_at: free(), notes: 'moved' })).error).not.toBeNull();
    expect(await rowsOf(cleo)).toEqual(before);
  });
});

describe('The texts of a booking', () => {
  it('lose control and bidi characters, and keep line breaks in notes', async () => {
    const cleo = await one();
    const session = await booked(cleo.api, {
      therapist_id: thea.id,
      starts_at: free(),
      session_type: ' Initial\u202E\t consul\u0007tation\n',
      notes: '\uFEFFone\r\ntwo\u2066\u0085\tthree\u001b[31m ',
    });
    expect([session.session_type, session.notes]).toEqual(['Initial consultation', 'one\ntwo\tthree[31m']);
  });

  it('keep markup as text', async () => {
    const notes = "<script>alert(1)</script> '; drop table client_sessions; -- 💚 =1+1";
    expect((await booked((await one()).api, { therapist_id: thea.id, starts_at: free(), notes })).notes).toBe(notes);
  });

  it('get "Session" as the type when it is missing', async () => {
    for (const session_type of ['', '  ', '\u202e']) {
      expect((await booked((await one()).api, { therapist_id: thea.id, starts_at: free(), session_type })).session_type).toBe('Session');
    }
  });

  it.each([
    ['2001 characters of notes', { notes: 'n'.repeat(2001) }],
    ['81 characters of type', { session_type: 't'.repeat(81) }],
  ])('longer than allowed are refused: %s', async (_, extra) => {
    const cleo = await one();
    expect(await book(cleo.api, { therapist_id: thea.id, starts_at: free(), ...extra })).toMatchObject({ status: 400, code: '23514' });
    expect(await rowsOf(cleo)).toHaveLength(0);
  });

  it('as long as allowed are accepted', async () => {
    const session = await booked((await one()).api, {
      therapist_id: thea.id,
      starts_at: free(),
      notes: 'é'.repeat(2000),
      session_type: 't'.repeat(80),
    });
    expect([session.notes.length, session.session_type.length]).toEqual([2000, 80]);
  });
});
