import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SOON } from '../support/checkout.ts';
import { crowdOfClients } from '../support/crowd.ts';
import { track } from '../support/racing.ts';
import { HOUR, iso } from '../support/slots.ts';
import { database } from '../support/sql.ts';

describe('Money races', () => {
  let cleo = '';
  let theo = '';
  let hour = 40;
  beforeAll(async () => {
    cleo = (await crowdOfClients(1))[0]?.id ?? '';
    theo = randomUUID();
    await database()`insert into auth.users (id, email, raw_user_meta_data) values (${theo}, ${`${theo}@people.test`}, '{"role": "therapist", "full_name": "Theo"}')`;
  });
  // These intents are known to no provider: run-jobs of another suite must not send their refunds.
  afterAll(
    () =>
      database()`update public.refunds set status = 'succeeded' where session_id in (select id from public.client_sessions where therapist_id = ${theo})`,
  );

  /** A paid session of £80, some hours further on each time, and its intent. */
  async function paid(): Promise<string> {
    const sql = database();
    const [session] = await sql<{ id: string }[]>`
      insert into public.client_sessions (therapist_id, client_id, starts_at, status, payment_status)
      values (${theo}, ${cleo}, ${iso(SOON + (hour += 2) * HOUR)}, 'confirmed', 'paid') returning id`;
    const id = session?.id ?? '';
    await sql`insert into public.payments (session_id, provider_intent_id, amount_minor, currency, status) values (${id}, ${`pi_${id}`}, 8000, 'GBP', 'succeeded')`;
    return id;
  }
  const owed = (id: string) =>
    database()<{ amount: number; reason: string }[]>`
      select amount_minor::int as amount, reason from public.refunds where session_id = ${id} order by reason, amount_minor`;

  it('ten refunds of a therapist: never more than was paid, and the others are refused', async () => {
    const lanes = await track(10);
    try {
      for (let round = 0; round < 5; round += 1) {
        const id = await paid();
        const refund = `select public.refund_session('${id}', 3000, 'sorry')`;
        const answers = await Promise.all(lanes.racers.map(() => lanes.as(theo).run(refund)));
        expect(answers.toSorted()).toEqual([...Array.from({ length: 8 }, () => 'REFUND_TOO_LARGE'), 'done', 'done']);
        expect(await owed(id)).toHaveLength(2);
      }
    } finally {
      await lanes.end();
    }
  });

  it('a refund by hand, a cancellation and an event: exactly what was paid goes back', async () => {
    const lanes = await track(3);
    try {
      for (let round = 0; round < 10; round += 1) {
        const id = await paid();
        await Promise.all([
          lanes.as(theo).run(`select public.refund_session('${id}', 3000, 'sorry')`),
          lanes.as(cleo).run(`update public.client_sessions set status = 'cancelled' where id = '${id}'`),
          database()`select public.apply_refund(${`evt_${id}`}, ${`re_${id}`}, ${`pi_${id}`}, 2000, 'succeeded')`,
        ]);
        const refunds = await owed(id);
        expect([round, refunds.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([round, 8000]);
      }
    } finally {
      await lanes.end();
    }
  });

  it('expiry and ten deliveries of one success: paid and confirmed once, nothing owed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const sql = database();
      const [session] = await sql`insert into public.client_sessions (therapist_id, client_id, starts_at, hold_expires_at)
        values (${theo}, ${cleo}, ${iso(SOON + round * HOUR)}, now() - interval '1 second') returning id`;
      const id = session?.id as string;
      const intent = `pi_${id}`;
      await sql`insert into public.payments (session_id, provider_intent_id, amount_minor, currency) values (${id}, ${intent}, 8000, 'GBP')`;
      const event = `evt_${id}`;
      const [expired, ...applied] = await Promise.all([
        sql`select public.expire_hold(${id}) as a`,
        ...Array.from(
          { length: 10 },
          () =>
            sql`select public.apply_payment_intent(${event}, 'payment_intent.succeeded', ${intent}, 'succeeded', 8000, 8000, 'gbp', ${id}, null) as a`,
        ),
      ]);
      expect(expired).toHaveLength(1);
      const outcomes = applied.map((rows) => (rows[0]?.a as { outcome: string } | undefined)?.outcome);
      expect(outcomes.sort((a = '', b = '') => a.localeCompare(b))).toEqual(['confirmed', ...Array.from({ length: 9 }, () => 'duplicate')]);
      expect(await sql`select status, payment_status from public.client_sessions where id = ${id}`).toEqual([
        { status: 'confirmed', payment_status: 'paid' },
      ]);
      expect(await sql`select 1 from public.refunds where session_id = ${id}`).toHaveLength(0);
    }
  });

  it('a cancellation while the money arrives: confirmed, or all of it owed back', async () => {
    for (let round = 20; round < 30; round += 1) {
      const sql = database();
      const [session] =
        await sql`insert into public.client_sessions (therapist_id, client_id, starts_at, hold_expires_at, cancellation_notice_hours)
        values (${theo}, ${cleo}, ${iso(SOON + round * HOUR)}, now() + interval '15 minutes', 0) returning id`;
      const id = session?.id as string;
      await sql`insert into public.payments (session_id, provider_intent_id, amount_minor, currency) values (${id}, ${`pi_${id}`}, 8000, 'GBP')`;
      await Promise.all([
        sql.begin(async (tx) => {
          await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: 'authenticated', sub: cleo })}, true), set_config('role', 'authenticated', true)`;
          await tx`update public.client_sessions set status = 'cancelled' where id = ${id}`;
        }),
        sql`select public.apply_payment_intent(${`evt_${id}`}, 'payment_intent.succeeded', ${`pi_${id}`}, 'succeeded', 8000, 8000, 'gbp', ${id}, null)`,
      ]);
      const [row] =
        await sql`select status, payment_status, (select sum(amount_minor)::integer from public.refunds where session_id = s.id) as owed from public.client_sessions as s where id = ${id}`;
      expect(row).toEqual({ status: 'cancelled', payment_status: 'paid', owed: 8000 });
    }
  });
});
