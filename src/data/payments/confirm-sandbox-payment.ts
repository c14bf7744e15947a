import { z } from 'zod';
import { parseInput } from '@/data/parse-input';
import { env } from '@/lib/env';
import { AppError, toAppError } from '@/lib/errors';

export const sandboxCardSchema = z.object({
  /** Digits; spaces are dropped. */
  number: z
    .string()
    .transform((value) => value.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{12,19}$/, 'Enter the card number.')),
  expMonth: z.coerce.number<string | number>().int().min(1, 'Enter the expiry month, 1 to 12.').max(12, 'Enter the expiry month, 1 to 12.'),
  expYear: z.coerce.number<string | number>().int().min(0, 'Enter the expiry year.'),
  cvc: z.string().regex(/^\d{3,4}$/, 'Enter the 3 or 4 digits of the security code.'),
});
/** As typed into the sandbox's form. */
export type SandboxCard = z.input<typeof sandboxCardSchema>;

/** succeeded: the webhook will confirm the session. redirect: the bank wants to see the payer first. */
export type SandboxResult = { status: 'succeeded' | 'processing' } | { status: 'redirect'; url: string };

const intentSchema = z.object({
  status: z.string(),
  next_action: z.object({ redirect_to_url: z.object({ url: z.url() }).nullish() }).nullish(),
});
const errorSchema = z.object({ error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish(), message: z.string() }) });

/**
 * Pays an intent at the payment sandbox, as Stripe.js does at Stripe. Throws AppError: `CARD_DECLINED` or another code
 * of Stripe's in capitals (refusal, with Stripe's sentence; another try with another card may follow), or a network error.
 */
export async function confirmSandboxPayment(input: {
  paymentIntentId: string;
  clientSecret: string;
  card: SandboxCard;
  /** Where the bank's page leads back to; absolute. */
  returnUrl: string;
}): Promise<SandboxResult> {
  if (!env.stripeSandboxUrl) throw new Error('The payment sandbox is switched off: Stripe itself takes the payment.');
  const card = parseInput(sandboxCardSchema, input.card);
  const response = await fetch(`${env.stripeSandboxUrl}/v1/payment_intents/${encodeURIComponent(input.paymentIntentId)}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({
      key: env.stripePublishableKey,
      client_secret: input.clientSecret,
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': card.number,
      'payment_method_data[card][exp_month]': String(card.expMonth),
      'payment_method_data[card][exp_year]': String(card.expYear),
      'payment_method_data[card][cvc]': card.cvc,
      return_url: input.returnUrl,
    }),
  }).catch((error: unknown) => {
    throw toAppError(error);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(body, response.status);
  const intent = intentSchema.parse(body);
  const url = intent.next_action?.redirect_to_url?.url;
  if (intent.status === 'requires_action' && url) return { status: 'redirect', url };
  return { status: intent.status === 'succeeded' ? 'succeeded' : 'processing' };
}

function refusalOf(body: unknown, status: number): AppError {
  const { data } = errorSchema.safeParse(body);
  if (!data || status >= 500) {
    const message = 'The payment service did not answer. Nothing was charged; please try again.';
    return new AppError({ kind: 'network', code: 'PAYMENT_PROVIDER_UNAVAILABLE', message, status });
  }
  const { code, decline_code: declineCode, message } = data.error;
  return new AppError({
    kind: 'refusal',
    code: (code ?? 'card_error').toUpperCase(),
    message,
    status,
    details: declineCode ? { decline_code: declineCode } : {},
  });
}
