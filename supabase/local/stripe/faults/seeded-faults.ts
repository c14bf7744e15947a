import { setTimeout as sleep } from 'node:timers/promises';
import { NO_FAULTS } from './fault-settings.ts';
import type { FaultSettings } from './fault-settings.ts';
import { ConnectionDropped, EventLost } from './fault-plan.ts';
import type { DeliveryInfo, FaultPlan, Reply, RequestInfo, SlowPayment } from './fault-plan.ts';

/**
 * A fault plan that draws its faults from a seeded generator and can be changed while the sandbox runs. Each request
 * and each first delivery of an event draws in the order in which it arrives.
 */
export class SeededFaults implements FaultPlan {
  #settings: FaultSettings = NO_FAULTS;
  #random: () => number = () => 1;
  #webhookFaults = 0;
  #requestFaults = 0;
  #waiting = new Set<() => void>();
  #changed = new AbortController();

  constructor(settings: FaultSettings = NO_FAULTS) {
    this.set(settings);
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  /** Replaces the settings and starts again from the seed. Work that the old settings delayed goes on at once. */
  set(settings: FaultSettings): void {
    this.#settings = settings;
    this.#random = mulberry32(settings.seed);
    this.#webhookFaults = 0;
    this.#requestFaults = 0;
    this.#changed.abort();
    this.#changed = new AbortController();
    this.#release();
  }

  aroundRequest = async (info: RequestInfo, handle: () => Promise<Reply>): Promise<Reply> => {
    const { requests } = this.#settings;
    if (!`${info.method} ${info.path}`.startsWith(requests.only)) return handle();
    const fault = this.#draw(requests.times === null ? Infinity : requests.times - this.#requestFaults, [
      ['error_before', requests.error_before],
      ['error_after', requests.error_after],
      ['timeout_before', requests.timeout_before],
      ['timeout_after', requests.timeout_after],
      ['rate_limit', requests.rate_limit],
    ]);
    if (fault === null) return handle();
    this.#requestFaults += 1;
    switch (fault) {
      case 'error_after':
        await handle();
        return apiError();
      case 'timeout_after':
        await handle();
        await this.#wait(requests.timeout_ms);
        throw new ConnectionDropped();
      case 'timeout_before':
        await this.#wait(requests.timeout_ms);
        throw new ConnectionDropped();
      case 'rate_limit':
        return rateLimited(requests.retry_after_seconds);
      case 'error_before':
        return apiError();
    }
  };

  aroundDelivery = async (info: DeliveryInfo, deliver: () => Promise<number>): Promise<number> => {
    const { webhooks } = this.#settings;
    // Retries get no fault, or an event could fail forever.
    const fault =
      info.attempt > 1
        ? null
        : this.#draw(webhooks.times === null ? Infinity : webhooks.times - this.#webhookFaults, [
            ['drop', webhooks.drop],
            ['delay', webhooks.delay],
            ['duplicate', webhooks.duplicate],
            ['reorder', webhooks.reorder],
          ]);
    if (fault !== null) this.#webhookFaults += 1;
    switch (fault) {
      case 'drop':
        throw new EventLost();
      case 'delay':
        await this.#wait(this.#random() * webhooks.delay_ms);
        break;
      case 'duplicate':
        // All at once; the answer of the last one counts.
        void Promise.allSettled(Array.from({ length: webhooks.copies - 1 }, deliver));
        break;
      case 'reorder':
        await this.#untilAnother(webhooks.delay_ms);
        break;
      case null:
        break;
    }
    try {
      return await deliver();
    } finally {
      this.#release();
    }
  };

  slowPayment = (): SlowPayment | null => {
    const { processing, processing_ms: ms, fails } = this.#settings.payments;
    if (processing === 0 || this.#random() >= processing) return null;
    return { ms, fails: this.#random() < fails };
  };

  /** One random number decides between all faults of a kind, so that their chances add up. */
  #draw<const T extends string>(left: number, chances: readonly (readonly [T, number])[]): T | null {
    if (left <= 0 || chances.every(([, chance]) => chance === 0)) return null;
    let place = this.#random();
    for (const [fault, chance] of chances) {
      if (place < chance) return fault;
      place -= chance;
    }
    return null;
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#changed.signal, ref: false }).catch(() => undefined);
  }

  /** Resolves once another event has been delivered, or after `ms`. */
  async #untilAnother(ms: number): Promise<void> {
    let go: () => void = () => undefined;
    const another = new Promise<void>((resolve) => (go = resolve));
    this.#waiting.add(go);
    await Promise.race([another, this.#wait(ms)]);
    this.#waiting.delete(go);
  }

  #release(): void {
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }
}

function apiError(): Reply {
  return errorReply(500, { type: 'api_error', message: 'An unknown error occurred' }, {});
}

function rateLimited(seconds: number): Reply {
  const error = {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
  };
  return errorReply(429, error, { 'retry-after': String(seconds) });
}

function errorReply(status: number, error: object, headers: Record<string, string>): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ error }, null, 2) };
}

/** A pseudo-random generator with 32 bits of state, for repeatable tests and not for secrets. @returns 0 to below 1 */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
