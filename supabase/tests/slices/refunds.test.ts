import { describe, expect, it } from 'vitest';

import { checkout } from '../support/checkout.ts';
import { inTransaction, type TestTransaction } from '../support/test-transaction.ts';

async function paid(db: TestTransaction) {
  const one = await checkout(db);
  await one.apply({ status: 'succeeded' });
  return one;
}

/** The id of the one refund there is. */
async function onlyRefund(db: TestTransaction, session: string): Promise<string> {
  const rows = await db.sql<{ id: string }[]>`select id from public.refunds where session_id = ${session}`;
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? '';
}

const mark = (db: TestTransaction, refund: string, status: string, provider = `re_${refund}`) =>
  db.as(
    'service_role',
    null,
    (sql) => sql`select public.mark_refund(${refund}, ${provider}, ${status}, ${status === 'failed' ? 'no funds' : null})`,
  );

describe('A refund is owed', () => {
  it.each(['client', 'therapist'] as const)('in full when the %s cancels a paid session, in the same transaction', async (who) => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.cancel(who === 'client' ? one.cleo : one.theo);
      expect(await one.refunds()).toEqual([{ amount: 8000, currency: 'GBP', reason: `cancelled_by_${who}`, status: 'owed' }]);
      expect(await one.state()).toMatchObject({ status: 'cancelled', payment_status: 'paid' });
      // The next pass of the jobs finds it.
      expect((await one.jobs()).refunds).toEqual([
        expect.objectContaining({ intent_id: one.intent, amount_minor: 8000, currency: 'GBP', attempts: 0 }),
      ]);
    });
  });

  it('not when nothing was paid', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      await one.cancel(one.cleo);
      expect(await one.refunds()).toEqual([]);
      expect(await one.jobs()).toMatchObject({
        expired_holds: [{ session_id: one.id, intent_id: one.intent }],
        open_intents: [],
        refunds: [],
      });
    });
  });

  it('in full when the money comes after a cancellation', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      await one.cancel(one.theo);
      expect(await one.apply({ status: 'succeeded' })).toMatchObject({ outcome: 'refund_owed' });
      expect(await one.refunds()).toEqual([{ amount: 8000, currency: 'GBP', reason: 'cancelled_by_therapist', status: 'owed' }]);
    });
  });

  it("only by the database's functions, never by a person's insert", async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      for (const who of [one.cleo, one.theo]) {
        for (const statement of [
          () =>
            db.sql`insert into public.refunds (payment_id, session_id, amount_minor, currency, reason) select id, session_id, 1, 'GBP', 'by_hand' from public.payments`,
          () => db.sql`update public.payments set refunded_minor = 8000`,
          () => db.sql`select private.owe_refund(gen_random_uuid(), 'by_hand')`,
          () => db.sql`select public.apply_refund(null, 're_x', ${one.intent}, 8000, 'succeeded')`,
        ])
          expect(await db.refusal(() => db.as('authenticated', who, statement))).toMatchObject({ sqlState: '42501' });
      }
      expect(await one.refunds()).toEqual([]);
    });
  });
});

describe('A sent refund', () => {
  it('that succeeded marks the session refunded, and is sent once', async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.cancel(one.cleo);
      const refund = await onlyRefund(db, one.id);
      await mark(db, refund, 'succeeded');
      expect(await one.state()).toMatchObject({ payment_status: 'refunded', refunded: 8000 });
      await mark(db, refund, 'failed');
      expect(await one.state()).toMatchObject({ payment_status: 'refunded', refunded: 8000 });
      expect(await one.refunds()).toMatchObject([{ status: 'succeeded' }]);
      expect((await one.jobs()).refunds).toEqual([]);
      // A late event of the same success owes nothing new.
      expect(await one.apply({ status: 'succeeded' })).toMatchObject({ outcome: 'unchanged' });
      expect(await one.refunds()).toHaveLength(1);
    });
  });

  it('that failed is tried again after growing pauses of at most a day', async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.cancel(one.cleo);
      const refund = await onlyRefund(db, one.id);
      const waits: number[] = [];
      for (let attempt = 0; attempt < 15; attempt += 1) {
        await mark(db, refund, 'failed');
        const [row] =
          await db.sql`select extract(epoch from next_attempt_at - now())::integer as wait, attempts from public.refunds where id = ${refund}`;
        waits.push(row?.wait as number);
        expect(row?.attempts).toBe(attempt + 1);
      }
      expect(waits.slice(0, 4)).toEqual([30, 60, 120, 240]);
      expect(waits.at(-1)).toBe(86_400);
      expect((await one.jobs()).refunds).toEqual([]);
      await db.sql`update public.refunds set next_attempt_at = now() where id = ${refund}`;
      expect((await one.jobs()).refunds).toMatchObject([{ refund_id: refund, attempts: 15 }]);
    });
  });

  it("is recognised by the provider's event, before or after its id is stored", async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.cancel(one.cleo);
      const ours = await onlyRefund(db, one.id);
      expect(await one.applyRefund('re_1', 8000, 'pending', { ours, event: 'evt_1' })).toEqual({ applied: true, outcome: 'pending' });
      expect(await one.applyRefund('re_1', 8000, 'succeeded')).toMatchObject({ applied: true });
      expect(await one.applyRefund('re_1', 8000, 'pending', { ours, event: 'evt_1' })).toEqual({ applied: false, outcome: 'duplicate' });
      expect(await one.applyRefund('re_1', 8000, 'failed')).toEqual({ applied: false, outcome: 'unchanged' });
      expect(await one.refunds()).toEqual([{ amount: 8000, currency: 'GBP', reason: 'cancelled_by_client', status: 'succeeded' }]);
      expect(await one.state()).toMatchObject({ payment_status: 'refunded', refunded: 8000 });
    });
  });
});

describe("A refund made in the provider's dashboard", () => {
  it('in part leaves only the rest to be owed by a cancellation', async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.applyRefund('re_hand', 3000, 'succeeded');
      expect(await one.state()).toMatchObject({ status: 'confirmed', payment_status: 'partially_refunded', refunded: 3000 });
      await one.cancel(one.cleo);
      expect(await one.refunds()).toEqual([
        { amount: 3000, currency: 'GBP', reason: 'by_hand', status: 'succeeded' },
        { amount: 5000, currency: 'GBP', reason: 'cancelled_by_client', status: 'owed' },
      ]);
      const [rest] = await db.sql<{ id: string }[]>`select id from public.refunds where status = 'owed' and session_id = ${one.id}`;
      await mark(db, rest?.id ?? '', 'succeeded');
      expect(await one.state()).toMatchObject({ payment_status: 'refunded', refunded: 8000 });
    });
  });

  it('is not sent by us again while it is on its way or after it failed', async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      await one.applyRefund('re_hand', 3000, 'pending');
      await db.sql`update public.refunds set next_attempt_at = now()`;
      expect((await one.jobs()).refunds).toEqual([]);
      await one.applyRefund('re_hand', 3000, 'failed');
      await db.sql`update public.refunds set next_attempt_at = now()`;
      expect((await one.jobs()).refunds).toEqual([]);
      // What failed has not left: cancelling owes all of it.
      await one.cancel(one.theo);
      expect((await one.jobs()).refunds).toMatchObject([{ amount_minor: 8000 }]);
    });
  });

  it('for an unknown intent is ignored', async () => {
    await inTransaction(async (db) => {
      const one = await paid(db);
      const [row] = await db.as(
        'service_role',
        null,
        (sql) => sql`select public.apply_refund('evt_z', 're_z', 'pi_stranger', 8000, 'succeeded') as a`,
      );
      expect(row?.a).toEqual({ applied: false, outcome: 'unknown_intent' });
      expect(await one.refunds()).toEqual([]);
    });
  });
});

describe('A wrong amount that was refunded', () => {
  it('leaves the session unpaid, so that its hold expires', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      await one.apply({ status: 'succeeded', received: 100 });
      await mark(db, await onlyRefund(db, one.id), 'succeeded');
      expect(await one.state()).toMatchObject({ status: 'scheduled', payment_status: 'pending', refunded: 100 });
      expect(await one.expireHold()).toEqual({ expired: true });
      expect(await one.refunds()).toEqual([{ amount: 100, currency: 'GBP', reason: 'amount_mismatch', status: 'succeeded' }]);
    });
  });
});

describe('The due jobs', () => {
  it('include a hold from its end on, and an open intent until it is closed', async () => {
    await inTransaction(async (db) => {
      const one = await checkout(db);
      expect(await one.jobs()).toMatchObject({
        expired_holds: [],
        open_intents: [{ session_id: one.id, intent_id: one.intent }],
        refunds: [],
      });
      await db.sql`update public.client_sessions set hold_expires_at = now() where id = ${one.id}`;
      expect(await one.jobs()).toMatchObject({ expired_holds: [{ session_id: one.id, intent_id: one.intent }], open_intents: [] });
      await one.apply({ status: 'succeeded' });
      expect(await one.jobs()).toMatchObject({ expired_holds: [], open_intents: [], refunds: [] });
    });
  });
});
