import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { DAY, HOUR, MINUTE, dayFromNow, explained, iso } from '../support/slots.ts';

const SOON = dayFromNow(2);

interface TypeRow {
  name: string;
  durations?: number[];
  price?: number | null;
  place?: 'in_person' | 'online' | 'phone';
  buffer_before_minutes?: number;
  buffer_after_minutes?: number;
  first_visit_only?: boolean;
  is_active?: boolean;
  position?: number;
}

/** The therapist adds a type, as the API would. Answers its id. */
const offer = ({ as }: TestTransaction, therapist: string, row: TypeRow) =>
  as('authenticated', therapist, async (sql) => {
    const [type] = await sql<{ id: string }[]>`insert into public.session_types ${sql({ therapist_id: therapist, ...row })} returning id`;
    return type?.id ?? '';
  });

const slots = (db: TestTransaction, therapist: string, type: string | null, minutes: number | null = null, who: string | null = null) =>
  db.as(who === null ? 'anon' : 'authenticated', who, async (sql) => [
    ...(await sql<{ starts_at: Date; ends_at: Date; price: string }[]>`
      select starts_at, ends_at, price from public.get_available_slots(${therapist}, ${iso(SOON + 9 * HOUR)}, ${iso(SOON + 12 * HOUR)}, ${minutes}, null, ${type})`),
  ]);

describe('A booking of a session type', () => {
  it('keeps its duration, price, place, buffers and name when the type changes or goes', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo] = [await db.therapist({ profile: { hourly_rate: 100, buffer_after_minutes: 5 } }), await db.client()];
      const type = await offer(db, theo, {
        name: 'Sports massage',
        durations: [45],
        price: 72.5,
        place: 'in_person',
        buffer_before_minutes: 20,
      });
      const session = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR), session_type_id: type });
      const frozen = {
        session_type_id: type,
        session_type: 'Sports massage',
        duration_minutes: 45,
        price: '72.50',
        place: 'in_person',
        buffer_before_minutes: 20,
        buffer_after_minutes: 5,
        ends_at: new Date(SOON + 10 * HOUR + 45 * MINUTE),
        is_outside_hours: false,
      };
      expect(session).toMatchObject(frozen);
      await db.as(
        'authenticated',
        theo,
        (sql) =>
          sql`update public.session_types set name = 'Deep tissue', price = 99, durations = '{60}', place = 'phone' where id = ${type}`,
      );
      await db.as('authenticated', theo, (sql) => sql`delete from public.session_types where id = ${type}`);
      const [row] = await db.sql`select * from public.client_sessions where id = ${session.id}`;
      expect(row).toMatchObject({ ...frozen, session_type_id: null });
    });
  });

  it('is named in upper or lower case, or not at all: then it is the first that fits', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ profile: { hourly_rate: 60 } });
      const short = await offer(db, theo, { name: 'Short', durations: [30], position: 2 });
      const long = await offer(db, theo, { name: 'Long', durations: [60, 90], position: 1 });
      await offer(db, theo, { name: 'First visit', durations: [60], first_visit_only: true, price: 10, position: 0 });
      const book = async (what: object, hour: number) =>
        await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + hour * HOUR), ...what });
      expect(await book({ session_type: 'sHORT', duration_minutes: 30 }, 8)).toMatchObject({
        session_type_id: short,
        session_type: 'Short',
        duration_minutes: 30,
        price: '30.00',
      });
      expect(await book({ session_type: 'short' }, 10)).toMatchObject({ session_type_id: short, duration_minutes: 30 });
      expect(await book({}, 12)).toMatchObject({ session_type_id: long, session_type: 'Long', duration_minutes: 60, price: '60.00' });
      expect(await book({ duration_minutes: 90 }, 14)).toMatchObject({ session_type_id: long, duration_minutes: 90, price: '90.00' });
      expect(await book({ duration_minutes: 30 }, 16)).toMatchObject({ session_type_id: short });
    });
  });

  it("has the type's first duration where the therapist's default is not among them", async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ profile: { default_duration_minutes: 60 } });
      const type = await offer(db, theo, { name: 'Intake', durations: [45, 30] });
      expect(
        await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 9 * HOUR), session_type_id: type }),
      ).toMatchObject({ duration_minutes: 45 });
    });
  });

  it('is listed with its own duration and price', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ profile: { hourly_rate: 60, slot_interval_minutes: 60 } });
      const type = await offer(db, theo, { name: 'Fixed', durations: [45], price: 12.5 });
      const hour = 10 * HOUR;
      expect((await slots(db, theo, type))[1]).toEqual({
        starts_at: new Date(SOON + hour),
        ends_at: new Date(SOON + hour + 45 * MINUTE),
        price: '12.50',
      });
      expect((await slots(db, theo, null))[1]).toMatchObject({ price: '12.50' });
    });
  });

  it('keeps its own buffers free, added to those of its neighbour', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ profile: { slot_interval_minutes: 5, buffer_before_minutes: 0, buffer_after_minutes: 15 } });
      const clean = await offer(db, theo, { name: 'Clean', durations: [30], buffer_before_minutes: 10 });
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR), session_type_id: clean });
      // 10:00 to 10:30, free from 9:50 to 10:45; the next wants 10 more before itself, the one before it 15 after.
      const starts = (await slots(db, theo, clean)).map((slot) => (slot.starts_at.getTime() - SOON) / MINUTE);
      expect([starts.filter((start) => start < 600).at(-1), starts.find((start) => start > 600)]).toEqual([545, 655]);
    });
  });

  it("is refused for a paused type, another therapist's type, and an unknown name", async () => {
    await inTransaction(async (db) => {
      const [theo, tess, cleo] = [await db.therapist(), await db.therapist(), await db.client()];
      const [resting, hers] = [await offer(db, theo, { name: 'Resting', is_active: false }), await offer(db, tess, { name: 'Hers' })];
      await offer(db, theo, { name: 'His' });
      const unknown = { sqlState: 'PT422', hint: 'UNKNOWN_SESSION_TYPE' };
      for (const what of [
        { session_type_id: resting },
        { session_type_id: hers },
        { session_type_id: randomUUID() },
        { session_type: 'Hers' },
        { session_type: 'Resting' },
      ]) {
        expect(await db.refusal(() => db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 9 * HOUR), ...what }))).toMatchObject(
          unknown,
        );
      }
      for (const type of [resting, hers, randomUUID()]) {
        expect(await db.refusal(() => slots(db, theo, type))).toMatchObject(unknown);
        expect(await db.refusal(() => db.sql`select public.explain_slot(${theo}, ${iso(SOON)}, null, ${type})`)).toMatchObject(unknown);
        expect(
          await db.refusal(() => db.sql`select * from public.suggest_alternatives(${theo}, ${iso(SOON)}, null, 3, ${type})`),
        ).toMatchObject(unknown);
      }
      expect(
        await db.refusal(() =>
          db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 9 * HOUR), session_type: 'His', duration_minutes: 30 }),
        ),
      ).toMatchObject({ hint: 'INVALID_DURATION' });
      expect(await db.sql`select 1 from public.client_sessions where client_id = ${cleo}`).toHaveLength(0);
    });
  });

  it('takes any text as the name where the therapist has no types, and only then', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist();
      expect(
        await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + 9 * HOUR), session_type: 'Follow-up' }),
      ).toMatchObject({ session_type: 'Follow-up', session_type_id: null, place: null });
    });
  });
});

describe('A first visit', () => {
  it('can be booked until a session was agreed; cancelled and expired ones do not count', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo] = [await db.therapist(), await db.client()];
      const first = await offer(db, theo, { name: 'First visit', first_visit_only: true });
      const count = (who: string | null) => slots(db, theo, first, null, who).then((rows) => rows.length);
      const open = await count(null);
      expect([open > 0, await count(cleo)]).toEqual([true, open]);
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 2 * HOUR), session_type_id: first });
      expect([await count(cleo), await count(await db.client())]).toEqual([0, open]);
      expect(
        await db.refusal(() => db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 9 * HOUR), session_type_id: first })),
      ).toMatchObject({ sqlState: 'PT422', hint: 'NOT_FIRST_VISIT' });
      const why = () =>
        db.as(
          'authenticated',
          cleo,
          async () =>
            (await db.sql<{ why: string }[]>`select public.explain_slot(${theo}, ${iso(SOON + 9 * HOUR)}, null, ${first}) as why`)[0]?.why,
        );
      expect(await why()).toBe('NOT_FIRST_VISIT');
      await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
      expect([await why(), await count(cleo)]).toEqual(['BOOKABLE', open]);
      await db.sql`update public.client_sessions set status = 'cancelled' where id = ${id}`;
      expect([await why(), await count(cleo)]).toEqual(['BOOKABLE', open]);
    });
  });
});

describe('A session type is refused', () => {
  it.each<[string, TypeRow, string]>([
    ['no name', { name: ' ' }, 'session_types_name_length'],
    ['no length', { name: 'A', durations: [] }, 'session_types_durations_range'],
    ['a length of four minutes', { name: 'A', durations: [4] }, 'session_types_durations_range'],
    ['a fixed price for two lengths', { name: 'A', durations: [30, 60], price: 20 }, 'session_types_one_length_for_a_fixed_price'],
    ['a negative price', { name: 'A', price: -1 }, 'session_types_price_range'],
    ['a buffer of five hours', { name: 'A', buffer_after_minutes: 300 }, 'session_types_buffers_range'],
  ])('with %s', async (_, row, constraint) => {
    await inTransaction(async (db) => {
      const theo = await db.therapist();
      const refused = await db.refusal(() => offer(db, theo, row));
      expect([refused?.sqlState, refused?.message.includes(constraint)]).toEqual(['23514', true]);
    });
  });

  it('with a name used twice, or a fraction of a yen', async () => {
    await inTransaction(async (db) => {
      const theo = await db.therapist({ profile: { currency: 'JPY', hourly_rate: 9000 } });
      await offer(db, theo, { name: 'Massage' });
      expect((await db.refusal(() => offer(db, theo, { name: ' massage ' })))?.sqlState).toBe('23505');
      expect((await db.refusal(() => offer(db, theo, { name: 'Half', price: 10.5 })))?.sqlState).toBe('23514');
    });
  });

  it('when another person writes it; visitors read only the active ones', async () => {
    await inTransaction(async (db) => {
      const [theo, tess] = [await db.therapist(), await db.therapist()];
      await offer(db, theo, { name: 'Open' });
      const type = await offer(db, theo, { name: 'Resting', is_active: false });
      const names = (role: 'anon' | 'authenticated', who: string | null) =>
        db.as(role, who, async (sql) =>
          (await sql<{ name: string }[]>`select name from public.session_types where therapist_id = ${theo} order by name`).map(
            (row) => row.name,
          ),
        );
      expect([await names('anon', null), await names('authenticated', tess), await names('authenticated', theo)]).toEqual([
        ['Open'],
        ['Open'],
        ['Open', 'Resting'],
      ]);
      expect(
        (
          await db.refusal(() =>
            db.as('authenticated', tess, (sql) => sql`insert into public.session_types (therapist_id, name) values (${theo}, 'Hers')`),
          )
        )?.sqlState,
      ).toBe('42501');
      await db.as('authenticated', tess, (sql) => sql`update public.session_types set price = 0 where id = ${type}`);
      await db.as('authenticated', tess, (sql) => sql`delete from public.session_types where id = ${type}`);
      expect([...(await db.sql`select price from public.session_types where id = ${type}`)]).toEqual([{ price: null }]);
    });
  });
});

describe('A limit of sessions a day', () => {
  it("counts the sessions of the therapist's day, and names other days", async () => {
    await inTransaction(async (db) => {
      const zone = 'America/New_York';
      const theo = await db.therapist({ timeZone: zone, profile: { max_sessions_per_day: 2 } });
      const at = (hour: number) => iso(SOON + hour * HOUR);
      // 10:00 and 23:00 in UTC are one day in New York, and so is 03:00 of the next.
      for (const hour of [10, 23]) await db.book(await db.client(), { therapist_id: theo, starts_at: at(hour) });
      const refused = await db.refusal(async () => db.book(await db.client(), { therapist_id: theo, starts_at: at(27) }));
      expect(refused).toMatchObject({ sqlState: 'PT409', hint: 'DAY_FULL' });
      const offered = refused?.details.alternatives as string[];
      expect(offered).toHaveLength(3);
      expect(
        await explained(db.sql, theo, [SOON + 15 * HOUR, SOON + 27 * HOUR, SOON + 30 * HOUR, ...offered.map((one) => Date.parse(one))]),
      ).toEqual(['DAY_FULL', 'DAY_FULL', 'BOOKABLE', 'BOOKABLE', 'BOOKABLE', 'BOOKABLE']);
      // Taken wins over full, and a cancelled session frees the day.
      expect(await explained(db.sql, theo, [SOON + 10 * HOUR])).toEqual(['SLOT_TAKEN']);
      await db.sql`update public.client_sessions set status = 'cancelled' where therapist_id = ${theo} and starts_at = ${at(23)}`;
      expect(await explained(db.sql, theo, [SOON + 27 * HOUR])).toEqual(['BOOKABLE']);
      await db.sql`update public.client_sessions set status = 'no_show' where therapist_id = ${theo} and starts_at = ${at(10)}`;
      await db.book(await db.client(), { therapist_id: theo, starts_at: at(20) });
      expect(await explained(db.sql, theo, [SOON + 15 * HOUR])).toEqual(['DAY_FULL']);
      // From 5:00 to 28:00 it is that day in New York in summer as in winter.
      expect(await db.sql`select 1 from public.get_available_slots(${theo}, ${at(5)}, ${at(28)}, 60)`).toHaveLength(0);
    });
  });

  it('allows moving a session within its own full day', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo] = [await db.therapist({ profile: { max_sessions_per_day: 1 } }), await db.client()];
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON + 10 * HOUR) });
      await db.as(
        'authenticated',
        cleo,
        (sql) => sql`update public.client_sessions set starts_at = ${iso(SOON + 15 * HOUR)} where id = ${id}`,
      );
      await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + DAY + 10 * HOUR) });
      const full = await db.refusal(() =>
        db.as(
          'authenticated',
          cleo,
          (sql) => sql`update public.client_sessions set starts_at = ${iso(SOON + DAY + 15 * HOUR)} where id = ${id}`,
        ),
      );
      expect(full).toMatchObject({ hint: 'DAY_FULL' });
    });
  });

  it.each([0, 49, -1])('cannot be %d', async (max) => {
    await inTransaction(async (db) => {
      expect((await db.refusal(async () => db.therapist({ profile: { max_sessions_per_day: max } })))?.sqlState).toBe('23514');
    });
  });
});
