import { describe, expect, it } from 'vitest';

import { book, booked } from '../support/booking.ts';
import { checkout } from '../support/checkout.ts';
import { newClient, newTherapist, type Hours } from '../support/people.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, dayFromNow, iso, listed, nextClockChange, wallClock } from '../support/slots.ts';

const SOON = dayFromNow(3);
const at = (hours: number) => iso(SOON + hours * HOUR);
const instant = (hours: number) => new Date(SOON + hours * HOUR);
const daily = (start_time: string, end_time: string): Hours[] =>
  [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, start_time, end_time }));

/** Asks for a change of a session, as the API would. */
const move = ({ as }: TestTransaction, who: string, id: string, change: object) =>
  as('authenticated', who, (sql) => sql`update public.client_sessions set ${sql({ ...change })} where id = ${id} returning *`);

const rowOf = async ({ sql }: TestTransaction, id: string) =>
  (await sql`select to_jsonb(s) as row from public.client_sessions as s where id = ${id}`)[0]?.row as Record<string, unknown>;

/** A therapist from 9 to 5, two clients, and Cleo's session at 10:00. */
async function cast(db: TestTransaction, profile = {}) {
  const [theo, cleo, cara] = [await db.therapist({ hours: daily('09:00', '17:00'), profile }), await db.client(), await db.client()];
  const { id } = await db.book(cleo, { therapist_id: theo, starts_at: at(10) });
  return { theo, cleo, cara, id };
}

describe('Rescheduling a session', () => {
  it('changes only its time, and the history says from and to', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo, id } = await cast(db, { hourly_rate: 75, buffer_after_minutes: 10 });
      await db.sql`update public.client_sessions set status = 'confirmed', payment_status = 'paid', hold_expires_at = null, notes = 'Knee' where id = ${id}`;
      await db.sql`update public.therapist_profiles set hourly_rate = 200, buffer_after_minutes = 60, currency = 'EUR' where id = ${theo}`;
      const before = await rowOf(db, id);
      await move(db, cleo, id, { starts_at: at(14) });
      const after = await rowOf(db, id);
      const changed = Object.keys(after)
        .filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]))
        .sort();
      // updated_at is the transaction's time, and this whole test is one transaction.
      expect(changed.filter((key) => key !== 'updated_at')).toEqual(['during', 'ends_at', 'start_time', 'starts_at']);
      expect(after).toMatchObject({ price: 75, payment_status: 'paid', status: 'confirmed', buffer_after_minutes: 10 });
      const events =
        await db.sql`select kind, actor_role, actor_id, from_starts_at, to_starts_at from public.session_events where session_id = ${id} order by id desc limit 1`;
      expect([...events]).toEqual([
        { kind: 'rescheduled', actor_role: 'client', actor_id: cleo, from_starts_at: instant(10), to_starts_at: instant(14) },
      ]);
    });
  });

  it("by local time uses the session's own zone, also after the therapist changed theirs", async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ timeZone: 'America/New_York' });
      const cleo = await db.client();
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: at(15) });
      await db.as('authenticated', theo, (sql) => sql`update public.therapist_profiles set time_zone = 'Asia/Tokyo' where id = ${theo}`);
      expect(await rowOf(db, id)).toMatchObject({ time_zone: 'America/New_York', starts_at: at(15).replace('.000Z', '+00:00') });
      const text = wallClock(SOON + 18 * HOUR, 'America/New_York').text;
      const [row] = await move(db, cleo, id, { session_date: text.slice(0, 10), start_time: text.slice(11) });
      expect(row).toMatchObject({ starts_at: instant(18), time_zone: 'America/New_York', start_time: `${text.slice(11)}:00` });
    });
  });

  it("counts the session's own time as free for its parties only", async () => {
    await inTransaction(async (db) => {
      const { theo, cleo, cara, id } = await cast(db);
      const where = (who: string) =>
        db.as('authenticated', who, async (sql) =>
          (
            await sql<{ starts_at: Date }[]>`select starts_at from public.get_available_slots(${theo}, ${at(9)}, ${at(12)}, null, ${id})`
          ).map((row) => (row.starts_at.getTime() - SOON) / HOUR),
        );
      expect(await where(cleo)).toEqual([9, 9.5, 10, 10.5, 11, 11.5]);
      expect(await where(theo)).toEqual([9, 9.5, 10, 10.5, 11, 11.5]);
      expect(await where(cara)).toEqual([9, 11, 11.5]);
      const explain = (who: string) =>
        db.as(
          'authenticated',
          who,
          async (sql) => (await sql<{ why: string }[]>`select public.explain_slot(${theo}, ${at(10.5)}, null, null, ${id}) as why`)[0]?.why,
        );
      expect([await explain(cleo), await explain(cara)]).toEqual(['BOOKABLE', 'SLOT_TAKEN']);
      expect((await move(db, cleo, id, { starts_at: at(10.5) }))[0]).toMatchObject({ starts_at: instant(10.5) });
      expect(await listed(db.sql, theo, SOON + 9 * HOUR, SOON + 12 * HOUR)).toEqual([9, 9.5, 11.5].map((hour) => SOON + hour * HOUR));
    });
  });

  it('by a therapist ignores notice and window, but not the hours', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo, id } = await cast(db, { booking_window_days: 5 });
      await db.sql`update public.therapist_profiles set min_notice_minutes = 525600, is_accepting_clients = false where id = ${theo}`;
      expect(await db.refusal(() => move(db, cleo, id, { starts_at: at(12) }))).toMatchObject({
        sqlState: 'PT422',
        hint: 'TOO_SOON',
      });
      expect((await move(db, theo, id, { starts_at: at(12) }))[0]).toMatchObject({ starts_at: instant(12) });
      expect((await move(db, theo, id, { starts_at: at(24 * 20 + 12) }))[0]).toMatchObject({ starts_at: instant(24 * 20 + 12) });
      expect(await db.refusal(() => move(db, theo, id, { starts_at: at(3) }))).toMatchObject({ hint: 'OUTSIDE_WORKING_HOURS' });
      const roles = await db.sql<
        { actor_role: string }[]
      >`select actor_role from public.session_events where session_id = ${id} and kind = 'rescheduled'`;
      expect(roles.map((row) => row.actor_role)).toEqual(['therapist', 'therapist']);
    });
  });

  it('keeps duration and type that can no longer be booked', async () => {
    await inTransaction(async (db) => {
      const { theo, cleo, id } = await cast(db);
      await db.sql`update public.therapist_profiles set session_durations = '{30}', default_duration_minutes = 30 where id = ${theo}`;
      expect((await move(db, cleo, id, { starts_at: at(13) }))[0]).toMatchObject({ duration_minutes: 60, ends_at: instant(14) });
    });
  });

  it('keeps the end of an unpaid hold', async () => {
    await inTransaction(async (db) => {
      const { cleo, id } = await cast(db);
      const { hold_expires_at } = await rowOf(db, id);
      await move(db, cleo, id, { starts_at: at(13) });
      expect(await rowOf(db, id)).toMatchObject({ hold_expires_at, status: 'scheduled', payment_status: 'pending' });
    });
  });

  it('of a paid session keeps payment and refunds', async () => {
    await inTransaction(async (db) => {
      const { id, cleo, apply, state, refunds } = await checkout(db);
      await apply({ status: 'succeeded' });
      const before = await state();
      const starts = await db.as(
        'authenticated',
        cleo,
        (sql) => sql<{ starts_at: Date }[]>`
        select s.starts_at from public.client_sessions as c, public.get_available_slots(c.therapist_id, c.starts_at, c.starts_at + interval '3 days', null, c.id) as s where c.id = ${id} offset 5 limit 1`,
      );
      await move(db, cleo, id, { starts_at: starts[0]?.starts_at });
      expect([await state(), await refunds()]).toEqual([before, []]);
    });
  });
});

describe('A reschedule is refused and changes nothing', () => {
  const cases: [
    string,
    { sqlState: string; hint: string },
    (db: TestTransaction, people: Awaited<ReturnType<typeof cast>>) => Promise<{ who?: string; change: object }>,
  ][] = [
    [
      "into another client's time",
      { sqlState: 'PT409', hint: 'SLOT_TAKEN' },
      async (db, { theo, cara }) => {
        await db.book(cara, { therapist_id: theo, starts_at: at(14) });
        return { change: { starts_at: at(14.5) } };
      },
    ],
    [
      'into a time of another session of the client',
      { sqlState: 'PT409', hint: 'CLIENT_BUSY' },
      async (db, { cleo }) => {
        await db.book(cleo, { therapist_id: await db.therapist(), starts_at: at(14) });
        return { change: { starts_at: at(14) } };
      },
    ],
    ['outside the working hours', { sqlState: 'PT422', hint: 'OUTSIDE_WORKING_HOURS' }, async () => ({ change: { starts_at: at(20) } })],
    ['between two starts', { sqlState: 'PT422', hint: 'OUTSIDE_WORKING_HOURS' }, async () => ({ change: { starts_at: at(13.1) } })],
    ['into the past', { sqlState: 'PT422', hint: 'IN_THE_PAST' }, async () => ({ change: { starts_at: at(-240) } })],
    ['beyond the booking window', { sqlState: 'PT422', hint: 'TOO_FAR_AHEAD' }, async () => ({ change: { starts_at: at(24 * 365) } })],
    [
      'with a date but no time',
      { sqlState: 'PT422', hint: 'INVALID_TIME' },
      async () => ({ change: { starts_at: at(13), session_date: at(48).slice(0, 10) } }),
    ],
    [
      'together with a change of status',
      { sqlState: 'PT422', hint: 'ONE_CHANGE_AT_A_TIME' },
      async () => ({ change: { starts_at: at(13), status: 'cancelled' } }),
    ],
    [
      'after the hold has expired',
      { sqlState: 'PT409', hint: 'HOLD_EXPIRED' },
      async (db, { id }) => {
        await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
        return { change: { starts_at: at(13) } };
      },
    ],
    [
      'of a cancelled session',
      { sqlState: 'PT409', hint: 'INVALID_TRANSITION' },
      async (db, { id }) => {
        await db.sql`update public.client_sessions set status = 'cancelled' where id = ${id}`;
        return { change: { starts_at: at(13) } };
      },
    ],
    [
      'of a session in progress',
      { sqlState: 'PT409', hint: 'INVALID_TRANSITION' },
      async (db, { id, theo }) => {
        await db.sql`update public.client_sessions set status = 'in_progress', hold_expires_at = null where id = ${id}`;
        return { who: theo, change: { starts_at: at(13) } };
      },
    ],
    [
      'by a client after the notice',
      { sqlState: 'PT422', hint: 'TOO_LATE_TO_CHANGE' },
      async (db, { id }) => {
        await db.sql`update public.client_sessions set status = 'confirmed', hold_expires_at = null, cancellation_notice_hours = 24 * 30 where id = ${id}`;
        return { change: { starts_at: at(13) } };
      },
    ],
    [
      'onto a full day',
      { sqlState: 'PT409', hint: 'DAY_FULL' },
      async (db, { theo, cara }) => {
        await db.book(cara, { therapist_id: theo, starts_at: at(24 + 9) });
        await db.sql`update public.therapist_profiles set max_sessions_per_day = 1 where id = ${theo}`;
        return { change: { starts_at: at(24 + 14) } };
      },
    ],
  ];
  it.each(cases)('%s', async (_, expected, arrange) => {
    await inTransaction(async (db) => {
      const people = await cast(db);
      const { who = people.cleo, change } = await arrange(db, people);
      const before = await rowOf(db, people.id);
      const refused = await db.refusal(() => move(db, who, people.id, change));
      expect(refused).toMatchObject(expected);
      expect(await rowOf(db, people.id)).toEqual(before);
      if (expected.sqlState === 'PT409' && expected.hint !== 'HOLD_EXPIRED' && expected.hint !== 'INVALID_TRANSITION') {
        expect(refused?.details.alternatives).toHaveLength(3);
      }
    });
  });

  it('to a skipped time of a clock change', async () => {
    const { at: change } = nextClockChange('Europe/London', 'forward');
    await inTransaction(async (db) => {
      const theo = await db.therapist({ timeZone: 'Europe/London', profile: { booking_window_days: 600 } });
      const cleo = await db.client();
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: at(10) });
      expect(await db.refusal(() => move(db, cleo, id, { session_date: iso(change).slice(0, 10), start_time: '01:30' }))).toMatchObject({
        hint: 'NONEXISTENT_LOCAL_TIME',
      });
    });
  });

  it('by a stranger or a visitor', async () => {
    await inTransaction(async (db) => {
      const { cara, id } = await cast(db);
      const tess = await db.therapist();
      const before = await rowOf(db, id);
      for (const who of [cara, tess]) expect(await move(db, who, id, { starts_at: at(13) })).toHaveLength(0);
      expect(
        (await db.refusal(() => db.as('anon', null, (sql) => sql`update public.client_sessions set starts_at = ${at(13)}`)))?.sqlState,
      ).toBe('42501');
      expect(await rowOf(db, id)).toEqual(before);
    });
  });

  it.each([
    'ends_at',
    'duration_minutes',
    'price',
    'time_zone',
    'session_type_id',
    'place',
    'is_outside_hours',
    'client_id',
    'buffer_before_minutes',
  ])('of the column %s', async (column) => {
    await inTransaction(async (db) => {
      const { theo, id } = await cast(db);
      expect(
        (
          await db.refusal(() =>
            db.as('authenticated', theo, (sql) => sql`update public.client_sessions set ${sql(column)} = default where id = ${id}`),
          )
        )?.sqlState,
      ).toBe('42501');
    });
  });

  it('of two sessions in one request', async () => {
    await inTransaction(async (db) => {
      const { theo, cara } = await cast(db);
      await db.book(cara, { therapist_id: theo, starts_at: at(14) });
      const both = await db.refusal(() =>
        db.as(
          'authenticated',
          theo,
          (sql) => sql`update public.client_sessions set starts_at = starts_at + interval '1 day' where therapist_id = ${theo}`,
        ),
      );
      expect(both).toMatchObject({ sqlState: 'PT422', hint: 'ONE_AT_A_TIME' });
    });
  });
});

it('a reschedule through the API answers with the moved session, and the old time is free at once', async () => {
  const [theo, cleo, cara] = await Promise.all([newTherapist('Theo'), newClient('Cleo'), newClient('Cara')]);
  const { id } = await booked(cleo.api, { therapist_id: theo.id, starts_at: at(10) });
  const other = await booked(cara.api, { therapist_id: theo.id, starts_at: at(12) });
  const taken = await cleo.api
    .from('client_sessions')
    .update({ starts_at: at(12.5) })
    .eq('id', id)
    .select();
  expect([taken.status, taken.error?.hint]).toEqual([409, 'SLOT_TAKEN']);
  const moved = await cleo.api
    .from('client_sessions')
    .update({ starts_at: at(34) })
    .eq('id', id)
    .select()
    .single();
  expect(moved.data).toMatchObject({ id, starts_at: iso(SOON + DAY + 10 * HOUR).replace('.000Z', '+00:00') });
  expect((await book(cara.api, { therapist_id: theo.id, starts_at: at(10) })).status).toBe(201);
  expect(other.id).not.toBe(id);
});
