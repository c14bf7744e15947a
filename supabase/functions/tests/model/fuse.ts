import type { ServiceClient } from '../../_shared/payments-db.ts';

/** The program is gone: nothing it still meant to do happens. */
export class Crashed extends Error {}

/**
 * A program that dies at its n-th call to the outside, before the call or after its effect and before its answer.
 * Every call of a function to Stripe, Auth or the database goes through one fuse: all its awaits are covered.
 */
export class Fuse {
  #left: number;
  readonly #after: boolean;
  #blown = false;

  /** @param calls that still succeed; Infinity never blows */
  constructor(calls = Infinity, after = false) {
    this.#left = calls;
    this.#after = after;
  }

  /** Never blows. */
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
