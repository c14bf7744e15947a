import { finishProcessing } from './objects/confirm.ts';
import { newId } from './objects/ids.ts';
import type { Sandbox } from './objects/sandbox.ts';

/** Ends processing payments at their time, also those from before a restart. */
export class Processing {
  readonly #sandbox: Sandbox;
  readonly #settled: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param settled called when an ended payment is on disk */
  constructor(sandbox: Sandbox, settled: () => void) {
    this.#sandbox = sandbox;
    this.#settled = settled;
  }

  /** Waits for the next payment that is due. Call after every request. */
  wake(): void {
    clearTimeout(this.#timer);
    const times = Object.values(this.#sandbox.store.state.processing).map(({ endsAt }) => endsAt);
    if (times.length === 0) return;
    this.#timer = setTimeout(() => void this.#finishDue(), Math.max(0, Math.min(...times) - Date.now()));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #finishDue(): Promise<void> {
    const { store } = this.#sandbox;
    for (const [id, { endsAt, fails }] of Object.entries(store.state.processing)) {
      const intent = store.state.intents[id];
      if (endsAt > Date.now()) continue;
      delete store.state.processing[id];
      if (intent) finishProcessing(this.#sandbox, { requestId: newId('req'), idempotencyKey: null, publishable: false }, intent, fails);
    }
    this.wake();
    await store.flush();
    this.#settled();
  }
}
