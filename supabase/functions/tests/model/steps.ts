import postgres from 'postgres';
import { newId } from '../../../local/stripe/objects/ids.ts';
import { finishAuthentication, finishProcessing } from '../../../local/stripe/objects/confirm.ts';
import { setDispute } from '../../../local/stripe/objects/disputes.ts';
import type { DisputeStatus } from '../../../local/stripe/objects/disputes.ts';
import { StripeApiError } from '../../../local/stripe/objects/errors.ts';
import { latestCharge } from '../../../local/stripe/objects/lookups.ts';
import { Fuse } from './fuse.ts';
import { startOf } from './people.ts';
import type { Booked, World } from './world.ts';

export type CrashPoint = { calls: number; after: boolean } | null;

export const fuseOf = (at: CrashPoint): Fuse => (at === null ? new Fuse() : new Fuse(at.calls, at.after));
/** False when the database or Stripe refuses the call; throws any other error. */
export async function isAccepted(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && (error.code.startsWith('PT') || error.code === '42501')) return false;
    if (error instanceof Error && /Stripe/.test(error.constructor.name)) return false;
    throw error;
  }
}

export const pick = (world: World, index: number): Booked => {
  const session = world.sessions[index % world.sessions.length];
  if (!session) throw new Error('there is no session');
  return session;
};
export const update = (world: World, who: string, id: string, changes: object): Promise<boolean> =>
  isAccepted(world.db.as(who, (sql) => sql`update public.client_sessions set ${sql(changes)} where id = ${id}`));

export async function book(world: World, [c, t, start]: [number, number, number]): Promise<void> {
  const { clients, therapists } = world.people;
  const session: Booked = {
    id: crypto.randomUUID(),
    client: clients[c % clients.length] ?? '',
    therapist: therapists[t % therapists.length] ?? '',
    checkout: null,
  };
  const row = {
    id: session.id,
    therapist_id: session.therapist,
    client_id: session.client,
    starts_at: startOf(start),
    duration_minutes: 60,
  };
  const booked = await isAccepted(world.db.as(session.client, (sql) => sql`insert into public.client_sessions ${sql(row)}`));
  if (booked) world.sessions.push(session);
}

export async function loseTime(world: World, index: number): Promise<void> {
  const { id, therapist, client } = pick(world, index);
  await letHoldRunOut(world, id);
  const rival: Booked = {
    id: crypto.randomUUID(),
    client: world.people.clients.find((one) => one !== client) ?? '',
    therapist,
    checkout: null,
  };
  const [row] = await world.db.sql<{ starts_at: Date }[]>`select starts_at from public.client_sessions where id = ${id}`;
  const booking = {
    id: rival.id,
    therapist_id: therapist,
    client_id: rival.client,
    starts_at: row?.starts_at ?? null,
    duration_minutes: 60,
  };
  if (await isAccepted(world.db.as(rival.client, (sql) => sql`insert into public.client_sessions ${sql(booking)}`)))
    world.sessions.push(rival);
}

export const letHoldRunOut = (world: World, id: string): Promise<unknown> =>
  world.db
    .sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id} and hold_expires_at is not null`;

/** Pays as the client's browser does. `slow`: the payment stays `processing`. */
export async function pay(world: World, { checkout }: Booked, number: string, slow = false): Promise<void> {
  if (checkout === null) return;
  world.sandbox.slowPayment = () => (slow ? { ms: 0, fails: false } : null);
  const body = new URLSearchParams({
    key: 'pk_test_model',
    client_secret: checkout.secret,
    return_url: 'http://localhost/checkout',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': number,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '40',
    'payment_method_data[card][cvc]': '123',
  });
  // The browser treats a lost answer like any other failure.
  await world.fetch(`http://stripe/v1/payment_intents/${checkout.intent}/confirm`, { method: 'POST', body }).catch(() => undefined);
  const intent = world.sandbox.store.state.intents[checkout.intent];
  if (intent?.status === 'requires_action') finishAuthentication(world.sandbox, noRequest(), intent, true);
}

/** A therapist takes back a waived payment, and the client opens the checkout again. */
export async function takeWaiverBack(world: World, [s, waivesFirst]: [number, boolean]): Promise<void> {
  const session = pick(world, s);
  const { id, therapist } = session;
  if (waivesFirst) {
    await isAccepted(world.db.as(therapist, (sql) => sql`select public.settle_by_hand(${id}, 'waived')`));
    await world.runJobs();
  }
  const asked = await isAccepted(world.db.as(therapist, (sql) => sql`select public.reopen_payment(${id})`));
  if (asked) await world.openCheckout(session, new Fuse());
}

/** The bank decides about a payment that is processing. */
export function bankDecides(world: World, { checkout }: Booked, fails: boolean): Promise<void> {
  const intent = world.sandbox.store.state.intents[checkout?.intent ?? ''];
  if (intent) finishProcessing(world.sandbox, noRequest(), intent, fails);
  return Promise.resolve();
}

export async function deliver(world: World, [index, times, at]: [number, number, CrashPoint]): Promise<void> {
  const ids = Object.keys(world.sandbox.store.state.events);
  const id = ids[index % Math.max(1, ids.length)];
  if (id === undefined) return;
  await Promise.all(Array.from({ length: times }, () => world.deliver(id, fuseOf(at))));
}

export async function cancel(world: World, [s, byClient]: [number, boolean]): Promise<void> {
  const { id, client, therapist } = pick(world, s);
  const who = byClient ? client : therapist;
  const [row] = await world.db.as(
    who,
    (sql) => sql<{ q: { paid_minor: number; refund_minor: number; can_cancel: boolean } }[]>`select public.cancellation_quote(${id}) as q`,
  );
  const before = await world.db.sql`select 1 from public.client_sessions where id = ${id} and status = 'cancelled'`;
  const cancelled = await update(world, who, id, { status: 'cancelled' });
  if (before.length > 0 || !row) return;
  if (cancelled !== row.q.can_cancel) throw new Error(`the quote said can_cancel ${row.q.can_cancel}, and it was ${cancelled}`);
  if (cancelled && row.q.paid_minor > 0) world.quoted.set(id, row.q.refund_minor);
}

export async function dispute(world: World, [s, status]: [number, DisputeStatus]): Promise<void> {
  const intent = world.sandbox.store.state.intents[pick(world, s).checkout?.intent ?? ''];
  if (!intent) return Promise.resolve();
  try {
    setDispute(world.sandbox, noRequest(), latestCharge(world.sandbox.store.state, intent), status);
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
  }
}

const noRequest = (): { requestId: string; idempotencyKey: null; publishable: false } => ({
  requestId: newId('req'),
  idempotencyKey: null,
  publishable: false,
});
