import { Stripe } from 'stripe';
import { expect } from 'vitest';
import { finishProcessing } from '../../../local/stripe/objects/confirm.ts';
import { newId } from '../../../local/stripe/objects/ids.ts';
import { openSandbox } from '../../../local/stripe/api/in-process.ts';
import { SeededFaults } from '../../../local/stripe/faults/seeded-faults.ts';
import { NO_FAULTS, faultSettings } from '../../../local/stripe/faults/fault-settings.ts';
import type { FaultSettingsInput } from '../../../local/stripe/faults/fault-settings.ts';
import type { Sandbox } from '../../../local/stripe/objects/sandbox.ts';
import { createPaymentIntentAnswer, runJobsAnswer } from '../../_shared/contracts.ts';
import type { RunJobsAnswer } from '../../_shared/contracts.ts';
import { createCors } from '../../_shared/cors.ts';
import { createPaymentsDb } from '../../_shared/payments-db.ts';
import type { PaymentsDb } from '../../_shared/payments-db.ts';
import { createHandler as createIntentHandler } from '../../create-payment-intent/handler.ts';
import { createHandler as createJobsHandler } from '../../run-jobs/handler.ts';
import { createHandler as createRefundHandler } from '../../send-refund/handler.ts';
import { createHandler as createWebhookHandler } from '../../stripe-webhook/handler.ts';
import { moneyProblems } from '../support/money-invariants.ts';
import { STRIPE_SECRET_KEY, WEBHOOK_SECRET } from '../support/sandbox.ts';
import type { ModelDatabase } from './database.ts';
import { Fuse } from './fuse.ts';
import type { People } from './people.ts';

const SCHEDULER = 'sb_secret_of_the_model';

/** A session that a command may act on, and what its client's browser knows of its payment. */
export type Booked = { id: string; client: string; therapist: string; checkout: { intent: string; secret: string } | null };

type Handler = (request: Request) => Promise<Response>;

/**
 * What one sequence of commands acts on: an empty payment sandbox, an empty calendar, and the functions' own handlers in
 * this process. Nothing happens by itself: a command delivers each webhook.
 */
export class World {
  readonly sessions: Booked[] = [];
  /** The refund that was quoted before a cancellation, by session, where something had been paid. */
  readonly quoted = new Map<string, number>();
  crashes = 0;
  /** The handler of run-jobs that lives on between passes, and remembers the events it has seen. */
  #jobs: Handler | null = null;

  private constructor(
    readonly db: ModelDatabase,
    readonly people: People,
    readonly sandbox: Sandbox,
    readonly fetch: typeof globalThis.fetch,
    readonly stripe: Stripe,
    readonly faults: SeededFaults,
    /** What the functions logged, shown when a sequence fails. */
    readonly logged: string[],
  ) {}

  static async open(db: ModelDatabase, people: People, logged: string[]): Promise<World> {
    await db.sql`truncate public.session_events, public.refunds, public.payments, public.client_sessions, private.payment_events cascade`;
    await db.sql`update private.payment_cursor set events_read_until = 0`;
    const faults = new SeededFaults();
    const { sandbox, fetch } = await openSandbox(faults);
    return new World(db, people, sandbox, fetch, clientOf(fetch), faults, logged);
  }

  setFaults(input: FaultSettingsInput | null): void {
    this.faults.set(input === null ? NO_FAULTS : faultSettings.parse(input));
  }

  createIntent(session: Booked, as: string, fuse = new Fuse()): Promise<Response | null> {
    const handle = createIntentHandler({ ...this.#services(fuse), cors: createCors('http://localhost') });
    return this.#answerOf(fuse, handle(post({ session_id: session.id }, as)));
  }

  /** The client's browser requests the intent and keeps it. */
  async openCheckout(session: Booked, fuse: Fuse): Promise<void> {
    const response = await this.createIntent(session, session.client, fuse);
    if (response?.status !== 200) return;
    const { payment_intent_id, client_secret } = createPaymentIntentAnswer.parse(await response.json());
    session.checkout = { intent: payment_intent_id, secret: client_secret };
  }

  sendRefund(session: Booked, as: string, fuse = new Fuse()): Promise<Response | null> {
    const canSee = async (token: string, id: string): Promise<boolean> =>
      (await this.db.as(token, (sql) => sql`select 1 from public.client_sessions where id = ${id}`)).length > 0;
    const handle = createRefundHandler({ ...this.#services(fuse), canSee, cors: createCors('http://localhost') });
    return this.#answerOf(fuse, handle(post({ session_id: session.id }, as)));
  }

  async deliver(eventId: string, fuse = new Fuse()): Promise<Response | null> {
    const payload = JSON.stringify(this.sandbox.store.state.events[eventId]?.event);
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret: WEBHOOK_SECRET });
    const { db, stripe } = this.#services(fuse);
    const handle = createWebhookHandler({ db, stripe, webhookSecret: WEBHOOK_SECRET, livemode: false });
    const request = new Request('http://functions/', { method: 'POST', body: payload, headers: { 'stripe-signature': signature } });
    return this.#answerOf(fuse, handle(request));
  }

  async runJobs(fuse = new Fuse()): Promise<RunJobsAnswer | null> {
    const alive = fuse.isSound ? (this.#jobs ??= this.#jobsHandler(fuse)) : this.#jobsHandler(fuse);
    const response = await this.#answerOf(
      fuse,
      alive(new Request('http://functions/', { method: 'POST', headers: { apikey: SCHEDULER } })),
    );
    if (response?.status !== 200) return null;
    return runJobsAnswer.parse(await response.json());
  }

  /** Runs the jobs without faults, retries due at once, until a pass changes nothing. */
  async runUntilQuiet(): Promise<void> {
    this.setFaults(null);
    const passes: RunJobsAnswer[] = [];
    this.logged.length = 0;
    for (let pass = 0; pass < 8; pass += 1) {
      await this.db.sql`update public.refunds set next_attempt_at = now() where next_attempt_at > now()`;
      const answer = await this.runJobs();
      expect(answer).not.toBeNull();
      if (answer === null) return;
      passes.push(answer);
      const { differences, unfinished, ...counts } = answer;
      if (Object.values(counts).every((count) => count === 0) && differences.length === 0 && !unfinished) return;
    }
    expect({ passes: passes.slice(-1), logged: this.logged.slice(-4) }, 'run-jobs finds work in every pass').toEqual({});
  }

  /** Ends every processing payment with success, without delivering the events. @returns whether there was one */
  endProcessing(): boolean {
    const processing = Object.values(this.sandbox.store.state.intents).filter(({ status }) => status === 'processing');
    for (const intent of processing) {
      finishProcessing(this.sandbox, { requestId: newId('req'), idempotencyKey: null, publishable: false }, intent, false);
    }
    return processing.length > 0;
  }

  /** Checks the invariants of money, and that each cancellation refunded what was quoted. */
  async check(): Promise<void> {
    expect(await moneyProblems(this.db.sql, this.stripe)).toEqual([]);
    for (const [id, refund] of this.quoted) {
      const [row] = await this.db.sql<{ sent: number; others: number; disputed: boolean }[]>`
        select coalesce(sum(f.amount_minor) filter (where f.reason like 'cancelled_by_%' and f.status = 'succeeded'), 0)::int as sent,
          count(*) filter (where f.reason = 'by_hand')::int as others, bool_or(p.disputed_at is not null) as disputed
        from public.payments as p left join public.refunds as f on f.payment_id = p.id where p.session_id = ${id}`;
      // A refund made by hand at Stripe lowers ours, and a dispute stops it.
      if (row?.others === 0 && !row.disputed) expect([id, row.sent]).toEqual([id, refund]);
      else expect(row?.sent).toBeLessThanOrEqual(refund);
    }
  }

  /** Everything the database knows about money, to compare two moments. */
  async snapshot(): Promise<unknown> {
    return [
      ...(await this.db.sql`
      select s.id, s.status, s.payment_status, p.status as payment, p.refunded_minor, p.dispute_status,
        (select jsonb_agg(jsonb_build_array(f.amount_minor, f.reason, f.status) order by f.id) from public.refunds as f where f.session_id = s.id) as refunds,
        (select count(*) from public.session_events as e where e.session_id = s.id) as events
      from public.client_sessions as s left join public.payments as p on p.session_id = s.id order by s.id`),
    ];
  }

  /** Adds the states this sequence has reached to `tally`, which shows that the sequences reach the states that matter. */
  async count(tally: Map<string, number>): Promise<void> {
    const rows = await this.db.sql<{ what: string; times: number }[]>`
      select 'session ' || status || ', ' || payment_status as what, count(*)::int as times from public.client_sessions group by 1
      union all select 'refund ' || reason, count(*)::int from public.refunds group by 1
      union all select 'dispute ' || dispute_status, count(*)::int from public.payments where dispute_status is not null group by 1
      union all select 'intent left behind', cardinality(closed_intents) from public.payments where closed_intents <> '{}'
      union all select 'settled ' || method, count(*)::int from public.payments where method <> 'card' group by 1`;
    for (const { what, times } of rows) tally.set(what, (tally.get(what) ?? 0) + times);
    tally.set('crashes', (tally.get('crashes') ?? 0) + this.crashes);
  }

  /** The answer, or null from a program that has crashed. */
  async #answerOf(fuse: Fuse, answer: Promise<Response>): Promise<Response | null> {
    const response = await answer;
    if (!fuse.blown) return response;
    this.crashes += 1;
    return null;
  }

  #jobsHandler(fuse: Fuse): Handler {
    return createJobsHandler({ ...this.#services(fuse), secretKeys: [SCHEDULER] });
  }

  #services(fuse: Fuse): { db: PaymentsDb; stripe: Stripe; userOf: (token: string) => Promise<{ id: string }> } {
    return {
      db: createPaymentsDb(fuse.service(this.db.service)),
      stripe: clientOf(fuse.fetch(this.fetch)),
      userOf: (token) => fuse.through(() => Promise.resolve({ id: token })),
    };
  }
}

/** The real SDK without retries: a later command tries again instead. */
function clientOf(inner: typeof fetch): Stripe {
  return new Stripe(STRIPE_SECRET_KEY, { httpClient: Stripe.createFetchHttpClient(inner), maxNetworkRetries: 0, telemetry: false });
}

function post(body: object, token: string): Request {
  return new Request('http://functions/', { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${token}` } });
}
