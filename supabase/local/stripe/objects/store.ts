import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Stripe } from 'stripe';
import type { CardBehaviour } from './cards.ts';

/** What is remembered under an Idempotency-Key. Times are milliseconds since 1970. */
type IdempotencyRecord = {
  fingerprint: string;
  status: number;
  body: string;
  requestId: string;
  at: number;
};

/** An event as Stripe sends it. The SDK's own type is a union over every event name, too wide to build here. */
export type SandboxEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: Stripe.PaymentIntent | Stripe.Charge | Stripe.Refund | Stripe.Dispute };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** An event with the state of its delivery to the webhook. Times are milliseconds since 1970. */
export type EventRecord = {
  event: SandboxEvent;
  attempts: number;
  nextAttemptAt: number;
  deliveredAt: number | null;
  gaveUp: boolean;
  lastResult: string | null;
};

/** A card never keeps its number, only what the number means in the sandbox. */
export type PaymentMethodRecord = { method: Stripe.PaymentMethod; behaviour: CardBehaviour };

/** A payment on its way. Times are milliseconds since 1970. */
type ProcessingRecord = { endsAt: number; fails: boolean };

export type SandboxState = {
  intents: Record<string, Stripe.PaymentIntent>;
  charges: Record<string, Stripe.Charge>;
  refunds: Record<string, Stripe.Refund>;
  disputes: Record<string, Stripe.Dispute>;
  methods: Record<string, PaymentMethodRecord>;
  /** By the id of the intent. */
  processing: Record<string, ProcessingRecord>;
  events: Record<string, EventRecord>;
  idempotency: Record<string, IdempotencyRecord>;
};

const DAY_MS = 86_400_000;

/** The sandbox's whole state in memory, written to one JSON file by atomic rename. Insertion order is age. */
export class Store {
  readonly state: SandboxState;
  readonly #file: string | null;
  #dirty = false;
  #writing: Promise<void> | null = null;

  private constructor(file: string | null, state: SandboxState) {
    this.#file = file;
    this.state = state;
  }

  /** Opens the file, or starts empty when there is none. @throws Error naming the file when it cannot be read as ours. */
  static async open(file: string | null): Promise<Store> {
    const empty: SandboxState = {
      intents: {},
      charges: {},
      refunds: {},
      disputes: {},
      methods: {},
      processing: {},
      events: {},
      idempotency: {},
    };
    if (file === null) return new Store(null, empty);
    await mkdir(dirname(file), { recursive: true });
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return new Store(file, empty);
    try {
      const saved: Partial<SandboxState> = JSON.parse(text);
      return new Store(file, { ...empty, ...saved });
    } catch {
      throw new Error(`The payment sandbox cannot read its data file ${file}. Delete it to start with an empty sandbox.`);
    }
  }

  /** Resolves once everything changed so far is on disk. Calls at the same time share one write. */
  async flush(): Promise<void> {
    this.#dirty = true;
    while (this.#dirty) {
      if (this.#writing) await this.#writing;
      else if (this.#dirty) await (this.#writing = this.#write().finally(() => (this.#writing = null)));
    }
  }

  /** Resolves once no write is outstanding. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Deletes what Stripe deletes too: idempotency keys after a day, delivered events after thirty days. */
  prune(now: number): void {
    for (const [key, record] of Object.entries(this.state.idempotency)) {
      if (now - record.at > DAY_MS) delete this.state.idempotency[key];
    }
    for (const [id, record] of Object.entries(this.state.events)) {
      if (record.deliveredAt !== null && now - record.deliveredAt > 30 * DAY_MS) delete this.state.events[id];
    }
  }

  async #write(): Promise<void> {
    this.#dirty = false;
    if (this.#file === null) return;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    await writeFile(temporary, JSON.stringify(this.state), { mode: 0o600 });
    await rename(temporary, this.#file);
  }
}
