import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { checkout, type Event } from '../support/checkout.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';

type Checkout = Awaited<ReturnType<typeof checkout>>;

const failed: Event = { status: 'requires_payment_method', error: 'Your card was declined.' };

const paymentOf = async (db: TestTransaction, { id }: Checkout) => {
  const [row] = await db.sql`
    select status, method, provider_intent_id as intent, closed_intents as closed, processing_since is not null as processing
    from public.payments where session_id = ${id}`;
  return row;
};
const settle = (db: TestTransaction, { id, theo }: Checkout, method: string, who = theo) =>
  db.as('authenticated', who, () => db.sql`select public.settle_by_hand(${id}, ${method})`);
const reopen = (db: TestTransaction, { id, theo }: Checkout, who = theo) =>
  db.as('authenticated', who, () => db.sql`select public.reopen_payment(${id})`);

describe("Both parties are told of a payment's change", () => {
  /** The messages that client and therapist would receive of `run`, as if it were a transaction of its own. */
  async function messagesOf(db: TestTransaction, { cleo, theo, id }: Checkout, run: () => Promise<unknown>) {
    const { sql } = db;
    const topics = [`sessions:${cleo}`, `sessions:${theo}`];
    await sql`set constraints all immediate`;
    await sql`delete from realtime.messages where topic in ${sql(topics)}`;
    await sql`set constraints all deferred`;
    await run();
    await sql`set constraints all immediate`;
    const rows = await sql<{ topic: string; payload: Record<string, unknown> }[]>`
      select topic, payload - 'id' as payload from realtime.messages where topic in ${sql(topics)} order by ctid`;
    await sql`set constraints all deferred`;
    for (const { payload } of rows) {
      expect(Object.keys(payload).sort()).toEqual(['payment_status', 'session_id', 'status']);
      expect(payload.session_id).toBe(id);
    }
    const [client, therapist] = topics.map((topic) => rows.filter((row) => row.topic === topic));
    expect(client?.length).toBe(therapist?.length);
    return (client ?? []).map(({ payload }) => `${String(payload.status)}, ${String(payload.payment_status)}`);
  }

  it('by a second partial refund, from owed to sent', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      await one.apply({ status: 'succeeded' });
      await one.applyRefund('re_1', 1000, 'succeeded');
      const owed = () =>
        db.as('authenticated', one.theo, () => db.sql<{ id: string }[]>`select public.refund_session(${one.id}, 2000, 'late') as id`);
      let refund = '';
      expect(await messagesOf(db, one, async () => (refund = (await owed())[0]?.id ?? ''))).toEqual(['confirmed, partially_refunded']);
      const sent = await messagesOf(db, one, () =>
        one.asService(() => db.sql`select public.mark_refund(${refund}, 're_2', 'succeeded', null)`),
      );
      expect(new Set(sent)).toEqual(new Set(['confirmed, partially_refunded']));
      const rest = await messagesOf(db, one, () => one.applyRefund('re_3', 5000, 'succeeded'));
      expect(rest.at(-1)).toBe('confirmed, refunded');
    });
  });

  it('by a dispute that opens or closes', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      await one.apply({ status: 'succeeded' });
      const dispute = (status: string) => () =>
        one.asService(() => db.sql`select public.apply_dispute(${`evt_${randomUUID()}`}, ${one.intent}, ${status})`);
      expect(await messagesOf(db, one, dispute('needs_response'))).toEqual(['confirmed, paid']);
      expect(await messagesOf(db, one, dispute('needs_response'))).toEqual([]);
      expect(await messagesOf(db, one, dispute('won'))).toEqual(['confirmed, paid']);
      expect(await messagesOf(db, one, () => one.apply({ status: 'succeeded' }))).toEqual([]);
    });
  });

  it('by a payment that is processing, a waiver, and its taking back', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      expect(await messagesOf(db, one, () => one.apply({ status: 'processing' }))).toEqual(['scheduled, pending']);
      expect(await messagesOf(db, one, () => settle(db, one, 'waived'))).toEqual(['confirmed, not_required']);
      expect(await messagesOf(db, one, () => reopen(db, one))).toEqual(['confirmed, pending']);
    });
  });
});

describe('A processing payment', () => {
  it('is neither paid nor declined, and can end as either', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      const { apply, state } = one;
      await apply(failed);
      expect(await apply({ status: 'processing' })).toMatchObject({ applied: true, outcome: 'processing' });
      expect(await apply({ id: null, status: 'processing' })).toMatchObject({ applied: false });
      expect(await paymentOf(db, one)).toMatchObject({ status: 'open', processing: true });
      expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'pending' });
      await db.undone(async () => {
        // The status is the same as before, and the message is sent all the same.
        expect(await apply(failed)).toMatchObject({ outcome: 'failed' });
        expect(await paymentOf(db, one)).toMatchObject({ status: 'failed', processing: false });
        expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'failed', held: true });
      });
      await apply({ status: 'succeeded' });
      expect(await paymentOf(db, one)).toMatchObject({ status: 'succeeded', processing: false });
      expect(await apply({ status: 'processing' })).toMatchObject({ applied: false, outcome: 'unchanged' });
      expect(await state()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    });
  });
});

describe('A closed intent of a session that can still be paid', () => {
  it('is replaced by a new one, and its events no longer count', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      const { begin, apply, attachIntent, intent, state } = one;
      await apply({ status: 'canceled' });
      expect(await begin()).toMatchObject({ intent_id: null, closed_intents: 1, amount_minor: 8000 });
      expect(await apply({ status: 'canceled' })).toMatchObject({ applied: false, outcome: 'unknown_intent' });
      expect(await db.refusal(() => attachIntent(intent))).toMatchObject({ sqlState: 'PT409', hint: 'HOLD_EXPIRED' });
      expect(await attachIntent('pi_next')).toEqual({ intent_id: 'pi_next' });
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'unknown_intent' });
      expect(await paymentOf(db, one)).toMatchObject({ status: 'open', intent: 'pi_next', closed: [intent] });
      expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'pending' });
    });
  });
});

describe('A waiver that is taken back', () => {
  it('asks for the payment again, by the open intent or by a new one', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      const { begin, apply, intent, state } = one;
      await settle(db, one, 'waived');
      await db.undone(async () => {
        await reopen(db, one);
        expect(await state()).toMatchObject({ status: 'confirmed', payment_status: 'pending', held: false });
        expect(await begin()).toMatchObject({ intent_id: intent, closed_intents: 0 });
        expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'paid_later' });
      });
      await apply({ status: 'canceled' });
      await reopen(db, one);
      expect(await paymentOf(db, one)).toMatchObject({ status: 'open', method: 'card', intent: null, closed: [intent] });
      expect(await begin()).toMatchObject({ intent_id: null, closed_intents: 1 });
      // And may be waived once more.
      await settle(db, one, 'waived');
      expect(await state()).toMatchObject({ status: 'confirmed', payment_status: 'not_required' });
    });
  });

  it('needs its own therapist, a waived and live session, and no card payment', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      const refused = (who = one.theo) => db.refusal(() => reopen(db, one, who));
      const nothing = { sqlState: 'PT409', hint: 'NOTHING_TO_SETTLE' };
      expect(await refused()).toMatchObject(nothing);
      await db.undone(async () => {
        await settle(db, one, 'in_person');
        expect(await refused()).toMatchObject(nothing);
      });
      await settle(db, one, 'waived');
      expect(await refused(one.cleo)).toMatchObject({ sqlState: 'PT404', hint: 'SESSION_NOT_FOUND' });
      expect(await refused(await db.therapist())).toMatchObject({ hint: 'SESSION_NOT_FOUND' });
      await db.undone(async () => {
        await one.cancel(one.theo);
        expect(await refused()).toMatchObject(nothing);
      });
      await one.apply({ status: 'succeeded' });
      expect(await one.refunds()).toMatchObject([{ amount: 8000, reason: 'paid_twice' }]);
      expect(await refused()).toMatchObject(nothing);
    });
  });
});
