import * as fc from 'fast-check';
import postgres from 'postgres';
import { newId } from '../../../local/stripe/ids.ts';
import { finishAuthentication } from '../../../local/stripe/confirm.ts';
import { setDispute } from '../../../local/stripe/disputes.ts';
import type { DisputeStatus } from '../../../local/stripe/disputes.ts';
import { StripeApiError } from '../../../local/stripe/errors.ts';
import type { FaultSettingsInput } from '../../../local/stripe/fault-settings.ts';
import { latestCharge } from '../../../local/stripe/lookups.ts';
import { Fuse } from './fuse.ts';
import { startOf } from './people.ts';
import type { Booked, World } from './world.ts';

type Command = fc.AsyncCommand<object, World>;
type Step = (world: World) => Promise<unknown>;

/** A step with its name and values, which is what a failing sequence prints. */
class Named implements Command {
  constructor(
    private readonly words: string,
    private readonly step: Step,
    private readonly needsSession: boolean,
  ) {}

  // Everything may happen at any time; what needs a session and finds none does nothing.
  check = (): boolean => true;

  async run(_model: object, world: World): Promise<void> {
    if (this.needsSession && world.sessions.length === 0) return;
    await this.step(world);
  }

  toString = (): string => this.words;
}

/** Refused by name, or by Stripe: an answer like another. Anything else is a failure of the program. */
async function politely(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && (error.code.startsWith('PT') || error.code === '42501')) return false;
    if (error instanceof Error && /Stripe/.test(error.constructor.name)) return false;
    throw error;
  }
}

const nat = fc.nat({ max: 11 });
const crash = fc.option(fc.record({ calls: fc.nat({ max: 9 }), after: fc.boolean() }), { freq: 3 });
type CrashPoint = { calls: number; after: boolean } | null;

const fuseOf = (at: CrashPoint): Fuse => (at === null ? new Fuse() : new Fuse(at.calls, at.after));
const dying = (at: CrashPoint): string => (at === null ? '' : `, dies ${at.after ? 'after' : 'before'} its call ${at.calls + 1}`);
const pick = (world: World, index: number): Booked => {
  const session = world.sessions[index % world.sessions.length];
  if (!session) throw new Error('there is no session');
  return session;
};
const update = (world: World, who: string, id: string, changes: object): Promise<boolean> =>
  politely(world.db.as(who, (sql) => sql`update public.client_sessions set ${sql(changes)} where id = ${id}`));

function command<T>(
  values: fc.Arbitrary<T>,
  words: (value: T) => string,
  step: (world: World, value: T) => Promise<unknown>,
  needsSession = true,
): fc.Arbitrary<Command> {
  return values.map((value) => new Named(words(value), (world) => step(world, value), needsSession));
}

/** What brings a session forward, often enough that sequences get somewhere. */
const forward = [
  command(
    fc.tuple(nat, nat, nat),
    ([client, therapist, start]) => `book(client ${client}, therapist ${therapist}, start ${start})`,
    book,
    false,
  ),
  command(
    fc.tuple(nat, crash),
    ([s, at]) => `checkout(${s}${dying(at)})`,
    (world, [s, at]) => world.openCheckout(pick(world, s), fuseOf(at)),
  ),
  command(
    nat,
    (s) => `checkout and pay(${s})`,
    async (world, s) => {
      await world.openCheckout(pick(world, s), new Fuse());
      await pay(world, pick(world, s), '4242424242424242');
    },
  ),
  command(
    fc.tuple(nat, fc.constantFrom('4242424242424242', '4000000000000002', '4000002500003155', '4000000000000259')),
    ([s, card]) => `pay(${s}, ${card})`,
    (world, [s, card]) => pay(world, pick(world, s), card),
  ),
  command(
    fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 3 }), crash),
    ([e, times, at]) => `deliver(event ${e}, ${times} times at once${dying(at)})`,
    deliver,
    false,
  ),
];

const cancelling = command(fc.tuple(nat, fc.boolean()), ([s, byClient]) => `cancel(${s}, by ${byClient ? 'client' : 'therapist'})`, cancel);

/** What else ends, moves or undoes one. */
const ending = [
  command(nat, (s) => `the hold runs out and somebody else books the time(${s})`, loseTime),
  command(
    fc.tuple(nat, fc.boolean(), nat),
    ([s, byClient, start]) => `move(${s}, by ${byClient ? 'client' : 'therapist'}, start ${start})`,
    (world, [s, byClient, start]) => {
      const { id, client, therapist } = pick(world, s);
      return update(world, byClient ? client : therapist, id, { starts_at: startOf(start) });
    },
  ),
  command(
    fc.tuple(nat, fc.constantFrom('confirmed', 'no_show', 'in_progress', 'completed')),
    ([s, status]) => `therapist says ${status}(${s})`,
    (world, [s, status]) => update(world, pick(world, s).therapist, pick(world, s).id, { status }),
  ),
  command(
    nat,
    (s) => `the hold runs out(${s})`,
    (world, s) => letHoldRunOut(world, pick(world, s).id),
  ),
];

/** What happens beside it. */
const beside = [
  command(
    fc.tuple(nat, fc.constantFrom('in_person', 'waived')),
    ([s, method]) => `settle by hand(${s}, ${method})`,
    (world, [s, method]) =>
      politely(world.db.as(pick(world, s).therapist, (sql) => sql`select public.settle_by_hand(${pick(world, s).id}, ${method})`)),
  ),
  command(
    fc.tuple(nat, fc.integer({ min: 1, max: 9_500 })),
    ([s, amount]) => `therapist refunds(${s}, ${amount})`,
    (world, [s, amount]) =>
      politely(world.db.as(pick(world, s).therapist, (sql) => sql`select public.refund_session(${pick(world, s).id}, ${amount}, 'sorry')`)),
  ),
  command(
    fc.tuple(nat, fc.integer({ min: 1, max: 8_000 })),
    ([s, amount]) => `refunded in Stripe's dashboard(${s}, ${amount})`,
    (world, [s, amount]) => {
      const intent = pick(world, s).checkout?.intent;
      return intent === undefined ? Promise.resolve() : politely(world.stripe.refunds.create({ payment_intent: intent, amount }));
    },
  ),
  command(
    fc.tuple(nat, fc.constantFrom<DisputeStatus>('needs_response', 'under_review', 'won', 'lost')),
    ([s, status]) => `dispute(${s}, ${status})`,
    dispute,
  ),
  command(
    fc.tuple(nat, fc.boolean(), crash),
    ([s, byClient, at]) => `send-refund(${s}, by ${byClient ? 'client' : 'therapist'}${dying(at)})`,
    (world, [s, byClient, at]) => world.sendRefund(pick(world, s), byClient ? pick(world, s).client : pick(world, s).therapist, fuseOf(at)),
  ),
  command(
    fc.option(fc.record({ calls: fc.nat({ max: 30 }), after: fc.boolean() }), { freq: 1 }),
    (at) => `run-jobs(${dying(at).slice(2)})`,
    (world, at) => world.runJobs(fuseOf(at)),
    false,
  ),
  command(
    fc.tuple(
      fc.constantFrom('error_before', 'error_after', 'timeout_before', 'timeout_after', 'rate_limit'),
      fc.integer({ min: 1, max: 3 }),
    ),
    ([fault, times]) => `Stripe fails(${fault}, ${times} times)`,
    (world, [fault, times]) => {
      const settings: FaultSettingsInput = { requests: { [fault]: 1, times, timeout_ms: 0 } };
      world.setFaults(settings);
      return Promise.resolve();
    },
    false,
  ),
];

export const moneyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(...forward) },
  // Where refunds begin.
  { weight: 1, arbitrary: cancelling },
  { weight: 2, arbitrary: fc.oneof(...ending) },
  { weight: 2, arbitrary: fc.oneof(...beside) },
);

async function book(world: World, [c, t, start]: [number, number, number]): Promise<void> {
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
  const booked = await politely(world.db.as(session.client, (sql) => sql`insert into public.client_sessions ${sql(row)}`));
  if (booked) world.sessions.push(session);
}

async function loseTime(world: World, index: number): Promise<void> {
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
  if (await politely(world.db.as(rival.client, (sql) => sql`insert into public.client_sessions ${sql(booking)}`)))
    world.sessions.push(rival);
}

const letHoldRunOut = (world: World, id: string): Promise<unknown> =>
  world.db
    .sql`update public.client_sessions set hold_expires_at = now() - interval '1 second' where id = ${id} and hold_expires_at is not null`;

/** What the browser does with the intent it was given. */
async function pay(world: World, { checkout }: Booked, number: string): Promise<void> {
  if (checkout === null) return;
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
  // A lost answer looks like any other trouble to the browser.
  await world.fetch(`http://stripe/v1/payment_intents/${checkout.intent}/confirm`, { method: 'POST', body }).catch(() => undefined);
  const intent = world.sandbox.store.state.intents[checkout.intent];
  if (intent?.status === 'requires_action') finishAuthentication(world.sandbox, byNobody(), intent, true);
}

async function deliver(world: World, [index, times, at]: [number, number, CrashPoint]): Promise<void> {
  const ids = Object.keys(world.sandbox.store.state.events);
  const id = ids[index % Math.max(1, ids.length)];
  if (id === undefined) return;
  await Promise.all(Array.from({ length: times }, () => world.deliver(id, fuseOf(at))));
}

async function cancel(world: World, [s, byClient]: [number, boolean]): Promise<void> {
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

async function dispute(world: World, [s, status]: [number, DisputeStatus]): Promise<void> {
  const intent = world.sandbox.store.state.intents[pick(world, s).checkout?.intent ?? ''];
  if (!intent) return Promise.resolve();
  try {
    setDispute(world.sandbox, byNobody(), latestCharge(world.sandbox.store.state, intent), status);
  } catch (error) {
    if (!(error instanceof StripeApiError)) throw error;
  }
}

const byNobody = (): { requestId: string; idempotencyKey: null; publishable: false } => ({
  requestId: newId('req'),
  idempotencyKey: null,
  publishable: false,
});
