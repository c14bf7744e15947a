import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { booked } from '../support/booking.ts';
import { crowdOfClients } from '../support/crowd.ts';
import { newTherapist, service, visitor, type Person } from '../support/people.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';
import { HOUR, dayFromNow, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

const SOON = dayFromNow(3);
const STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'] as const;
type Status = (typeof STATUSES)[number];

/** The whole status machine. What is not here is refused. */
const ALLOWED: Record<'therapist' | 'client', Partial<Record<Status, Status[]>>> = {
  therapist: { scheduled: ['confirmed', 'cancelled'], confirmed: ['in_progress', 'no_show', 'cancelled'], in_progress: ['completed'] },
  client: { scheduled: ['cancelled'], confirmed: ['cancelled'] },
};

/** A session in any status, three days ahead unless told, as the service role would write it. */
async function sessionIn(db: TestTransaction, status: Status, more: { starts?: number; notice?: number; payment?: string } = {}) {
  const { starts = SOON, notice = 24, payment = 'pending' } = more;
  const [theo, cleo, id] = [await db.therapist({ profile: { cancellation_notice_hours: notice } }), await db.client(), randomUUID()];
  await db.as(
    'service_role',
    null,
    (sql) => sql`
    insert into public.client_sessions (id, therapist_id, client_id, starts_at, status, payment_status, hold_expires_at)
    values (${id}, ${theo}, ${cleo}, ${iso(starts)}, ${status}, ${payment},
      ${status === 'scheduled' && payment === 'pending' ? iso(Date.now() + HOUR / 4) : null})`,
  );
  const read = async () => {
    const [row] = await db.sql`select * from public.client_sessions where id = ${id}`;
    if (!row) throw new Error('the session is gone');
    return row;
  };
  const move = (who: string, change: Record<string, unknown>) =>
    db.refusal(() => db.as('authenticated', who, (sql) => sql`update public.client_sessions set ${sql(change)} where id = ${id}`));
  const really = (who: string, change: Record<string, unknown>) =>
    db.as('authenticated', who, (sql) => sql`update public.client_sessions set ${sql(change)} where id = ${id}`);
  const history = () => db.sql`
    select actor_id, actor_role, kind, from_status, to_status, from_payment_status, to_payment_status, reason
    from public.session_events where session_id = ${id} order by id`;
  return { id, theo, cleo, read, move, really, history };
}

describe.each(['therapist', 'client'] as const)('A %s may', (role) => {
  it.each(STATUSES)('move a %s session only to the allowed statuses', async (from) => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, from);
      const who = role === 'therapist' ? session.theo : session.cleo;
      const before = await session.read();
      for (const to of STATUSES) {
        const refused = await session.move(who, { status: to });
        if (to === from || ALLOWED[role][from]?.includes(to)) expect([to, refused]).toEqual([to, null]);
        else {
          expect(refused).toMatchObject({
            sqlState: 'PT409',
            hint: 'INVALID_TRANSITION',
            details: { from, to, allowed: ALLOWED[role][from] ?? [] },
          });
          expect(refused?.message).toMatch(/^A session that is [a-z ]+ cannot become [a-z ]+ now\.$/);
        }
      }
      for (const to of ALLOWED[role][from] ?? []) {
        await db.undone(async () => {
          await session.really(who, { status: to });
          expect((await session.read()).status).toBe(to);
        });
      }
      expect(await session.read()).toEqual(before);
      // The same status again changes nothing, the reason included.
      await session.really(who, { status: from, cancellation_reason: 'because' });
      const after = await session.read();
      expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null });
      expect(await session.history()).toHaveLength(1);
    });
  });
});

describe('A change of status', () => {
  it('confirming by hand ends the hold, and the payment stays due', async () => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'scheduled');
      await session.really(session.theo, { status: 'confirmed', cancellation_reason: 'no' });
      expect(await session.read()).toMatchObject({
        status: 'confirmed',
        payment_status: 'pending',
        hold_expires_at: null,
        cancellation_reason: null,
        cancelled_at: null,
      });
    });
  });

  it('cancelling records who, when and a cleaned reason', async () => {
    const began = Date.now();
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'confirmed');
      await session.really(session.theo, { status: 'cancelled', cancellation_reason: ' I am\u202e ill \n' });
      const row = await session.read();
      expect(row).toMatchObject({ status: 'cancelled', cancelled_by: 'therapist', cancellation_reason: 'I am ill' });
      expect((row.cancelled_at as Date).getTime()).toBeGreaterThanOrEqual(began);
      expect((row.cancelled_at as Date).getTime()).toBeLessThanOrEqual(Date.now());
    });
  });

  it('a reason of 501 characters is refused, of 500 accepted', async () => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'confirmed');
      expect(await session.move(session.theo, { status: 'cancelled', cancellation_reason: 'r'.repeat(501) })).toMatchObject({
        sqlState: '23514',
      });
      expect(await session.move(session.theo, { status: 'cancelled', cancellation_reason: 'r'.repeat(500) })).toBeNull();
    });
  });

  it('cancelling frees the time, which can be booked again', async () => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'confirmed');
      const again = () => db.book(session.cleo, { therapist_id: session.theo, starts_at: iso(SOON) });
      expect(await db.refusal(again)).toMatchObject({ hint: 'SLOT_TAKEN' });
      await session.really(session.cleo, { status: 'cancelled' });
      expect(await db.refusal(again)).toBeNull();
    });
  });

  it('other people cannot change it', async () => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'confirmed');
      for (const [role, who] of [
        ['authenticated', await db.client()],
        ['authenticated', await db.therapist()],
      ] as const) {
        const moved = await db.as(
          role,
          who,
          (sql) => sql`update public.client_sessions set status = 'cancelled' where id = ${session.id} returning id`,
        );
        expect(moved).toHaveLength(0);
      }
      expect(
        await db.refusal(() => db.as('anon', null, (sql) => sql`update public.client_sessions set status = 'cancelled'`)),
      ).toMatchObject({ sqlState: '42501' });
      expect(await session.read()).toMatchObject({ status: 'confirmed' });
    });
  });
});

describe('A client may cancel only in time', () => {
  const cases: [string, Status, { starts: number; notice: number }, boolean][] = [
    ['confirmed, well before the notice', 'confirmed', { starts: 25 * HOUR, notice: 24 }, true],
    ['confirmed, a minute before the notice begins', 'confirmed', { starts: 24 * HOUR + 60_000, notice: 24 }, true],
    ['confirmed, a minute into the notice', 'confirmed', { starts: 24 * HOUR - 60_000, notice: 24 }, false],
    ['confirmed, no notice agreed, a minute ahead', 'confirmed', { starts: 60_000, notice: 0 }, true],
    ['confirmed, no notice agreed, already begun', 'confirmed', { starts: -60_000, notice: 0 }, false],
    ['an unpaid hold within the notice', 'scheduled', { starts: HOUR, notice: 48 }, true],
    ['an unpaid hold that has begun', 'scheduled', { starts: -60_000, notice: 0 }, false],
  ];
  it.each(cases)('%s', async (_, status, { starts, notice }, allowed) => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, status, { starts: Date.now() + starts, notice });
      // What the therapist asks for today does not matter: the notice was frozen when the session was booked.
      await db.sql`update public.therapist_profiles set cancellation_notice_hours = ${allowed ? 8760 : 0} where id = ${session.theo}`;
      const refused = await session.move(session.cleo, { status: 'cancelled' });
      if (allowed) expect(refused).toBeNull();
      else expect(refused).toMatchObject({ sqlState: 'PT422', hint: 'TOO_LATE_TO_CHANGE', details: { cancellation_notice_hours: notice } });
      // The therapist always can.
      expect(await session.move(session.theo, { status: 'cancelled' })).toBeNull();
    });
  });
});

describe('The history of a session', () => {
  it('has a line for each event: who, what, from, to', async () => {
    await inTransaction(async (db) => {
      const [theo, cleo] = [await db.therapist(), await db.client()];
      const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON) });
      const change = (who: string, status: string) =>
        db.as('authenticated', who, (sql) => sql`update public.client_sessions set status = ${status} where id = ${id}`);
      await change(theo, 'confirmed');
      await db.as('service_role', null, (sql) => sql`update public.client_sessions set payment_status = 'paid' where id = ${id}`);
      await change(theo, 'in_progress');
      await change(theo, 'completed');
      expect(
        await db.sql`select actor_id, actor_role, kind, from_status, to_status, from_payment_status, to_payment_status
        from public.session_events where session_id = ${id} order by id`,
      ).toMatchObject([
        { actor_id: cleo, actor_role: 'client', kind: 'booked', to_status: 'scheduled', to_payment_status: 'pending' },
        { actor_id: theo, actor_role: 'therapist', kind: 'status_changed', from_status: 'scheduled', to_status: 'confirmed' },
        { actor_id: null, actor_role: 'system', kind: 'payment_changed', from_payment_status: 'pending', to_payment_status: 'paid' },
        { actor_id: theo, actor_role: 'therapist', kind: 'status_changed', from_status: 'confirmed', to_status: 'in_progress' },
        { actor_id: theo, actor_role: 'therapist', kind: 'status_changed', from_status: 'in_progress', to_status: 'completed' },
      ]);
    });
  });

  it('names the person who cancelled, independent of the reason given', async () => {
    await inTransaction(async (db) => {
      const session = await sessionIn(db, 'confirmed');
      await session.really(session.theo, { status: 'cancelled', cancellation_reason: 'hold_expired' });
      expect((await session.history()).at(-1)).toMatchObject({
        actor_id: session.theo,
        actor_role: 'therapist',
        to_status: 'cancelled',
        reason: null,
      });
      expect(await session.read()).toMatchObject({ cancelled_by: 'therapist', cancellation_reason: null });
    });
  });

  it(`says "system" for a hold that another client's booking freed`, async () => {
    await inTransaction(async (db) => {
      const [theo, early, late] = [await db.therapist(), await db.client(), await db.client()];
      const { id } = await db.book(early, { therapist_id: theo, starts_at: iso(SOON) });
      await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
      await db.book(late, { therapist_id: theo, starts_at: iso(SOON) });
      const [line] =
        await db.sql`select actor_id, actor_role, reason from public.session_events where session_id = ${id} order by id desc limit 1`;
      expect(line).toEqual({ actor_id: null, actor_role: 'system', reason: 'hold_expired' });
    });
  });
});

describe('A session through the API', () => {
  let theo: Person;
  let cleo: Person;
  let mallory: Person;
  let id = '';
  beforeAll(async () => {
    theo = await newTherapist('Theo');
    [cleo, mallory] = (await crowdOfClients(2)) as [Person, Person];
    id = (await booked(cleo.api, { therapist_id: theo.id, starts_at: iso(SOON) })).id;
  });
  const history = () => database()`select * from public.session_events where session_id = ${id} order by id`;

  it('its two parties read the history, and no role changes it', async () => {
    const before = await history();
    expect(before).toHaveLength(1);
    for (const person of [cleo, theo])
      expect((await person.api.from('session_events').select('kind').eq('session_id', id)).data).toEqual([{ kind: 'booked' }]);
    expect((await mallory.api.from('session_events').select('*')).data).toEqual([]);
    expect((await visitor().from('session_events').select('*')).status).toBe(401);
    for (const api of [cleo.api, theo.api, mallory.api, visitor(), service()]) {
      const line = { session_id: id, actor_role: 'client', kind: 'booked' } as const;
      expect((await api.from('session_events').insert(line)).error?.code).toBe('42501');
      expect((await api.from('session_events').update({ reason: 'x' }).eq('session_id', id)).error?.code).toBe('42501');
      expect((await api.from('session_events').delete().eq('session_id', id)).error?.code).toBe('42501');
    }
    expect(await history()).toEqual(before);
  });

  it('the therapist writes private notes, and no other person reads or writes them', async () => {
    const notes = (api: Person['api']) => api.from('session_notes');
    expect((await notes(theo.api).upsert({ session_id: id, body: 'one' })).error).toBeNull();
    expect((await notes(theo.api).upsert({ session_id: id, body: 'two' }).select('body').single()).data).toEqual({ body: 'two' });
    const tess = await newTherapist('Tess');
    const stored = () => database()`select session_id, therapist_id, body from public.session_notes where session_id = ${id}`;
    for (const person of [cleo, mallory, tess]) {
      expect(await notes(person.api).select('*', { count: 'exact' })).toMatchObject({ data: [], count: 0 });
      expect((await notes(person.api).insert({ session_id: id, body: 'mine' })).error?.code).toBe('42501');
      expect((await notes(person.api).upsert({ session_id: id, body: 'mine' })).error?.code).toBe('42501');
      expect((await notes(person.api).insert({ session_id: id, body: 'mine', therapist_id: theo.id })).error?.code).toBe('42501');
      expect((await notes(person.api).update({ body: 'mine' }).eq('session_id', id).select()).data).toEqual([]);
      expect((await notes(person.api).delete().eq('session_id', id).select()).data).toEqual([]);
      expect(
        (await person.api.from('client_sessions').select('id, session_notes(body)')).data?.flatMap((row) => row.session_notes ?? []),
      ).toEqual([]);
    }
    expect((await notes(visitor()).select('*')).status).toBe(401);
    expect((await notes(theo.api).upsert({ session_id: id, body: 'n'.repeat(10_001) })).error?.code).toBe('23514');
    expect(await stored()).toEqual([{ session_id: id, therapist_id: theo.id, body: 'two' }]);
  });

  it('a refused transition answers 409 with the allowed ones', async () => {
    const { status, error } = await cleo.api.from('client_sessions').update({ status: 'completed' }).eq('id', id).select();
    expect([status, error?.hint, JSON.parse(error?.details ?? '{}')]).toEqual([
      409,
      'INVALID_TRANSITION',
      { from: 'scheduled', to: 'completed', allowed: ['cancelled'] },
    ]);
  });

  it('only status and reason can be written', async () => {
    const [before] = await database()`select * from public.client_sessions where id = ${id}`;
    for (const change of [
      { price: 1 },
      { payment_status: 'paid' },
      { hold_expires_at: null },
      { client_id: mallory.id },
      { therapist_id: theo.id },
      { notes: 'x' },
      { status: 'cancelled', payment_status: 'refunded' },
      { cancelled_by: 'system' },
      { created_at: '2020-01-01T00:00:00Z' },
      { ends_at: iso(SOON) },
    ]) {
      for (const person of [cleo, theo])
        expect(
          (
            await person.api
              .from('client_sessions')
              .update(change as never)
              .eq('id', id)
          ).error?.code,
        ).toBe('42501');
    }
    for (const person of [cleo, theo, mallory])
      expect((await person.api.from('client_sessions').delete().eq('id', id)).error?.code).toBe('42501');
    expect((await database()`select * from public.client_sessions where id = ${id}`)[0]).toEqual(before);
  });
});
