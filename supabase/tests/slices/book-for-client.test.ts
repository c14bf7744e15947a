import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Hours } from '../support/people.ts';
import { inTransaction, type TestTransaction, type SessionRow } from '../support/test-transaction.ts';
import { DAY, HOUR, MINUTE, dayFromNow, iso } from '../support/slots.ts';

const SOON = dayFromNow(3);
const at = (hours: number) => iso(SOON + hours * HOUR);
const daily = (start_time: string, end_time: string): Hours[] =>
  [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time, end_time }));

type Args = Record<string, string | number | boolean | null>;

/** The therapist books, as the API would. */
const bookFor = ({ as }: TestTransaction, who: string, args: Args) =>
  as('authenticated', who, async (sql) => {
    const names = Object.keys(args);
    const rows = await sql.unsafe<SessionRow[]>(
      `select * from public.book_for_client(${names.map((name, index) => `${name} => $${index + 1}`).join(', ')})`,
      Object.values(args),
    );
    return rows[0];
  });

async function cast(db: TestTransaction, profile = {}) {
  const [theo, cleo] = [await db.therapist({ hours: daily('09:00', '17:00'), profile }), await db.client('Cleo')];
  await db.book(cleo, { therapist_id: theo, starts_at: at(9) });
  return { theo, cleo };
}

describe('A therapist books for a client', () => {
  it('with an account: confirmed at once, and visible to the client', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db, { hourly_rate: 90, buffer_after_minutes: 15 });
      const session = await bookFor(db, theo, {
        p_starts_at: at(14),
        p_client_id: cleo,
        p_duration_minutes: 30,
        p_notes: ' By phone\u0007 ',
      });
      expect(session).toMatchObject({
        client_id: cleo,
        client_name: 'Cleo',
        client_email: `${cleo}@scene.test`,
        status: 'confirmed',
        payment_status: 'not_required',
        hold_expires_at: null,
        price: '45.00',
        duration_minutes: 30,
        buffer_after_minutes: 15,
        is_outside_hours: false,
        notes: 'By phone',
        starts_at: new Date(SOON + 14 * HOUR),
        ends_at: new Date(SOON + 14 * HOUR + 30 * MINUTE),
        start_time: '14:00:00',
      });
      const seen = await db.as('authenticated', cleo, (sql) => sql`select 1 from public.client_sessions where id = ${session?.id ?? ''}`);
      expect(seen).toHaveLength(1);
      expect([
        ...(await db.sql`select kind, actor_role, actor_id from public.session_events where session_id = ${session?.id ?? ''}`),
      ]).toEqual([{ kind: 'booked', actor_role: 'therapist', actor_id: theo }]);
    });
  });

  it('a guest, by name and optional email; others cannot see the session', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db);
      const session = await bookFor(db, theo, {
        p_starts_at: at(14),
        p_client_name: '  Grace\u202e  Hopper ',
        p_client_email: 'grace@example.test',
        p_client_phone: '+44 20 7946 0000',
        p_payment: 'pending',
      });
      expect(session).toMatchObject({
        client_id: null,
        client_name: 'Grace Hopper',
        client_email: 'grace@example.test',
        client_phone: '+44 20 7946 0000',
        payment_status: 'pending',
        hold_expires_at: null,
        status: 'confirmed',
      });
      const bare = await bookFor(db, theo, { p_starts_at: at(15), p_client_name: 'Ada' });
      expect(bare).toMatchObject({ client_id: null, client_email: '' });
      for (const who of [cleo, await db.therapist()]) {
        expect(await db.as('authenticated', who, (sql) => sql`select 1 from public.client_sessions where client_id is null`)).toHaveLength(
          0,
        );
      }
      // Two guests are not one busy client; their sessions behave like any other.
      await db.as(
        'authenticated',
        theo,
        (sql) => sql`update public.client_sessions set starts_at = ${at(16)} where id = ${bare?.id ?? ''}`,
      );
      await db.as(
        'authenticated',
        theo,
        (sql) => sql`update public.client_sessions set status = 'cancelled' where id = ${session?.id ?? ''}`,
      );
    });
  });

  it('a session type, regardless of first visit, notice, window and pause', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db);
      const type = await db.as(
        'authenticated',
        theo,
        async (sql) =>
          (
            await sql<{ id: string }[]>`
        insert into public.session_types (therapist_id, name, durations, price, place, first_visit_only) values (${theo}, 'First', '{45}', 20, 'phone', true) returning id`
          )[0]?.id ?? '',
      );
      await db.sql`update public.therapist_profiles set is_accepting_clients = false, min_notice_minutes = 525600, booking_window_days = 1 where id = ${theo}`;
      expect(await bookFor(db, theo, { p_starts_at: at(14), p_client_id: cleo, p_session_type_id: type })).toMatchObject({
        session_type: 'First',
        session_type_id: type,
        duration_minutes: 45,
        price: '20.00',
        place: 'phone',
      });
      expect(await bookFor(db, theo, { p_starts_at: at(24 * 400 + 9), p_client_name: 'Ada' })).toMatchObject({ duration_minutes: 45 });
    });
  });

  it('outside the hours only with p_outside_hours, and the session records it', async () => {
    await inTransaction(async (db) => {
      const { theo } = await cast(db);
      for (const hour of [20, 16.5, 13.1]) {
        const args = { p_starts_at: at(hour), p_client_name: 'Ada' };
        const refused = await db.refusal(() => bookFor(db, theo, args));
        expect(refused).toMatchObject({ sqlState: 'PT422', hint: 'OUTSIDE_WORKING_HOURS', details: { can_override: true } });
        await db.undone(async () => {
          // Between two starts is within the hours all the same.
          expect(await bookFor(db, theo, { ...args, p_outside_hours: true })).toMatchObject({ is_outside_hours: hour !== 13.1 });
        });
      }
      expect(await bookFor(db, theo, { p_starts_at: at(15), p_client_name: 'Ada', p_outside_hours: true })).toMatchObject({
        is_outside_hours: false,
      });
    });
  });

  it('into a buffer or a full day with p_outside_hours, never into a session', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db, { buffer_after_minutes: 60, max_sessions_per_day: 1 });
      const grace = await db.client('Grace');
      const args = { p_starts_at: at(10), p_client_name: 'Ada', p_outside_hours: true };
      expect(await db.refusal(() => bookFor(db, theo, { ...args, p_outside_hours: false }))).toMatchObject({
        sqlState: 'PT409',
        hint: 'SLOT_TAKEN',
      });
      expect(await db.refusal(() => bookFor(db, theo, { ...args, p_starts_at: at(15), p_outside_hours: false }))).toMatchObject({
        sqlState: 'PT409',
        hint: 'DAY_FULL',
      });
      expect(await bookFor(db, theo, args)).toMatchObject({ starts_at: new Date(SOON + 10 * HOUR) });
      for (const hour of [9, 9.5, 8.5, 10.5])
        expect(await db.refusal(() => bookFor(db, theo, { ...args, p_starts_at: at(hour) }))).toMatchObject({ hint: 'SLOT_TAKEN' });
      const tess = await db.therapist();
      await db.book(cleo, { therapist_id: tess, starts_at: at(20) });
      expect(
        (await db.refusal(() => bookFor(db, theo, { p_starts_at: at(20.5), p_client_id: cleo, p_outside_hours: true })))?.hint,
      ).toMatch(/SLOT_TAKEN|CLIENT_BUSY/);
      await db.book(grace, { therapist_id: tess, starts_at: at(15) });
      const pairs = await db.sql`select a.id from public.client_sessions as a join public.client_sessions as b
        on a.id < b.id and a.therapist_id = ${theo} and b.therapist_id = ${theo} and a.during && b.during`;
      expect([...pairs]).toEqual([]);
    });
  });

  it('twice with one id: one session; another booking under that id is refused', async () => {
    await inTransaction(async (db) => {
      const { theo } = await cast(db);
      const args = { p_id: randomUUID(), p_starts_at: at(14), p_client_name: 'Ada' };
      const first = await bookFor(db, theo, args);
      expect((await bookFor(db, theo, args))?.id).toBe(first?.id);
      expect(await db.refusal(() => bookFor(db, theo, { ...args, p_starts_at: at(15) }))).toMatchObject({
        sqlState: 'PT409',
        hint: 'IDEMPOTENCY_CONFLICT',
      });
      const tess = await db.therapist();
      expect(await db.refusal(() => bookFor(db, tess, args))).toMatchObject({ hint: 'IDEMPOTENCY_CONFLICT' });
      expect(await db.sql`select 1 from public.client_sessions where client_name = 'Ada'`).toHaveLength(1);
    });
  });
});

describe('A booking for a client is refused', () => {
  it("for another therapist's client or an unknown id, alike", async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db);
      const [stranger, tess] = [await db.client('Stranger'), await db.therapist()];
      const told: unknown[] = [];
      for (const id of [stranger, tess, theo, randomUUID()])
        told.push(await db.refusal(() => bookFor(db, theo, { p_starts_at: at(14), p_client_id: id })));
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ sqlState: 'PT404', hint: 'CLIENT_NOT_FOUND' });
      expect(JSON.stringify(told)).not.toContain('Stranger');
      expect(await db.refusal(() => bookFor(db, tess, { p_starts_at: at(14), p_client_id: cleo }))).toMatchObject({
        hint: 'CLIENT_NOT_FOUND',
      });
      expect(await db.as('authenticated', theo, (sql) => sql`select 1 from public.client_profiles where id = ${stranger}`)).toHaveLength(0);
    });
  });

  it.each<[string, Args, { sqlState: string; hint: string }]>([
    ['without a client', {}, { sqlState: 'PT422', hint: 'CLIENT_NAME_MISSING' }],
    ['with an empty name', { p_client_name: ' \u200f ' }, { sqlState: 'PT422', hint: 'CLIENT_NAME_MISSING' }],
    ['with an invalid email', { p_client_name: 'Ada', p_client_email: 'ada at home' }, { sqlState: 'PT422', hint: 'INVALID_EMAIL' }],
    ['with a payment that is already made', { p_client_name: 'Ada', p_payment: 'paid' }, { sqlState: 'PT422', hint: 'INVALID_PAYMENT' }],
    ['without a start', { p_client_name: 'Ada', p_starts_at: null }, { sqlState: 'PT422', hint: 'INVALID_TIME' }],
    [
      'in the past',
      { p_client_name: 'Ada', p_starts_at: iso(Date.now() - DAY), p_outside_hours: true },
      { sqlState: 'PT422', hint: 'IN_THE_PAST' },
    ],
    [
      'with a duration that the therapist does not have',
      { p_client_name: 'Ada', p_duration_minutes: 45, p_outside_hours: true },
      { sqlState: 'PT422', hint: 'INVALID_DURATION' },
    ],
    [
      'with an unknown session type',
      { p_client_name: 'Ada', p_session_type_id: randomUUID() },
      { sqlState: 'PT422', hint: 'UNKNOWN_SESSION_TYPE' },
    ],
  ])('%s', async (_, args, expected) => {
    await inTransaction(async (db) => {
      const { theo } = await cast(db);
      expect(await db.refusal(() => bookFor(db, theo, { p_starts_at: at(14), ...args }))).toMatchObject(expected);
      expect(await db.sql`select 1 from public.client_sessions where therapist_id = ${theo}`).toHaveLength(1);
    });
  });

  it('when a client or a visitor calls it', async () => {
    await inTransaction(async (db) => {
      const { cleo } = await cast(db);
      expect(await db.refusal(() => bookFor(db, cleo, { p_starts_at: at(14), p_client_name: 'Ada' }))).toMatchObject({
        sqlState: 'PT403',
        hint: 'NOT_A_THERAPIST',
      });
      const refused = await db.refusal(() => db.as('anon', null, (sql) => sql`select * from public.book_for_client(${at(14)})`));
      expect(refused?.sqlState).toBe('42501');
      expect(
        await db.sql`select 1 from public.client_sessions where starts_at = ${at(14)} and client_name in ('Ada', 'Cleo')`,
      ).toHaveLength(0);
    });
  });
});

describe('explain_own_slot', () => {
  interface Explanation {
    code: string;
    because: string;
    session_id?: string;
    override_id?: string;
  }
  const why = (db: TestTransaction, who: string, start: string | null, minutes: number | null = null) =>
    db.as(
      'authenticated',
      who,
      async (sql) => (await sql<{ said: Explanation }[]>`select public.explain_own_slot(${start}, ${minutes}) as said`)[0]?.said,
    );

  it('names the cause, in the order of the rule', async () => {
    await inTransaction(async (db) => {
      const { theo } = await cast(db, { buffer_after_minutes: 30, booking_window_days: 30 });
      const [session] = await db.sql<{ id: string }[]>`select id from public.client_sessions where therapist_id = ${theo}`;
      const [off] = await db.as(
        'authenticated',
        theo,
        (sql) => sql<{ id: string }[]>`
        insert into public.availability_overrides (starts_on, ends_on, start_time, end_time) values (${at(24).slice(0, 10)}, ${at(24).slice(0, 10)}, '13:00', '14:00') returning id`,
      );
      const cases: [string | null, number | null, Explanation][] = [
        [at(14), null, { code: 'BOOKABLE', because: 'open' }],
        [at(9), null, { code: 'SLOT_TAKEN', because: 'session', session_id: session?.id ?? '' }],
        [at(10), null, { code: 'SLOT_TAKEN', because: 'buffer', session_id: session?.id ?? '' }],
        [at(7), null, { code: 'OUTSIDE_WORKING_HOURS', because: 'weekly_hours' }],
        [at(13.1), null, { code: 'OUTSIDE_WORKING_HOURS', because: 'between_starts' }],
        [at(16.5), null, { code: 'OUTSIDE_WORKING_HOURS', because: 'does_not_fit' }],
        [at(24 + 13), null, { code: 'OUTSIDE_WORKING_HOURS', because: 'time_off', override_id: off?.id ?? '' }],
        [at(24 + 12.5), null, { code: 'OUTSIDE_WORKING_HOURS', because: 'time_off', override_id: off?.id ?? '' }],
        [at(14), 45, { code: 'INVALID_DURATION', because: 'duration' }],
        [iso(Date.now() - HOUR), null, { code: 'IN_THE_PAST', because: 'past' }],
        [at(24 * 40 + 10), null, { code: 'TOO_FAR_AHEAD', because: 'booking_window' }],
      ];
      for (const [start, minutes, expected] of cases) expect([start, await why(db, theo, start, minutes)]).toMatchObject([start, expected]);
      await db.sql`update public.therapist_profiles set max_sessions_per_day = 1 where id = ${theo}`;
      expect(await why(db, theo, at(14))).toMatchObject({ code: 'DAY_FULL', because: 'day_full' });
      await db.sql`update public.therapist_profiles set min_notice_minutes = 525600 where id = ${theo}`;
      expect(await why(db, theo, at(14))).toMatchObject({ code: 'TOO_SOON', because: 'notice' });
      await db.sql`update public.therapist_profiles set is_accepting_clients = false where id = ${theo}`;
      expect(await why(db, theo, at(14))).toMatchObject({ code: 'NOT_ACCEPTING_CLIENTS', because: 'paused' });
    });
  });

  it("answers for the caller's own calendar only, and ignores an expired hold", async () => {
    await inTransaction(async (db) => {
      const { theo, cleo } = await cast(db);
      expect(await db.refusal(() => why(db, cleo, at(9)))).toMatchObject({ sqlState: 'PT403', hint: 'NOT_A_THERAPIST' });
      expect(await db.refusal(() => why(db, theo, null))).toMatchObject({ hint: 'INVALID_TIME' });
      expect((await db.refusal(() => db.as('anon', null, (sql) => sql`select public.explain_own_slot(${at(9)})`)))?.sqlState).toBe('42501');
      const tess = await db.therapist({ hours: daily('09:00', '17:00') });
      expect(await why(db, tess, at(9))).toMatchObject({ because: 'open' });
      await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where therapist_id = ${theo}`;
      expect(await why(db, theo, at(9))).toMatchObject({ because: 'open' });
    });
  });
});
