import type { ServiceClient } from '../../_shared/payments-db.ts';

/** Thrown by every call of a program that has crashed, so that none of them has an effect. */
class Crashed extends Error {}

/**
 * Crashes a program at its n-th outside call: before the call, or after its effect and before its answer. All calls of a
 * function to Stripe, Auth and the database go through one fuse.
 */
export class Fuse {
  #left: number;
  readonly #after: boolean;
  #blown = false;

  /** @param calls number of calls that succeed before the crash; Infinity: no crash */
  constructor(calls = Infinity, after = false) {
    this.#left = calls;
    this.#after = after;
  }

  /** True when it never crashes the program. */
  get isSound(): boolean {
    return this.#left === Infinity;
  }

  get blown(): boolean {
    return this.#blown;
  }

  through = async <T>(call: () => PromiseLike<T>): Promise<T> => {
    if (this.#blown) throw new Crashed();
    this.#left -= 1;
    if (this.#left >= 0) return call();
    this.#blown = true;
    if (this.#after) await call();
    throw new Crashed();
  };

  service(service: ServiceClient): ServiceClient {
    return { rpc: (name, args) => this.through(() => service.rpc(name, args)) };
  }

  fetch(inner: typeof fetch): typeof fetch {
    return (input, init) => this.through(() => inner(input, init));
  }
}
