import type { Stripe } from 'stripe';

/** The `error` object of a Stripe answer, as the SDK reads it. */
export type StripeErrorBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  request_log_url?: string;
};

/**
 * A refusal in Stripe's own shape.
 * `executed`: the endpoint had begun its work. Only then does Stripe store the answer under the Idempotency-Key
 * (https://docs.stripe.com/api/idempotent_requests).
 */
export class StripeApiError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly executed: boolean;

  constructor(status: number, body: StripeErrorBody, executed = false) {
    super(body.message);
    this.status = status;
    this.body = body.code ? { doc_url: docUrl(body.code), ...body } : body;
    this.executed = executed;
  }
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}

/** 400 for a parameter that is missing, unknown or malformed. Not stored under an idempotency key. */
export function invalidParam(message: string, param?: string, code?: string): StripeApiError {
  return new StripeApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(param ? { param } : {}),
    ...(code ? { code } : {}),
  });
}

/** 400 `payment_intent_unexpected_state`, which carries the intent as it is. */
export function unexpectedState(message: string, intent?: Stripe.PaymentIntent): StripeApiError {
  return new StripeApiError(
    400,
    {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message,
      ...(intent ? { payment_intent: intent } : {}),
    },
    true,
  );
}

/** 404 `resource_missing`. `noun` is Stripe's word in the sentence, `param` the parameter that named it. */
export function notFound(noun: string, id: string, param: string): StripeApiError {
  return new StripeApiError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });
}
