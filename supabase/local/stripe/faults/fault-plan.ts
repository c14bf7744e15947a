/** One request to the API, as a fault plan sees it. */
export type RequestInfo = { method: string; path: string; idempotencyKey: string | null };
/** One attempt to deliver an event. `attempt` counts from 1. */
export type DeliveryInfo = { eventId: string; type: string; attempt: number };
export type Reply = { status: number; headers: Record<string, string>; body: string };

/** Thrown by a fault plan to cut the connection without an answer, before or after the work was done. */
export class ConnectionDropped extends Error {}

/** Thrown by a fault plan around a delivery: this event is lost and not tried again. */
export class EventLost extends Error {
  constructor() {
    super('lost by the fault plan');
  }
}

/**
 * How tests make the sandbox fail. A plan wraps each request and each delivery (`handle` and `deliver` do the work) and may
 * wait, give another answer, throw `ConnectionDropped`, repeat the work, or delay it until after another.
 */
export type FaultPlan = {
  aroundRequest: (info: RequestInfo, handle: () => Promise<Reply>) => Promise<Reply>;
  /** `deliver` resolves with the HTTP status of the webhook's answer, or rejects when there was none. */
  aroundDelivery: (info: DeliveryInfo, deliver: () => Promise<number>) => Promise<number>;
  /** Decides whether a payment becomes `processing` before it ends. Without it, none does. */
  slowPayment?: () => SlowPayment | null;
};

/** A payment that Stripe calls `processing`: for how long, and how it ends. */
export type SlowPayment = { ms: number; fails: boolean };

export const noFaults: FaultPlan = {
  aroundRequest: (_info, handle) => handle(),
  aroundDelivery: (_info, deliver) => deliver(),
};
