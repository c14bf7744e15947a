import type { AuthChangeEvent, AuthClient as AuthClientClass, AuthError, Session } from '@supabase/supabase-js';

/**
 * Stands in for `@supabase/auth-js` inside supabase-js in the built app (see build.ts). The real one is 24 kB, and
 * a visitor who looks at a therapist's free times does not need it: it is fetched when this browser
 * holds a session, when a link from a mail brings one, when another tab signs in, or when it is first asked for anything.
 */

type Listener = (event: AuthChangeEvent, session: Session | null) => void | Promise<void>;
type RealAuthClient = InstanceType<typeof AuthClientClass>;
type Options = NonNullable<ConstructorParameters<typeof AuthClientClass>[0]>;
type Subscription = ReturnType<RealAuthClient['onAuthStateChange']>['data']['subscription'];

const RETRY_MS = 3_000;

/**
 * As in auth-js; `lib/errors` asks it of every error.
 * @public supabase-js re-exports it.
 */
export function isAuthError(error: unknown): error is AuthError {
  return typeof error === 'object' && error !== null && '__isAuthError' in error;
}

/** True when a person may be signed in: a stored session, or what Supabase adds to the links in its mails. */
function maybeSomebody(storageKey: string): boolean {
  const { hash, search } = window.location;
  if (/[#?&](access_token|code|error|error_code|error_description)=/.test(`${search}${hash}`)) return true;
  try {
    return window.localStorage.getItem(storageKey) !== null;
  } catch {
    // Storage is closed to us, so nothing was kept.
    return false;
  }
}

export class AuthClient {
  readonly #options: Options;
  readonly #waiting = new Map<Subscription, Listener>();
  #real: Promise<RealAuthClient> | null = null;

  constructor(options: Options) {
    this.#options = options;
    const key = options.storageKey ?? '';
    if (maybeSomebody(key)) this.#loadSurely();
    window.addEventListener('storage', (event) => {
      if (event.key === key && event.newValue !== null) this.#loadSurely();
    });
    // Everything not written out below is the real client's, once it is here.
    return new Proxy(this, {
      get: (later, name) => {
        const own: unknown = Reflect.get(later, name, later);
        if (own !== undefined || typeof name === 'symbol' || name === 'then') return own;
        return async (...given: unknown[]) => {
          const real = await later.#load();
          const method: unknown = Reflect.get(real, name);
          if (typeof method !== 'function') throw new TypeError(`supabase.auth.${name} is not a method`);
          return Reflect.apply(method, real, given) as unknown;
        };
      },
    });
  }

  getSession: RealAuthClient['getSession'] = async () => {
    if (this.#real === null) return { data: { session: null }, error: null };
    return (await this.#real).getSession();
  };

  onAuthStateChange = (listener: Listener): ReturnType<RealAuthClient['onAuthStateChange']> => {
    const subscription: Subscription = {
      id: crypto.randomUUID(),
      callback: (event, session) => void listener(event, session),
      unsubscribe: () => void this.#waiting.delete(subscription),
    };
    this.#waiting.set(subscription, listener);
    if (this.#real === null) {
      queueMicrotask(() => {
        if (this.#real === null && this.#waiting.has(subscription)) void listener('INITIAL_SESSION', null);
      });
    } else {
      // Loaded already: as those who waited. Not yet: `#load` passes on all who wait.
      void this.#real.then((real) => this.#handOver(real, subscription)).catch(() => undefined);
    }
    return { data: { subscription } };
  };

  #handOver(real: RealAuthClient, subscription: Subscription): void {
    const listener = this.#waiting.get(subscription);
    if (!listener) return;
    this.#waiting.delete(subscription);
    subscription.unsubscribe = real.onAuthStateChange(listener).data.subscription.unsubscribe;
  }

  #load(): Promise<RealAuthClient> {
    this.#real ??= import('@supabase/auth-js')
      .then(({ AuthClient: Real }) => {
        const real = new Real(this.#options);
        for (const subscription of this.#waiting.keys()) this.#handOver(real, subscription);
        return real;
      })
      .catch((error: unknown) => {
        this.#real = null;
        throw error;
      });
    return this.#real;
  }

  /** For a signed-in person: without the client nothing can be shown, so a failed download is tried again. */
  #loadSurely(): void {
    this.#load().catch(() => setTimeout(() => this.#loadSurely(), RETRY_MS));
  }
}
