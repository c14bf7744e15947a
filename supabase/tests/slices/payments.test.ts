import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { SOON, checkout, type Event } from '../support/checkout.ts';
import { inTransaction } from '../support/test-transaction.ts';
import { HOUR, iso } from '../support/slots.ts';

const PAID = { status: 'confirmed', payment_status: 'paid', held: false, payment: 'succeeded', refunded: 0 };
const failed: Event = { status: 'requires_payment_method', error: 'Your card was declined.' };

describe('Beginning a payment', () => {
  it.each([
    ['GBP', 80, 8000],
    ['JPY', 9000, 9000],
    ['EUR', 0.01, 1],
  ])('takes amount and currency from the session: %s %d is %d', async (currency, rate, minor) => {
    await inTransaction(async (db) => {
      const { id, begun, begin, intent } = await checkout(db, { currency, rate });
      expect(begun).toMatchObject({ session_id: id, amount_minor: minor, currency, intent_id: null, payment_status: 'pending' });
      // Again: the same payment, now with its intent.
      expect(await begin()).toMatchObject({ amount_minor: minor, intent_id: intent });
      expect(await db.sql`select 1 from public.payments where session_id = ${id}`).toHaveLength(1);
    });
  });

  it('keeps the first intent', async () => {
    await inTransaction(async (db) => {
      const { attachIntent, intent } = await checkout(db);
      expect(await attachIntent('pi_second')).toEqual({ intent_id: intent });
    });
  });

  it('is refused with a code for a session that cannot be paid', async () => {
    await inTransaction(async (db) => {
      const { id, begin, apply, cancel, cleo, theo } = await checkout(db);
      const refused = (run: () => Promise<unknown>) => db.refusal(run);
      expect(await refused(async () => begin(await db.client()))).toMatchObject({ sqlState: 'PT404', hint: 'SESSION_NOT_FOUND' });
      expect(await refused(() => begin(theo))).toMatchObject({ hint: 'SESSION_NOT_FOUND' });
      await db.undone(async () => {
        await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
        expect(await refused(begin)).toMatchObject({ sqlState: 'PT409', hint: 'HOLD_EXPIRED' });
      });
      await db.undone(async () => {
        await cancel(cleo);
        expect(await refused(begin)).toMatchObject({ sqlState: 'PT409', hint: 'SESSION_CANCELLED' });
      });
      await db.undone(async () => {
        await db.sql`update public.client_sessions set payment_status = 'not_required', hold_expires_at = null where id = ${id}`;
        expect(await refused(begin)).toMatchObject({ sqlState: 'PT409', hint: 'NO_PAYMENT_NEEDED' });
      });
      await apply({ status: 'succeeded' });
      expect(await refused(begin)).toMatchObject({ sqlState: 'PT409', hint: 'ALREADY_PAID' });
    });
  });
});

describe('An event of the payment provider', () => {
  it('of success confirms and pays the session', async () => {
    await inTransaction(async (db) => {
      const { apply, state, refunds, id } = await checkout(db);
      expect(await apply({ status: 'succeeded' })).toEqual({ applied: true, outcome: 'confirmed', session_id: id });
      expect(await state()).toMatchObject(PAID);
      expect(await refunds()).toEqual([]);
    });
  });

  it('takes effect once, also when sent twice or as another event of it', async () => {
    await inTransaction(async (db) => {
      const { apply, state, sessionEvents } = await checkout(db).then((one) => ({
        ...one,
        sessionEvents: () => db.sql`select 1 from public.session_events where session_id = ${one.id}`,
      }));
      const event = { id: `evt_${randomUUID()}`, status: 'succeeded' };
      await apply(event);
      const lines = (await sessionEvents()).length;
      expect(await apply(event)).toMatchObject({ applied: false, outcome: 'duplicate' });
      expect(await apply({ status: 'succeeded' })).toMatchObject({ applied: false, outcome: 'unchanged' });
      expect(await apply({ id: null, status: 'succeeded' })).toMatchObject({ applied: false, outcome: 'unchanged' });
      expect(await state()).toMatchObject(PAID);
      expect(await sessionEvents()).toHaveLength(lines);
    });
  });

  const late: Event[] = [failed, { status: 'canceled' }, { status: 'processing' }, { status: 'requires_action' }];
  const orders = late.flatMap((one) => late.map((two): [string, Event[]] => [`${one.status}, ${two.status}`, [one, two]]));
  it.each(orders)('after a success does not undo it, in any order: %s', async (_, events) => {
    await inTransaction(async (db) => {
      for (const place of [0, 1, 2]) {
        await db.undone(async () => {
          const { apply, state, refunds } = await checkout(db);
          const story = [...events];
          story.splice(place, 0, { status: 'succeeded' });
          for (const event of story) await apply(event);
          expect([place, await state()]).toMatchObject([place, PAID]);
          expect(await refunds()).toEqual([]);
        });
      }
    });
  });

  it('of a decline keeps the hold and its message, and a later success counts', async () => {
    await inTransaction(async (db) => {
      const { apply, state, begin } = await checkout(db);
      expect(await apply(failed)).toMatchObject({ applied: true, outcome: 'failed' });
      expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'failed', held: true, payment: 'failed' });
      expect(await begin()).toMatchObject({ amount_minor: 8000 });
      await apply({ status: 'succeeded' });
      expect(await state()).toMatchObject(PAID);
    });
  });

  it('of an unknown intent changes nothing, unless its session is known', async () => {
    await inTransaction(async (db) => {
      const { apply, state, id, intent } = await checkout(db, { attach: false });
      const [stranger] = await db.as(
        'service_role',
        null,
        (sql) =>
          sql`select public.apply_payment_intent('evt_x', 'payment_intent.succeeded', 'pi_stranger', 'succeeded', 8000, 8000, 'gbp', ${randomUUID()}, null) as a`,
      );
      expect(stranger?.a).toMatchObject({ applied: false, outcome: 'unknown_intent' });
      expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'pending' });
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'confirmed' });
      expect(await db.sql`select provider_intent_id from public.payments where session_id = ${id}`).toEqual([
        { provider_intent_id: intent },
      ]);
    });
  });

  it('of a second intent does not count', async () => {
    await inTransaction(async (db) => {
      const { id, state } = await checkout(db);
      const [row] = await db.as(
        'service_role',
        null,
        (sql) =>
          sql`select public.apply_payment_intent('evt_y', 'payment_intent.succeeded', 'pi_other', 'succeeded', 8000, 8000, 'gbp', ${id}, null) as a`,
      );
      expect(row?.a).toMatchObject({ outcome: 'unknown_intent' });
      expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'pending' });
    });
  });

  it('with another amount or currency confirms nothing, and the money goes back', async () => {
    for (const wrong of [{ received: 7999 }, { received: 8001 }, { currency: 'usd' }]) {
      await inTransaction(async (db) => {
        const { apply, state, refunds } = await checkout(db);
        expect(await apply({ status: 'succeeded', ...wrong })).toMatchObject({ outcome: 'amount_mismatch' });
        expect(await state()).toMatchObject({ status: 'scheduled', payment_status: 'pending', payment: 'succeeded' });
        expect(await refunds()).toEqual([
          { amount: wrong.received ?? 8000, currency: (wrong.currency ?? 'gbp').toUpperCase(), reason: 'amount_mismatch', status: 'owed' },
        ]);
      });
    }
  });

  it('pays a session that was confirmed by hand, and its time stays', async () => {
    await inTransaction(async (db) => {
      const { apply, state, id, theo } = await checkout(db);
      await db.as('authenticated', theo, () => db.sql`update public.client_sessions set status = 'confirmed' where id = ${id}`);
      await db.as('authenticated', theo, () => db.sql`update public.client_sessions set status = 'in_progress' where id = ${id}`);
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'paid_later' });
      expect(await state()).toMatchObject({ status: 'in_progress', payment_status: 'paid' });
    });
  });
});

describe('A success after the end of the hold', () => {
  it('confirms the hold that the job has not expired yet', async () => {
    await inTransaction(async (db) => {
      const { apply, state, id } = await checkout(db);
      await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 hour' where id = ${id}`;
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'confirmed' });
      expect(await state()).toMatchObject(PAID);
    });
  });

  it('confirms the session when its time is free again', async () => {
    await inTransaction(async (db) => {
      const { apply, state, refunds, expireHold, id } = await checkout(db);
      expect(await expireHold()).toEqual({ expired: true });
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'confirmed' });
      expect(await state()).toMatchObject({ ...PAID, cancellation_reason: null });
      expect(await db.sql`select cancelled_at, cancelled_by from public.client_sessions where id = ${id}`).toEqual([
        { cancelled_at: null, cancelled_by: null },
      ]);
      expect(await refunds()).toEqual([]);
    });
  });

  it('confirms the session when only another expired hold has its time', async () => {
    await inTransaction(async (db) => {
      const { apply, state, expireHold, theo } = await checkout(db);
      await expireHold();
      const other = await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON) });
      await db.sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${other.id}`;
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'confirmed' });
      expect(await state()).toMatchObject(PAID);
      expect(await db.sql`select status from public.client_sessions where id = ${other.id}`).toEqual([{ status: 'cancelled' }]);
    });
  });

  it.each(['the therapist', 'the client'])('is refunded in full when %s is busy by then', async (whose) => {
    await inTransaction(async (db) => {
      const { apply, state, refunds, expireHold, theo, cleo } = await checkout(db);
      await expireHold();
      if (whose === 'the therapist') await db.book(await db.client(), { therapist_id: theo, starts_at: iso(SOON + HOUR / 2) });
      else await db.book(cleo, { therapist_id: await db.therapist(), starts_at: iso(SOON + HOUR / 2) });
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'refund_owed' });
      expect(await state()).toMatchObject({ status: 'cancelled', payment_status: 'paid', cancellation_reason: 'hold_expired' });
      expect(await refunds()).toEqual([{ amount: 8000, currency: 'GBP', reason: 'slot_lost', status: 'owed' }]);
    });
  });

  it('is refunded in full when the start has passed', async () => {
    await inTransaction(async (db) => {
      const { apply, refunds, expireHold, id } = await checkout(db);
      await expireHold();
      await db.sql`update public.client_sessions set starts_at = now() - interval '1 minute' where id = ${id}`;
      expect(await apply({ status: 'succeeded' })).toMatchObject({ outcome: 'refund_owed' });
      expect(await refunds()).toHaveLength(1);
    });
  });
});

describe('Expiring holds', () => {
  it('cancels only unpaid holds past their end', async () => {
    await inTransaction(async (db) => {
      const { id, asService, apply, state } = await checkout(db);
      const expire = async () => (await asService(() => db.sql`select public.expire_hold(${id}) as a`))[0]?.a as unknown;
      expect(await expire()).toEqual({ expired: false });
      await apply({ status: 'succeeded' });
      expect(await expire()).toEqual({ expired: false });
      expect(await state()).toMatchObject(PAID);
    });
  });
});
