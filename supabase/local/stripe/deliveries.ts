import { Stripe } from 'stripe';
import { EventLost } from './faults/fault-plan.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { EventRecord, Store } from './objects/store.ts';

const ANSWER_TIMEOUT_MS = 20_000;
const MAX_PARALLEL = 4;
/** Shorter than Stripe's schedule of three days: a developer's webhook is usually available again in seconds. */
const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
const GIVE_UP_AFTER_S = 3 * 86_400;

type Options = {
  store: Store;
  url: string;
  secret: string;
  faults: FaultPlan;
  log: (line: string) => void;
};

/**
 * Delivers events at least once, with Stripe's signature over the raw body, and retries until the webhook answers 2xx. An
 * event is on disk before its first attempt, so that a restart continues where it stopped.
 */
export class Deliveries {
  readonly #options: Options;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Starts, and retries at once what was waiting before a restart. */
  resume(): void {
    for (const record of this.#waiting()) record.nextAttemptAt = Date.now();
    this.wake();
  }

  /** Delivers events that are due. Call after new events have been written to disk. */
  wake(): void {
    clearTimeout(this.#timer);
    if (this.#abort.signal.aborted) return;
    const idle = this.#waiting().filter((record) => !this.#inFlight.has(record.event.id));
    for (const record of idle) {
      if (this.#inFlight.size >= MAX_PARALLEL) return;
      if (record.nextAttemptAt > Date.now()) continue;
      const done = this.#attempt(record).finally(() => {
        this.#inFlight.delete(record.event.id);
        this.wake();
      });
      this.#inFlight.set(record.event.id, done);
    }
    const later = idle.filter((record) => !this.#inFlight.has(record.event.id));
    if (later.length === 0) return;
    const next = Math.min(...later.map((record) => record.nextAttemptAt));
    this.#timer = setTimeout(() => this.wake(), Math.max(10, next - Date.now()));
  }

  /** Ends the attempts under way. They count as not delivered and are retried at the next start. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort();
    await Promise.allSettled(this.#inFlight.values());
  }

  #waiting(): EventRecord[] {
    const records = Object.values(this.#options.store.state.events);
    return records.filter((record) => record.deliveredAt === null && !record.gaveUp);
  }

  async #attempt(record: EventRecord): Promise<void> {
    const { store, faults, log } = this.#options;
    const { id, type, created } = record.event;
    await store.settled();
    const info = { eventId: id, type, attempt: record.attempts + 1 };
    let lost = false;
    const result = await faults
      .aroundDelivery(info, () => this.#post(record))
      .catch((error: unknown) => {
        lost = error instanceof EventLost;
        return error instanceof Error ? error.message : String(error);
      });
    if (this.#abort.signal.aborted) return;
    record.attempts += 1;
    record.lastResult = String(result);
    if (typeof result === 'number' && result >= 200 && result < 300) {
      record.deliveredAt = Date.now();
      record.event.pending_webhooks = 0;
    } else {
      const wait = BACKOFF_MS[Math.min(record.attempts, BACKOFF_MS.length) - 1] ?? 60_000;
      record.nextAttemptAt = Date.now() + wait;
      record.gaveUp = lost || Date.now() / 1000 - created > GIVE_UP_AFTER_S;
      if (record.attempts === 3) log(`payments: ${type} is not delivered yet (${record.lastResult}), retrying`);
    }
    await store.flush();
  }

  async #post(record: EventRecord): Promise<number> {
    const payload = JSON.stringify(record.event, null, 2);
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      secret: this.#options.secret,
    });
    const response = await fetch(this.#options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (payment sandbox)',
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return response.status;
  }
}
