/** One request to the API, as a fault plan sees it. */
export type RequestInfo = { method: string; path: string; idempotencyKey: string | null };
/** One attempt to deliver an event. `attempt` counts from 1. */
export type DeliveryInfo = { eventId: string; type: string; attempt: number };
export type Reply = { status: number; headers: Record<string, string>; body: string };

/** Thrown by a fault plan to cut the connection without an answer, before or after the work was done. */
export class ConnectionDropped extends Error {}

/** Thrown by a fault plan around a delivery: this event is lost for good and is not tried again. */
export class EventLost extends Error {
  constructor() {
    super('lost by the fault plan');
  }
}

/**
 * The seam where tests make the sandbox misbehave. A plan wraps the work and may wait, answer something else, throw
 * `ConnectionDropped`, do it twice, or hold it back behind another; `handle` and `deliver` do the real thing.
 */
export type FaultPlan = {
  aroundRequest: (info: RequestInfo, handle: () => Promise<Reply>) => Promise<Reply>;
  /** `deliver` resolves with the HTTP status of the webhook's answer, or rejects when there was none. */
  aroundDelivery: (info: DeliveryInfo, deliver: () => Promise<number>) => Promise<number>;
  /** Whether a payment that is about to be settled takes a while instead. Left out: never. */
  slowPayment?: () => SlowPayment | null;
};

/** A payment that Stripe calls `processing`: for how long, and how it ends. */
export type SlowPayment = { ms: number; fails: boolean };

export const noFaults: FaultPlan = {
  aroundRequest: (_info, handle) => handle(),
  aroundDelivery: (_info, deliver) => deliver(),
};
