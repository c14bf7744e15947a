import { randomUUID } from 'node:crypto';

import type { TestTransaction } from './test-transaction.ts';
import { dayFromNow, iso } from './slots.ts';

/** The start of every session that is paid for here: three days ahead. */
export const SOON = dayFromNow(3);

/** What the provider says; the rest of its event follows from the checkout. */
export interface Event {
  id?: string | null;
  status: string;
  received?: number | null;
  currency?: string;
  error?: string | null;
}

/** A client's unpaid hold of £80, its payment begun, and the events that the provider sends about it. */
export async function checkout(db: TestTransaction, { rate = 80, currency = 'GBP', attach = true } = {}) {
  const { sql, as } = db;
  const [theo, cleo] = [await db.therapist({ profile: { hourly_rate: rate, currency, cancellation_notice_hours: 24 } }), await db.client()];
  const { id } = await db.book(cleo, { therapist_id: theo, starts_at: iso(SOON) });
  const intent = `pi_${randomUUID()}`;
  const asService = <T>(run: () => Promise<T>) => as('service_role', null, run);
  const begin = async (who = cleo) =>
    (await asService(() => sql`select public.begin_payment(${id}, ${who}) as a`))[0]?.a as Record<string, unknown>;
  const begun = await begin();
  const attachIntent = async (name = intent) =>
    (await asService(() => sql`select public.attach_payment_intent(${id}, ${name}) as a`))[0]?.a as { intent_id: string };
  if (attach) await attachIntent();
  const due = Number(begun.amount_minor);
  const apply = async ({
    id: event = `evt_${randomUUID()}`,
    status,
    received = status === 'succeeded' ? due : 0,
    currency: paid = currency.toLowerCase(),
    error = null,
  }: Event) =>
    (
      await asService(
        () =>
          sql`select public.apply_payment_intent(${event}, ${`payment_intent.${status}`}, ${intent}, ${status}, ${due}, ${received}, ${paid}, ${id}, ${error}) as a`,
      )
    )[0]?.a as { applied: boolean; outcome: string; session_id: string | null };
  const state = async () => {
    const [row] =
      await sql`select s.status, s.payment_status, s.cancellation_reason, s.hold_expires_at is not null as held, p.status as payment, p.refunded_minor::integer as refunded
      from public.client_sessions as s left join public.payments as p on p.session_id = s.id where s.id = ${id}`;
    return row;
  };
  const refunds = async () => [
    ...(await sql`select amount_minor::integer as amount, currency, reason, status from public.refunds where session_id = ${id} order by amount_minor`),
  ];
  const expireHold = async () => {
    await sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
    return (await asService(() => sql`select public.expire_hold(${id}) as a`))[0]?.a as { expired: boolean };
  };
  const cancel = (who: string) =>
    as('authenticated', who, () => sql`update public.client_sessions set status = 'cancelled' where id = ${id}`);
  /** The provider's word on a refund, as an event; `ours` is the id we sent along, null for one made in its dashboard. */
  const applyRefund = async (
    refund: string,
    amount: number,
    status: string,
    { ours = null, event = `evt_${randomUUID()}` }: { ours?: string | null; event?: string } = {},
  ) =>
    (await asService(() => sql`select public.apply_refund(${event}, ${refund}, ${intent}, ${amount}, ${status}, ${ours}) as a`))[0]?.a as {
      applied: boolean;
      outcome: string;
    };
  /** What is due of this checkout; other tests leave work of theirs. */
  const jobs = async () => {
    const [row] = await asService(
      () =>
        sql<{ a: Record<'expired_holds' | 'open_intents' | 'refunds', Record<string, unknown>[]> }[]>`select public.jobs_due(100000) as a`,
    );
    if (!row) throw new Error('jobs_due answered nothing');
    const mine = (jobs: Record<string, unknown>[]) => jobs.filter((job) => job.intent_id === intent || job.session_id === id);
    return { expired_holds: mine(row.a.expired_holds), open_intents: mine(row.a.open_intents), refunds: mine(row.a.refunds) };
  };
  return { id, theo, cleo, intent, begin, begun, attachIntent, apply, state, refunds, expireHold, cancel, asService, applyRefund, jobs };
}
