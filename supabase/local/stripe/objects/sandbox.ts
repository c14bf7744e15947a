import { Stripe } from 'stripe';
import type { SlowPayment } from '../faults/fault-plan.ts';
import { newId } from './ids.ts';
import type { SandboxEvent, Store } from './store.ts';

/** About the request, for `event.request` and the answer's headers. */
export type RequestContext = {
  requestId: string;
  idempotencyKey: string | null;
  /** True with a publishable key: a browser, which may do little and must send the client secret. */
  publishable: boolean;
};

/** The state and settings that every endpoint gets. */
export type Sandbox = {
  store: Store;
  /** `http://127.0.0.1:PORT`, no trailing slash. */
  baseUrl: string;
  /** Decides whether a payment becomes `processing`; null: it ends at once. */
  slowPayment: () => SlowPayment | null;
};

export const API_VERSION = Stripe.API_VERSION;

/** Seconds since 1970, Stripe's clock. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Records an event with a snapshot of the object. Delivery follows once the state is on disk. */
export function emit(sandbox: Sandbox, context: RequestContext, type: string, object: SandboxEvent['data']['object']): void {
  const event: SandboxEvent = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: context.requestId, idempotency_key: context.idempotencyKey },
    type,
  };
  sandbox.store.state.events[event.id] = {
    event,
    attempts: 0,
    nextAttemptAt: Date.now(),
    deliveredAt: null,
    gaveUp: false,
    lastResult: null,
  };
}
