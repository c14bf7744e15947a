import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);
const milliseconds = z.int().min(0).max(60_000);

/** Faults of webhooks, each as a chance from 0 to 1 per event. */
const webhookFaults = z.strictObject({
  /** Lost: never delivered and not tried again. */
  drop: chance,
  /** Delivered up to `delay_ms` later. */
  delay: chance,
  delay_ms: milliseconds.default(2_000),
  /** Delivered `copies` times at once. */
  duplicate: chance,
  copies: z.int().min(2).max(20).default(2),
  /** Held back until a later event has been delivered, or for `delay_ms` at most. */
  reorder: chance,
  /** At most so many faults; null: no limit. */
  times: z.int().min(0).nullable().default(null),
});

/** Faults of requests to the API, calls from a browser included, each as a chance from 0 to 1 per request. */
const requestFaults = z.strictObject({
  /** 500, without doing the work. */
  error_before: chance,
  /** 500, after doing the work. */
  error_after: chance,
  /** No answer for `timeout_ms`, then the connection is cut, without doing the work. */
  timeout_before: chance,
  /** No answer for `timeout_ms`, then the connection is cut, after doing the work. */
  timeout_after: chance,
  /** The default is longer than a client waits. */
  timeout_ms: milliseconds.default(15_000),
  /** 429 with Retry-After, without doing the work. */
  rate_limit: chance,
  retry_after_seconds: z.int().min(0).max(60).default(1),
  /** Only requests that begin with this (`POST /v1/refunds`); empty: all. */
  only: z.string().max(200).default(''),
  /** At most so many faults; null: no limit. */
  times: z.int().min(0).nullable().default(null),
});

/** Payments that stay `processing` before they succeed or fail. */
const slowPayments = z.strictObject({
  /** The chance that a payment becomes `processing`. */
  processing: chance,
  /** How long it stays `processing`. */
  processing_ms: milliseconds.default(3_000),
  /** The chance that it fails in the end. */
  fails: chance,
});

/** A fault plan as it is set over HTTP or by option. The same seed and the same calls give the same faults. */
export const faultSettings = z.strictObject({
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  webhooks: webhookFaults.prefault({}),
  requests: requestFaults.prefault({}),
  payments: slowPayments.prefault({}),
});
export type FaultSettings = z.infer<typeof faultSettings>;
/** The same before parsing: every field is optional, and the default is no fault. */
export type FaultSettingsInput = z.input<typeof faultSettings>;

export const NO_FAULTS: FaultSettings = faultSettings.parse({});

/** Whether the settings contain no fault. */
export function isQuiet({ webhooks, requests, payments }: FaultSettings): boolean {
  const chances = [
    webhooks.drop,
    webhooks.delay,
    webhooks.duplicate,
    webhooks.reorder,
    requests.error_before,
    requests.error_after,
    requests.timeout_before,
    requests.timeout_after,
    requests.rate_limit,
    payments.processing,
  ];
  return chances.every((one) => one === 0);
}
